/* Typing that saves itself (form[data-autosave]) and the meeting desk: following others without disturbing the row
   somebody is typing in, answering a row, and making directives of marked text, one after another. */
(() => {
  /* Texts sent and not yet answered for (form.unanswered): the server then knows that following them is no conflict. */
  const KEPT = 5;
  const textOf = (form) => form.elements.text.value;

  document.addEventListener("htmx:configRequest", (event) => {
    const { elt: form, parameters, triggeringEvent } = event.detail;
    if (!form.matches("form[data-autosave]")) return;
    // Two texts are being compared: only a pressed button decides.
    if (form.querySelector(".conflict") && triggeringEvent?.type !== "submit") return event.preventDefault();
    const sent = form.unanswered || [];
    if (sent.length) parameters.last_sent = sent;
    form.unanswered = [...sent, textOf(form)].slice(-KEPT);
    form.dispatchEvent(new CustomEvent("draft-keep", { bubbles: true }));
  });
  document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr } }) => {
    if (xhr.status >= 200 && xhr.status < 300) delete elt.unanswered;
  });

  const rows = document.getElementById("rows");
  const entry = () => document.getElementById("entry");

  /* Threads stand by the time of their first row; within a thread rows stand by theirs. */
  const order = (row) => [Date.parse(row.dataset.at), Number(row.dataset.pk)];
  const before = (one, other) => {
    const [a, b] = [order(one), order(other)];
    return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  };
  const firstOf = (row) => rows.querySelector(`:scope > [data-pk="${row.dataset.thread}"]`) || row;
  const comesBefore = (one, other) => {
    const [a, b] = [firstOf(one), firstOf(other)];
    if (a !== b) return before(a, b);
    return one === a || (other !== b && before(one, other));
  };

  const insert = (row) => {
    const next = [...rows.children].find((other) => other !== row && other.dataset.pk && comesBefore(row, other));
    rows.insertBefore(row, next || rows.querySelector(":scope > .waiting"));
  };

  /* A row that arrived: into its place; never over a form somebody is typing in. */
  const place = (row) => {
    const old = rows.querySelector(`:scope > #${CSS.escape(row.id)}`);
    if (old?.matches("form") || entry()?.dataset.row === row.dataset.row) return row.remove();
    if (row.matches("[data-removed]") && !row.querySelector("button")) { row.remove(); return old?.remove(); }
    if (old && old.dataset.thread === row.dataset.thread) return old.replaceWith(row);
    old?.remove();
    row.classList.add("new");
    insert(row);
  };

  document.addEventListener("htmx:load", ({ target }) => {
    if (!rows) return;
    if (target.id === "feed") [...target.children].forEach(place);
    else if (target.matches(".said:not(form)") && target.parentElement === rows) insert(target); // written down here
  });

  /* What usually follows what (meetings/threads.py). */
  const NEXT_KIND = { question: "explanation", explanation: "answer", commitment: "answer", report: "question", contribution: "question", answer: "question", conclusion: "answer" };

  const answer = (pk, label) => {
    const form = entry();
    form.elements.answers.value = pk;
    form.querySelector("[data-answered]").textContent = label;
    form.querySelector("[data-answer-clear]").hidden = !pk;
    const answered = pk && rows.querySelector(`:scope > [data-pk="${pk}"]`);
    if (answered && !textOf(form)) form.elements.kind.value = NEXT_KIND[answered.dataset.kind];
    form.elements.text.focus();
  };

  /* Pressed again, the row before that. */
  const answerLast = () => {
    const said = [...rows.querySelectorAll(":scope > .said[data-kind]:not(form)")];
    const at = said.findIndex((row) => row.dataset.pk === entry().elements.answers.value);
    const row = said.at(at < 0 ? -1 : at - 1);
    if (!row) return;
    const { answer: pk, answerLabel } = row.querySelector("[data-answer]").dataset;
    answer(pk, answerLabel);
  };

  /* The text marked where the key was pressed, in a field being typed in or in a row, and where it begins there;
     with nothing marked in a field its whole paragraph. */
  const bare = (words, start) => ({ text: words.trim(), start: start + words.length - words.trimStart().length });
  const marked = () => {
    const field = document.activeElement;
    if (field?.matches?.("form[data-row] textarea")) {
      const [from, to] = [field.selectionStart, field.selectionEnd];
      if (from !== to) return bare(field.value.slice(from, to), from);
      const begin = field.value.lastIndexOf("\n", from - 1) + 1, end = field.value.indexOf("\n", from);
      return bare(field.value.slice(begin, end < 0 ? undefined : end), begin);
    }
    const selection = window.getSelection(), node = selection.anchorNode;
    const paragraph = (node?.nodeType === 1 ? node : node?.parentElement)?.closest(".said p");
    if (!paragraph || !selection.rangeCount || selection.isCollapsed) return { text: String(selection).trim(), start: null };
    const range = selection.getRangeAt(0), head = document.createRange();
    head.selectNodeContents(paragraph);
    head.setEnd(range.startContainer, range.startOffset);
    return bare(range.toString(), head.toString().length);
  };
  const rowMarked = () => {
    const form = document.activeElement?.closest?.("form[data-row]");
    const node = window.getSelection().anchorNode;
    const row = form || (node?.nodeType === 1 ? node : node?.parentElement)?.closest("[data-row]");
    return row?.dataset.row;
  };
  const NOTHING = { text: "", start: null };
  let words = NOTHING, source = null;

  document.addEventListener("click", ({ target }) => {
    const reply = target.closest("[data-answer]");
    if (reply) answer(reply.dataset.answer, reply.dataset.answerLabel);
    if (target.closest("[data-answer-last]")) answerLast();
    if (target.closest("[data-answer-clear]")) answer("", "");
    const close = target.closest("[data-close]");
    if (close) { close.closest(close.dataset.close).remove(); entry()?.elements.text.focus(); }
  });
  // Before the button takes the focus, and so the marked text.
  document.addEventListener("mousedown", ({ target }) => {
    if (target.closest("[data-directive]")) [words, source] = [marked(), null];
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-directive]") && event.detail === 0) [words, source] = [marked(), rowMarked()];
  }, true);
  document.addEventListener("htmx:load", ({ target }) => {
    if (target.id !== "directive-form") return;
    const field = target.elements.text, isNew = !target.elements.version.value.match(/[1-9]/);
    if (words.text && !field.value) field.value = words.text;
    if (source && isNew) target.elements.source.value = source;
    if (words.start !== null && isNew && !target.elements.quote.value) {
      target.elements.quote.value = words.text;
      target.elements.quote_start.value = words.start;
    }
    [words, source] = [NOTHING, null];
    (field.value ? target.elements.lead : field).focus();
  });
  /* A row nobody has sent yet is sent first: the server finds there what the order was made of. */
  const unsent = (key) => {
    const form = key && document.querySelector(`form.entry[data-row="${CSS.escape(key)}"]:not(.waiting)`);
    return form?.elements.version.value === "0" && textOf(form).trim() ? form : null;
  };
  document.addEventListener("htmx:confirm", async (event) => {
    const { elt, verb, issueRequest } = event.detail;
    if (elt.id !== "directive-form" || verb !== "post") return;
    const row = unsent(elt.elements.source.value);
    if (!row) return;
    event.preventDefault();
    const answered = new Promise((done) => row.addEventListener("htmx:afterRequest", done, { once: true }));
    htmx.ajax("POST", row.getAttribute("action"), { source: row, swap: "none" });
    await answered;
    issueRequest(true);
  });
  document.addEventListener("directive-saved", () => entry()?.elements.text.focus());
})();
