// Marks today in the table of hours.
const day = String(new Date().getDay());
for (const row of document.querySelectorAll("[data-hours] [data-day]")) {
  if (row.dataset.day === day) row.setAttribute("aria-current", "date");
}
