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
    ...lines.map((line) => {
      const item = document.createElement("li");
      const price = document.createElement("span");
      price.className = "price";
      price.textContent = money(line.cents);
      item.append(line.name, price);
      return item;
    }),
  );
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
