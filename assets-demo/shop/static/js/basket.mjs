// The basket, kept in the browser. base.html maps "evenfall/money" to a URL with a token.
import { money } from "evenfall/money";

const key = "evenfall-basket";
const find = (name) => document.querySelector(`[data-basket${name}]`);
const dialog = find("");
let lines = read();

function read() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function keep() {
  localStorage.setItem(key, JSON.stringify(lines));
  show();
}

function show() {
  const count = lines.length;
  find("-count").textContent = count;
  find("-open").setAttribute("aria-label", `Basket, ${count} ${count === 1 ? "lamp" : "lamps"}`);
  find("-total").textContent = money(lines.reduce((sum, line) => sum + line.cents, 0));
  find("-lines").replaceChildren(
    ...grouped().map(({ name, cents, times }) => {
      const item = document.createElement("li");
      const label = document.createElement("span");
      label.append(name, times > 1 ? part("times", `× ${times}`) : "");
      item.append(label, part("price", money(cents * times)));
      return item;
    }),
  );
}

// One line for each lamp, however often it was added.
function grouped() {
  const groups = new Map();
  for (const line of lines) {
    const times = (groups.get(line.slug)?.times ?? 0) + 1;
    groups.set(line.slug, { ...line, times });
  }
  return [...groups.values()];
}

function part(name, text) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  return span;
}

for (const button of document.querySelectorAll("[data-basket-add]")) {
  button.addEventListener("click", () => {
    const { basketAdd: slug, name, cents } = button.dataset;
    lines.push({ slug, name, cents: Number(cents) });
    keep();
    find("-status").textContent = `${name} is in the basket.`;
  });
}
find("-open").addEventListener("click", () => dialog.showModal());
find("-clear").addEventListener("click", () => {
  lines = [];
  keep();
});
show();
