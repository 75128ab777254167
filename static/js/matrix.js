/* Board <table class="matrix">: arrows, Home and End move between its links, those of the heads included; Enter
   opens; Tab stops once, at a cell. Who comes back (Esc on the page that was opened) finds the link he left. */
(() => {
  const LINK = "table.matrix :is(td, th) a";
  const linksOf = (table) => [...table.querySelectorAll(LINK)];

  const stop = (table, link) => linksOf(table).forEach((one) => { one.tabIndex = one === link ? 0 : -1; });

  /* Heads may span columns: places are counted in columns. */
  const columnOf = (cell) => {
    let column = 0;
    while ((cell = cell.previousElementSibling)) column += cell.colSpan;
    return column;
  };
  const linkAt = (row, column) => {
    for (const cell of row.cells) {
      column -= cell.colSpan;
      if (column < 0) return cell.querySelector("a");
    }
    return null;
  };

  /* The next link in a direction, past cells that have none. */
  const towards = (link, dx, dy) => {
    const rows = [...link.closest("table").rows], cell = link.closest("td, th");
    let x = columnOf(cell), y = rows.indexOf(cell.parentElement);
    const width = columnOf(rows[y].lastElementChild) + rows[y].lastElementChild.colSpan;
    for (;;) {
      x += dx; y += dy;
      if (y < 0 || y >= rows.length || x < 0 || x >= width) return null;
      const found = linkAt(rows[y], x);
      if (found && found !== link) return found;
    }
  };

  const wanted = ({ key }, link) => {
    if (key === "ArrowLeft") return towards(link, -1, 0);
    if (key === "ArrowRight") return towards(link, 1, 0);
    if (key === "ArrowUp") return towards(link, 0, -1);
    if (key === "ArrowDown") return towards(link, 0, 1);
    const inRow = [...link.closest("tr").querySelectorAll(link.closest("td") ? "td a" : "a")];
    return key === "Home" ? inRow[0] : key === "End" ? inRow.at(-1) : undefined;
  };

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.(LINK);
    if (!link || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const next = wanted(event, link);
    if (next === undefined) return;
    event.preventDefault();
    next?.focus();
  });

  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.(LINK);
    if (link) stop(link.closest("table"), link);
  });

  /* Addresses without the query: the period may have been changed on the way. */
  const LEFT = "board-cell";
  const pathOf = (link) => new URL(link.href).pathname;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINK);
    if (link) sessionStorage.setItem(LEFT, pathOf(link));
  });
  document.querySelectorAll("table.matrix").forEach((table) => {
    const links = linksOf(table), path = sessionStorage.getItem(LEFT);
    const back = path && links.find((link) => pathOf(link) === path);
    stop(table, back || table.querySelector("td a") || links[0]);
    if (!back) return;
    sessionStorage.removeItem(LEFT);
    back.focus();
    back.scrollIntoView({ block: "center", inline: "center" });
  });
})();
