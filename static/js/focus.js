/* After an action the focus goes where the next keystroke is wanted: the last [data-focus] that arrived. */
(() => {
  const focusIn = (root) => {
    const found = [...root.querySelectorAll("[data-focus]")];
    if (root.matches?.("[data-focus]")) found.push(root);
    const wanted = found.find((one) => one.offsetParent !== null);
    if (!wanted) return;
    wanted.focus();
    wanted.removeAttribute("data-focus");
  };
  focusIn(document.body);
  document.addEventListener("htmx:afterSettle", (event) => focusIn(event.target));
})();
