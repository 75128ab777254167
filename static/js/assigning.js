/* Grid of assignments <table class="assign">: changed cells are sent by themselves, those of a pasted block together, or
   all at once by the button. data-seen is the text the server showed: sent along, so that nothing is stored over what
   somebody else wrote meanwhile. A cell in which nothing can be stored keeps what was typed. */
(() => {
  const form = document.querySelector("[data-cells-form]");
  if (!form) return;
  const note = document.getElementById("grid-note");
  const itself = document.querySelector("[data-saves-itself]");
  const whole = document.querySelector("[data-save-all]").form;
  const changed = new Set();
  const kept = new Map(); // key of a cell that could not be stored → its line in the note
  let sending = false, timer = 0;

  const inputsOf = (list) => list.map((id) => document.getElementById(id)).filter(Boolean);
  const key = (input) => input.id.slice(2).split("-");
  const differs = (input) => input.value.trim() !== input.dataset.seen;
  const state = (input, word) => { if (word) input.closest("td").dataset.state = word; else delete input.closest("td").dataset.state; };

  const send = () => {
    clearTimeout(timer);
    if (sending || !changed.size) return;
    const cells = [...changed].map((input) => [...key(input), input.value.trim(), input.dataset.seen]);
    changed.forEach((input) => state(input, "saving"));
    changed.clear();
    form.elements.cells.value = JSON.stringify(cells);
    sending = true;
    htmx.trigger(form, "cells");
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("table.assign input")) return;
    forget(input);
    if (!differs(input)) { changed.delete(input); state(input, ""); return; }
    changed.add(input);
    state(input, "unsaved");
    clearTimeout(timer);
    if (itself.checked) timer = setTimeout(send, 60); // a pasted block arrives as many changes in one turn
  });

  const forget = (input) => { kept.get(input.id)?.remove(); kept.delete(input.id); };

  const settle = (one) => {
    const input = document.getElementById(one.dataset.cell);
    if (!input) return;
    const { stored, typed } = one.dataset;
    const word = one.value ?? one.getAttribute("value");
    if (word === "saved") {
      forget(input);
      if (input.value.trim() === typed) input.value = stored;
      input.dataset.seen = stored;
      input.closest("td").dataset.told = one.dataset.told ? "‡" : "";
      input.closest("td").title = one.dataset.told ?? "";
      if (differs(input)) changed.add(input); else { input.removeAttribute("aria-invalid"); state(input, "saved"); }
    } else {
      const line = one.closest("[data-of]");
      forget(input);
      kept.set(input.id, line);
      input.setAttribute("aria-invalid", "true");
      state(input, "error");
    }
  };

  const sendAll = () => {
    document.querySelectorAll("table.assign input").forEach((input) => { if (differs(input)) changed.add(input); });
    send();
  };

  /* What was refused for want of a reason goes once there is one. */
  document.getElementById("regiving-reason")?.addEventListener("change", () => { if (itself.checked) sendAll(); });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.elt !== note && event.detail.target !== note) return;
    if ([409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== note) return;
    const lines = [...kept.values()];
    note.querySelectorAll("data").forEach(settle);
    lines.forEach((line) => { if ([...kept.values()].includes(line)) note.append(line); }); // older ones stay until they are settled
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form || !event.detail.xhr.status || event.detail.xhr.status === 401) return;
    sending = false;
    if (event.detail.xhr.status >= 400 && ![409, 422].includes(event.detail.xhr.status)) {
      inputsOf(JSON.parse(form.elements.cells.value).map(([unit, target]) => `c-${unit}-${target}`)).forEach((input) => { changed.add(input); state(input, "unsaved"); });
      return;
    }
    if (itself.checked || whole.dataset.all) { delete whole.dataset.all; send(); }
  });

  note.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-keep]");
    if (!choice) return;
    const line = choice.closest("[data-of]"), one = line.querySelector("data"), input = document.getElementById(one.dataset.cell);
    input.dataset.seen = one.dataset.stored;
    input.value = choice.dataset.keep === "stored" ? one.dataset.stored : one.dataset.typed;
    input.removeAttribute("aria-invalid");
    forget(input);
    if (differs(input)) { changed.add(input); send(); } else state(input, "");
    input.focus();
  });

  /* The button sends what is changed and nothing else; without JavaScript the form goes whole. */
  whole.addEventListener("submit", (event) => {
    event.preventDefault();
    whole.dataset.all = "1";
    sendAll();
  });
  window.addEventListener("beforeunload", (event) => { if (changed.size || sending) event.preventDefault(); });
  note.querySelectorAll("data").forEach(settle);
})();
