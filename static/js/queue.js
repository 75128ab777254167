/* The speaker's clock [data-used]: counts on from the seconds the server gave, red once the minutes are used up. */
(() => {
  const begun = new WeakMap();
  const tick = () => document.querySelectorAll(".clock[data-used]").forEach((clock) => {
    if (!begun.has(clock)) begun.set(clock, Date.now() - Number(clock.dataset.used) * 1000);
    const seconds = Math.floor((Date.now() - begun.get(clock)) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.classList.toggle("over", seconds > Number(clock.dataset.minutes) * 60);
  });
  tick();
  setInterval(tick, 500);
  document.addEventListener("htmx:load", tick);
})();
