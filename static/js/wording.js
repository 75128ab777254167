/* A wording being typed: a click on a field puts it where the cursor stands, a click on a fault leads to its line. */
(() => {
  const text = document.querySelector("textarea.wording, #wording textarea");
  if (!text) return;
  const write = (words) => {
    text.focus();
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  };
  const lead = (line) => {
    const lines = text.value.split("\n"), start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] || "").length);
    text.scrollTop = ((line - 3) / lines.length) * text.scrollHeight;
  };
  document.addEventListener("click", ({ target }) => {
    const insert = target.closest("[data-insert]"), fault = target.closest("[data-line]");
    if (insert) write(insert.dataset.insert);
    if (fault) lead(Number(fault.dataset.line));
  });
})();
