/* J and K walk over the links marked [data-row], down and up; Enter opens as on any link. */
(() => {
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const rows = [...document.querySelectorAll("a[data-row]")];
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 && step < 0 ? rows.length - 1 : at + step;
    rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
    event.preventDefault();
  });
})();
