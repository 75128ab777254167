/* Shortcuts are declared where they work: data-key="/" , "Alt+G", "Ctrl+Enter", "N". The page shows them by <kbd>.
   Fields are focused, everything else is clicked; single letters are ignored while somebody types. */
(() => {
  const ASIDE = "[hidden], dialog:not([open]) *, :disabled";

  const nameOf = (event) => {
    const letter = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
    // A Vietnamese keyboard or Alt may turn the letter into another sign: the key itself counts.
    const key = (event.altKey || event.ctrlKey) && letter ? letter : event.key.length === 1 ? event.key.toUpperCase() : event.key;
    return [event.ctrlKey && "Ctrl", event.altKey && "Alt", key].filter(Boolean).join("+");
  };

  const typing = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  const candidates = (name) => {
    const dialog = document.querySelector("dialog[open]");
    return [...(dialog || document).querySelectorAll("[data-key]")].filter(
      (one) => one.dataset.key.toUpperCase() === name.toUpperCase() && !one.matches(ASIDE) && one.getClientRects().length,
    );
  };

  const pick = (name, target) => {
    const found = candidates(name);
    const form = target.closest?.("form");
    return found.find((one) => form && (one.form === form || form.contains(one))) || (name === "Ctrl+Enter" && form ? null : found[0]);
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.metaKey || event.defaultPrevented) return;
    const plain = !event.ctrlKey && !event.altKey;
    if (plain && typing(event.target)) return;
    const name = nameOf(event);
    const wanted = pick(name, event.target);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input:not([type=submit]):not([type=button]), textarea, select")) wanted.focus();
    else wanted.click();
    if (wanted.matches("input[type=search]")) wanted.select();
  });

  const announce = (root) => root.querySelectorAll("[data-key]").forEach((one) => {
    one.setAttribute("aria-keyshortcuts", one.dataset.key.replace("Ctrl", "Control"));
  });
  announce(document);
  document.addEventListener("htmx:load", (event) => announce(event.target));
})();
