/* Typing that saves itself (form[data-autosave]) and the meeting desk: following others without disturbing the row
   somebody is typing in, answering a row, and making a directive of the marked text. */
(() => {
  /* Texts sent and not yet answered for: the server then knows that following them is no conflict. */
  const unanswered = new WeakMap();
  const KEPT = 5;
  const textOf = (form) => form.elements.text.value;

  document.addEventListener("htmx:configRequest", (event) => {
    const { elt: form, parameters, triggeringEvent } = event.detail;
    if (!form.matches("form[data-autosave]")) return;
    // Two texts are being compared: only a pressed button decides.
    if (form.querySelector(".conflict") && triggeringEvent?.type !== "submit") return event.preventDefault();
    const sent = unanswered.get(form) || [];
    if (sent.length) parameters.last_sent = sent;
    unanswered.set(form, [...sent, textOf(form)].slice(-KEPT));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr } = event.detail;
    if (xhr.status >= 200 && xhr.status < 300) unanswered.delete(elt);
  });

  const rows = document.getElementById("rows");
  const entry = () => document.getElementById("entry");

  const comesBefore = (one, other) => {
    const [a, b] = [one, other].map((row) => [Date.parse(row.dataset.at), Number(row.dataset.pk)]);
    return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  };

  let own = null; // the row still being typed, as the record has it already

  /* A row that arrived: into its place by time; never over a form somebody is typing in. */
  const place = (row) => {
    const old = rows.querySelector(`:scope > #${CSS.escape(row.id)}`);
    if (entry()?.dataset.row === row.dataset.row) own = row;
    if (old?.matches("form") || own === row) return row.remove();
    if (row.matches("[data-removed]") && !row.querySelector("button")) { row.remove(); return old?.remove(); }
    if (old) return old.replaceWith(row);
    row.classList.add("new");
    const next = [...rows.children].find((other) => other.dataset.at && comesBefore(row, other));
    rows.insertBefore(row, next || null);
  };

  document.addEventListener("htmx:load", ({ target }) => {
    if (rows && target.id === "feed") [...target.children].forEach(place);
    // Written down without another change, so that no news of it will come.
    if (target.id !== "entry" || !own || own.dataset.row === target.dataset.row) return;
    const row = own;
    own = null;
    if (!document.getElementById(row.id)) place(row);
  });

  const answer = (pk, label) => {
    const form = entry();
    form.elements.answers.value = pk;
    form.querySelector("[data-answered]").textContent = label;
    form.querySelector("[data-answer-clear]").hidden = !pk;
    form.elements.text.focus();
  };

  /* The text marked where the key was pressed: in a field being typed in, or in a row. */
  const marked = () => {
    const field = document.activeElement;
    if (field?.matches?.("textarea")) return field.value.slice(field.selectionStart, field.selectionEnd).trim();
    return String(window.getSelection()).trim();
  };
  const rowMarked = () => {
    const form = document.activeElement?.closest?.("form[data-row]");
    const node = window.getSelection().anchorNode;
    const row = form || (node?.nodeType === 1 ? node : node?.parentElement)?.closest("[data-row]");
    return row?.dataset.row;
  };
  let text = "", source = null;

  document.addEventListener("click", ({ target }) => {
    const reply = target.closest("[data-answer]");
    if (reply) answer(reply.dataset.answer, reply.dataset.answerLabel);
    if (target.closest("[data-answer-clear]")) answer("", "");
    const close = target.closest("[data-close]");
    if (close) { close.closest(close.dataset.close).remove(); entry()?.elements.text.focus(); }
  });
  // Before the button takes the focus, and so the marked text.
  document.addEventListener("mousedown", ({ target }) => {
    if (target.closest("[data-directive]")) [text, source] = [marked(), null];
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-directive]") && event.detail === 0) [text, source] = [marked(), rowMarked()];
  }, true);
  document.addEventListener("htmx:load", ({ target }) => {
    if (target.id !== "directive-form") return;
    const field = target.elements.text;
    if (text && !field.value) field.value = text;
    if (source && target.elements.source && !target.elements.version.value.match(/[1-9]/)) target.elements.source.value = source;
    [text, source] = ["", null];
    (field.value ? target.elements.lead : field).focus();
  });
  document.addEventListener("directive-saved", () => entry()?.elements.text.focus());
})();
