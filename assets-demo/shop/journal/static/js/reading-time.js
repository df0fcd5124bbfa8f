// Says how long a letter takes to read, at 200 words a minute.
{
  const words = document.querySelector("[data-entry]").innerText.trim().split(/\s+/).length;
  const minutes = Math.max(1, Math.round(words / 200));
  document.querySelector("[data-reading-time]").textContent = `${minutes} ${minutes === 1 ? "minute" : "minutes"} to read`;
}
