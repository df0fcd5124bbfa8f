// The slider below a lamp: 0 is off, 100 is bright.
const slider = document.querySelector("[data-dimmer]");
const stage = document.querySelector("[data-stage]");
const dim = () => stage.style.setProperty("--dim", slider.value / 100);
slider.addEventListener("input", dim);
dim();
