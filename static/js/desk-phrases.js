/* Phrases by keyboard: a shortcut typed in the text and Alt+M turns into its words; Alt+M alone shows the list, a
   number chooses. Afterwards the first "…" is marked, to be typed over. */
(() => {
  const dialog = document.getElementById("phrases");
  if (!dialog) return;
  const buttons = [...dialog.querySelectorAll("[data-phrase]")];
  let text = null;

  const insert = (button, from, to) => {
    const words = button.dataset.text;
    text.focus();
    text.setRangeText(words, from, to, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    const gap = words.indexOf("…");
    if (gap >= 0) text.setSelectionRange(from + gap, from + gap + 1);
  };

  const shown = () => buttons.filter((one) => !one.closest("li").hidden);
  const ask = () => {
    const kind = text.form.elements.kind.value;
    buttons.forEach((one) => { const line = one.closest("li"); line.hidden = Boolean(line.dataset.kind) && line.dataset.kind !== kind; });
    dialog.showModal();
    shown()[0]?.focus();
  };

  document.addEventListener("click", ({ target }) => {
    const opener = target.closest("[data-phrases]");
    if (!opener) return;
    text = opener.form.elements.text;
    const head = text.value.slice(0, text.selectionStart), word = /\S+$/.exec(head)?.[0] || "";
    const meant = word && buttons.find((one) => one.dataset.phrase === word.toLowerCase());
    if (meant && text.selectionStart === text.selectionEnd) insert(meant, head.length - word.length, head.length);
    else ask();
  });
  const choose = (button) => {
    dialog.close();
    insert(button, text.selectionStart, text.selectionEnd);
  };
  dialog.addEventListener("click", ({ target }) => { const button = target.closest("[data-phrase]"); if (button) choose(button); });
  dialog.addEventListener("close", () => text?.focus());
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], lines = shown();
    if (/^[1-9]$/.test(event.key) && lines[event.key - 1]) { event.preventDefault(); choose(lines[event.key - 1]); }
    else if (step) { event.preventDefault(); lines[(lines.indexOf(document.activeElement) + step + lines.length) % lines.length]?.focus(); }
  });
})();
