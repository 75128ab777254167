/* Clocks and pages of the hall's screen; clocks run by the server's time, whatever the projecting machine thinks. */
(() => {
  let ahead = 0; // of this machine's clock, the server's, in ms
  const two = (number) => String(number).padStart(2, "0");

  const clockIn = (root) => {
    const hall = root.matches?.("#hall") ? root : root.querySelector("#hall");
    if (hall) ahead = new Date(hall.dataset.now) - Date.now();
  };

  const show = () => {
    const now = new Date(Date.now() + ahead);
    document.querySelectorAll("[data-clock]").forEach((one) => {
      one.textContent = now.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
    });
    document.querySelectorAll("[data-since]").forEach((one) => {
      const seconds = Math.max(0, Math.floor((now - new Date(one.dataset.since)) / 1000));
      const elapsed = one.querySelector("[data-elapsed]");
      if (elapsed) elapsed.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
      const given = Number(one.dataset.minutes) * 60;
      one.classList.toggle("over", given > 0 && seconds > given);
      one.classList.toggle("near", given > 0 && seconds > given * 0.8 && seconds <= given);
    });
  };

  // Pages of a projected programme are turned by the keys that presenters' remotes send.
  document.addEventListener("keydown", (event) => {
    const key = { PageDown: "ArrowRight", " ": "ArrowRight", PageUp: "ArrowLeft" }[event.key] || event.key;
    document.querySelector(`[data-hall-key="${CSS.escape(key)}"]`)?.click();
  });

  clockIn(document);
  show();
  setInterval(show, 1000);
  document.addEventListener("htmx:load", (event) => { clockIn(event.target); show(); });
})();
