/* Who speaks, by two keystrokes: Alt+N, then a number of the list or some letters and Enter. First those whom the
   row's question asked, then the unit of the agenda's line, then who spoke lately, then the whole attendance list. */
(() => {
  const list = document.getElementById("seats");
  if (!list) return;
  const SHOWN = 9;
  // As meetings/conclusion/addressing.py reads what is typed in haste.
  const SHORT = [[/\bkv ?(?=\d)/g, "khu vuc "], [/\bp\.? ?(?=\d)/g, "phong "], [/\bvp\b/g, "van phong"], [/\bpvt\b/g, "pho vien truong"], [/\bvt\b/g, "vien truong"]];
  const plain = (text) => {
    let bare = text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
    for (const [short, whole] of SHORT) bare = bare.replace(short, whole);
    return bare.replace(/[^\p{L}\p{N}_ ]/gu, " ").trim().split(/\s+/).filter(Boolean);
  };
  const seats = [...list.options].map((one, place) => ({ label: one.value, unit: one.dataset.unit, words: plain(`${one.value} ${one.dataset.person}`), place }));
  const fits = (typed, words) => typed.every((part) => words.some((word) => word === part || (!/^\d+$/.test(part) && word.startsWith(part))));

  const box = document.createElement("ol");
  Object.assign(box, { className: "seat-list", hidden: true, id: "seat-list" });
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "Thành phần dự");
  let field = null, offered = [], at = 0;

  const rank = (form) => {
    const said = [...document.querySelectorAll("#rows > .said[data-speaker]")];
    const answered = said.find((row) => row.dataset.pk === form.elements.answers.value);
    const asked = answered?.dataset.asked, now = document.querySelector("#agenda .now")?.dataset.unit;
    const lately = said.map((row) => row.dataset.speaker).reverse();
    return ({ unit, label, place }) => {
      if (asked && unit === asked) return place;
      if (now && unit === now) return 1e4 + place;
      const turn = lately.indexOf(label);
      return turn < 0 ? 3e4 + place : 2e4 + turn;
    };
  };

  const draw = () => {
    const typed = plain(isUntouched() ? "" : field.value);
    const by = rank(field.form);
    offered = seats.filter((seat) => fits(typed, seat.words)).sort((a, b) => by(a) - by(b)).slice(0, SHOWN);
    at = 0;
    box.replaceChildren(...offered.map(({ label }, place) => {
      const line = document.createElement("li");
      Object.assign(line, { textContent: label, id: `seat-${place}` });
      line.setAttribute("role", "option");
      return line;
    }));
    box.hidden = !offered.length;
    show();
  };
  const show = () => {
    [...box.children].forEach((line, place) => line.setAttribute("aria-selected", place === at));
    field.setAttribute("aria-expanded", !box.hidden);
    if (box.hidden) field.removeAttribute("aria-activedescendant"); else field.setAttribute("aria-activedescendant", `seat-${at}`);
  };
  const isUntouched = () => field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const close = () => { box.hidden = true; field?.setAttribute("aria-expanded", "false"); };

  const choose = (seat) => {
    field.value = seat.label;
    close();
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.form.elements.text.focus();
  };

  const isField = (one) => one.matches?.("form.entry input[name=speaker_text]");
  document.addEventListener("focusin", ({ target }) => {
    if (!isField(target)) return;
    field = target;
    field.removeAttribute("list"); // the browser's own list would stand over ours
    for (const [name, value] of [["role", "combobox"], ["aria-controls", "seat-list"], ["aria-autocomplete", "list"]]) field.setAttribute(name, value);
    field.select();
    field.closest(".row1").append(box);
    draw();
  });
  document.addEventListener("focusout", ({ target }) => { if (target === field) setTimeout(() => { if (document.activeElement !== field) close(); }); });
  document.addEventListener("input", ({ target, inputType }) => { if (target === field && inputType !== undefined && document.activeElement === field) draw(); });
  box.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const place = [...box.children].indexOf(event.target.closest("li"));
    if (place >= 0) choose(offered[place]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== field || event.isComposing || event.ctrlKey || event.altKey) return;
    const { key } = event;
    if (/^[1-9]$/.test(key) && isUntouched()) {
      if (!offered[key - 1]) return;
      event.preventDefault();
      choose(offered[key - 1]);
    } else if (key === "Enter") {
      event.preventDefault(); // never sends the row
      if (!box.hidden && !isUntouched()) choose(offered[at]); else field.form.elements.text.focus();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      at = (at + (key === "ArrowDown" ? 1 : offered.length - 1)) % Math.max(offered.length, 1);
      field.setSelectionRange(field.value.length, field.value.length);
      show();
    } else if (key === "Escape") close();
  }, true);
})();
