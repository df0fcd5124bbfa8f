// Turns the lamps on and off. In the head and not a module: the first paint must have the theme.
(() => {
  const root = document.documentElement;
  const night = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = localStorage.getItem("evenfall-theme");
  if (chosen) root.dataset.theme = chosen;

  const isDark = () => (root.dataset.theme ?? (night.matches ? "dark" : "light")) === "dark";

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      localStorage.setItem("evenfall-theme", root.dataset.theme);
      show();
    });
    night.addEventListener("change", show);
    show();
  });
})();
