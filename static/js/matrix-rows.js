/* Board <table class="matrix by-unit"> on a phone: each unit is a row that opens; its cells say which target they are
   of. What is unmet or at risk stands there at once. Before matrix.js, which focuses the cell that was left. */
(() => {
  const textsOf = (row) => [...row.cells].slice(1).map((cell) => cell.textContent.trim());

  const unfold = (row, button) => {
    button.setAttribute("aria-expanded", String(row.toggleAttribute("data-open")));
  };

  const buttonOf = (row) => {
    const button = document.createElement("button"), count = row.querySelectorAll("td a").length;
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary unfold";
    button.textContent = `${count} chỉ tiêu`;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => unfold(row, button));
    return button;
  };

  const stack = (table) => {
    const names = textsOf(table.querySelector("thead .name")), goals = textsOf(table.querySelector("thead .need"));
    const left = sessionStorage.getItem("board-cell");
    for (const row of table.querySelectorAll("tbody tr, tfoot tr")) {
      row.querySelectorAll("td").forEach((cell, at) => { cell.dataset.label = names[at] + (/\d/.test(goals[at]) ? ` (${goals[at]})` : ""); });
      const links = [...row.querySelectorAll("td a")];
      if (!links.length) continue;
      const button = buttonOf(row);
      row.cells[0].append(button);
      if (left && links.some((link) => new URL(link.href).pathname === left)) unfold(row, button);
    }
    table.classList.add("stacked");
  };

  const narrow = matchMedia("(max-width: 900px)");
  const stackAll = () => narrow.matches && document.querySelectorAll("table.by-unit:not(.stacked)").forEach(stack);
  stackAll();
  narrow.addEventListener("change", stackAll);
})();
