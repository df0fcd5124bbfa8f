// Turns the lamps on and off. In the head and not a module: the first paint must have the theme.
(() => {
  const root = document.documentElement;
  const night = window.matchMedia("(prefers-color-scheme: dark)");
  const key = "evenfall-theme";
  const chosen = localStorage.getItem(key);
  if (chosen) root.dataset.theme = chosen;

  const isDark = () => (root.dataset.theme || (night.matches ? "dark" : "light")) === "dark";

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      localStorage.setItem(key, root.dataset.theme);
      show();
    });
    night.addEventListener("change", show);
    // Another tab of the shop follows.
    window.addEventListener("storage", (event) => {
      if (event.key !== key) return;
      root.dataset.theme = event.newValue ?? "";
      show();
    });
    show();
  });
})();
