// Says whether somebody is in.
const sign = document.querySelector("[data-today]");
const now = new Date();
const isOpen = [4, 5, 6].includes(now.getDay()) && now.getHours() >= 12 && now.getHours() < 18;
if (sign && isOpen) sign.textContent = "We are in: come by before dusk.";
