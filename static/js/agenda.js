/* Table of an agenda [data-ordered]: Alt+↑ and Alt+↓ move the line somebody is in, a mouse drags it by its number; the
   numbers of order follow, and the minutes are added up against the slot while they are typed. */
(() => {
  const table = document.querySelector("table[data-ordered]");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = () => [...body.rows];
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const isBlank = (row) => !field(row, "title").value.trim();

  const renumber = () => {
    rows().filter((row) => !isBlank(row)).forEach((row, at) => { field(row, "order").value = at + 1; });
    table.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const sum = () => {
    const counted = rows().filter((row) => !isBlank(row) && !field(row, "is_heading").checked && !field(row, "DELETE")?.checked && !row.querySelector("[data-elsewhere]"));
    const total = counted.reduce((all, row) => all + (Number(field(row, "minutes").value) || 0), 0);
    const slot = document.querySelector("[data-slot]");
    slot.querySelector("[data-total]").textContent = total;
    slot.querySelector("[data-over]").hidden = total <= Number(slot.dataset.slot);
  };

  const move = (row, other, after) => {
    if (!other || isBlank(row)) return;
    const focused = document.activeElement;
    if (after) other.after(row); else other.before(row);
    renumber();
    if (row.contains(focused)) focused.focus();
  };

  table.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const row = event.target.closest("tbody tr");
    if (!row) return;
    event.preventDefault();
    const down = event.key === "ArrowDown";
    const other = down ? row.nextElementSibling : row.previousElementSibling;
    if (other && !isBlank(other)) move(row, other, down);
  });

  let dragged = null;
  rows().forEach((row) => {
    const handle = row.cells[0];
    handle.classList.add("handle");
    handle.addEventListener("pointerdown", (event) => { if (!event.target.matches("input")) row.draggable = true; });
  });
  body.addEventListener("dragstart", (event) => { dragged = event.target.closest("tr"); });
  body.addEventListener("dragover", (event) => { if (dragged) event.preventDefault(); });
  body.addEventListener("drop", (event) => {
    event.preventDefault();
    const other = event.target.closest("tr");
    if (dragged && other && other !== dragged && !isBlank(other)) move(dragged, other, rows().indexOf(other) > rows().indexOf(dragged));
  });
  body.addEventListener("dragend", () => { if (dragged) dragged.draggable = false; dragged = null; });

  table.addEventListener("input", sum);
  table.addEventListener("change", sum);
})();
