/* Marking who is there: with a line [data-seat] focused, C, L or V presses its button and goes to the next person; ↑ ↓
   change the line, Enter opens it. The server's answer replaces the line. */
(() => {
  const lines = () => [...document.querySelectorAll("[data-seat]")];
  const go = (line, by) => {
    const all = lines();
    all[all.indexOf(line) + by]?.focus();
  };

  document.addEventListener("keydown", (event) => {
    const line = event.target.closest?.("[data-seat]");
    if (!line || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      return go(line, event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.target !== line) return;
    if (event.key === "Enter") return line.querySelector("[data-open]")?.click();
    // The key itself counts, whatever a Vietnamese keyboard makes of it.
    const letter = /^Key(.)$/.exec(event.code)?.[1];
    const button = letter && line.querySelector(`[data-mark="${letter}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
    go(line, 1);
  });

  /* The last line has no next one: the focus stays with it when it is drawn anew. */
  let last = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    const line = event.detail.target.closest?.("[data-seat]");
    last = line && line.contains(document.activeElement) ? line.id : "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (last) document.getElementById(last)?.focus();
    last = "";
  });

  lines().find((line) => line.matches(".is-expected"))?.focus({ preventScroll: true });
})();
