/* Board <table class="matrix">: arrows, Home and End move between its linked cells, Enter opens; Tab stops once.
   Who comes back (Esc on the cell's page) finds the cell he left. */
(() => {
  const linksOf = (table) => [...table.querySelectorAll("td a")];
  const rowsOf = (table) => [...table.querySelectorAll("tbody tr, tfoot tr")];

  const stop = (table, link) => linksOf(table).forEach((one) => { one.tabIndex = one === link ? 0 : -1; });

  /* The next linked cell in a direction, past cells that have none. */
  const towards = (link, dx, dy) => {
    const rows = rowsOf(link.closest("table")), cell = link.closest("td");
    let x = cell.cellIndex, y = rows.indexOf(cell.parentElement);
    for (;;) {
      x += dx; y += dy;
      if (y < 0 || y >= rows.length || x < 1 || x >= rows[y].cells.length) return null;
      const found = rows[y].cells[x].querySelector("a");
      if (found) return found;
    }
  };

  const wanted = ({ key }, link) => {
    if (key === "ArrowLeft") return towards(link, -1, 0);
    if (key === "ArrowRight") return towards(link, 1, 0);
    if (key === "ArrowUp") return towards(link, 0, -1);
    if (key === "ArrowDown") return towards(link, 0, 1);
    const inRow = [...link.closest("tr").querySelectorAll("td a")];
    return key === "Home" ? inRow[0] : key === "End" ? inRow.at(-1) : undefined;
  };

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("table.matrix td a");
    if (!link || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const next = wanted(event, link);
    if (next === undefined) return;
    event.preventDefault();
    next?.focus();
  });

  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.("table.matrix td a");
    if (link) stop(link.closest("table"), link);
  });

  /* Addresses without the query: the period may have been changed on the way. */
  const LEFT = "board-cell";
  const pathOf = (link) => new URL(link.href).pathname;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("table.matrix td a");
    if (link) sessionStorage.setItem(LEFT, pathOf(link));
  });
  document.querySelectorAll("table.matrix").forEach((table) => {
    const links = linksOf(table), path = sessionStorage.getItem(LEFT);
    const back = path && links.find((link) => pathOf(link) === path);
    stop(table, back || links[0]);
    if (!back) return;
    sessionStorage.removeItem(LEFT);
    back.focus();
    back.scrollIntoView({ block: "center", inline: "center" });
  });
})();
