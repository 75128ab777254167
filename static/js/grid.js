/* Entry grid <table class="grid-entry">: arrows, Enter, Home, End and Ctrl+arrows move between its inputs, typing replaces,
   F2 or a second click edits inside, Escape restores; a block copied from Excel fills rightwards and downwards (empty
   cells of the block leave what is there). The cell shows its state: data-state = saving, saved, unsaved or error. */
(() => {
  const CELL = "table.grid-entry input:not([type=hidden]):not([type=checkbox])";
  const before = new WeakMap(); // input → value when it got the focus
  let editing = null;

  const rowsOf = (table) => [...table.querySelectorAll("tr")].filter((row) => row.querySelector(CELL));
  const inputAt = (row, column) => row?.cells[column]?.querySelector(CELL);
  const place = (input) => {
    const cell = input.closest("td"), rows = rowsOf(input.closest("table"));
    return { rows, y: rows.indexOf(cell.parentElement), x: cell.cellIndex };
  };

  /* The next input in a direction, past cells and rows that have none; with `far` the last one there. */
  const towards = (input, dx, dy, far) => {
    let { rows, y, x } = place(input), found = null;
    for (;;) {
      x += dx; y += dy;
      if (y < 0 || y >= rows.length || x < 0 || x >= rows[y].cells.length) return found;
      found = inputAt(rows[y], x) || found;
      if (found && !far) return found;
    }
  };

  const corner = (input, end) => {
    const all = input.closest("table").querySelectorAll(CELL);
    return end ? all[all.length - 1] : all[0];
  };

  const go = (input) => {
    if (!input) return;
    editing = null;
    input.focus();
    input.select();
  };

  const target = (event, input) => {
    const { key, ctrlKey } = event;
    const inside = editing === input;
    if (key === "Enter") return towards(input, 0, event.shiftKey ? -1 : 1);
    if (key === "ArrowDown") return towards(input, 0, 1, ctrlKey);
    if (key === "ArrowUp") return towards(input, 0, -1, ctrlKey);
    if (inside) return undefined;
    if (key === "ArrowLeft") return towards(input, -1, 0, ctrlKey);
    if (key === "ArrowRight") return towards(input, 1, 0, ctrlKey);
    if (key === "Home") return ctrlKey ? corner(input, false) : towards(input, -1, 0, true);
    if (key === "End") return ctrlKey ? corner(input, true) : towards(input, 1, 0, true);
    return undefined;
  };

  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches?.(CELL) || event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "F2") {
      editing = input;
      input.setSelectionRange(input.value.length, input.value.length);
    } else if (event.key === "Escape") {
      input.value = before.get(input) ?? input.defaultValue;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      go(input);
    } else {
      const next = target(event, input);
      if (next === undefined) return;
      if (event.key === "Enter" && !next) input.blur(); // the last row is saved too, then goes on being the place
      go(next || input);
    }
    event.preventDefault();
  });

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.(CELL)) return;
    before.set(event.target, event.target.value);
    editing = null;
    event.target.select();
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.matches?.(CELL) && document.activeElement === event.target) editing = event.target;
  });

  const blockOf = (text) => text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));

  document.addEventListener("paste", (event) => {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!input.matches?.(CELL) || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const { rows, y, x } = place(input);
    let filled = 0, outside = 0;
    blockOf(text).forEach((line, down) => line.forEach((raw, right) => {
      const cell = inputAt(rows[y + down], x + right), value = raw.trim();
      if (value === "") return;
      if (!cell || cell.readOnly || cell.disabled) { outside += 1; return; }
      filled += 1;
      if (cell.value === value) return;
      cell.value = value;
      cell.dispatchEvent(new Event("input", { bubbles: true }));
      cell.dispatchEvent(new Event("change", { bubbles: true }));
    }));
    const status = document.querySelector("[data-grid-status]");
    if (status) status.textContent = `Đã dán ${filled} ô${outside ? `; ${outside} ô nằm ngoài bảng hoặc không nhập được, đã bỏ qua` : ""}.`;
    go(input);
  });

  const mark = (event, state) => {
    const elt = event.detail.elt;
    const input = elt.isConnected ? elt : document.getElementById(elt.id);
    if (input?.matches?.(CELL)) input.closest("td").dataset.state = state;
  };
  // Saved one after the other (hx-sync): a cell that waits for its turn is being saved too.
  document.addEventListener("htmx:confirm", (event) => mark(event, "saving"));
  document.addEventListener("htmx:afterRequest", (event) => {
    const { status } = event.detail.xhr;
    mark(event, status >= 200 && status < 400 ? "saved" : status && status !== 401 ? "error" : "unsaved");
  });
})();
