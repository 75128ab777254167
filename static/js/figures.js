/* After a cell is saved the number stands as it is written (1.000), unless something else was typed into it since. */
document.addEventListener("figure-saved", ({ detail }) => {
  const input = document.getElementById(detail.input);
  if (!input) return;
  if (input.value === detail.typed || detail.settled) input.value = detail.shown;
  input.defaultValue = detail.shown;
  input.removeAttribute("aria-invalid");
  input.closest("td").dataset.state = "saved";
  // What a balance said beside another cell was true when that one was typed; below the field it is true now.
  for (const past of input.closest("tbody").querySelectorAll(".as-typed")) past.remove();
});

/* A link to a line or a field, or the way back from a tick: the next keystroke belongs into its first open cell. */
addEventListener("load", () => {
  const [, kind, id] = location.hash.match(/^#(line|field)-(\d+)$/) ?? [];
  if (!kind) return;
  const cells = [...(document.getElementById(`field-${id}`)?.closest("tbody").querySelectorAll("td input[type=text]") ?? [])];
  const cell = kind === "line" ? document.getElementById(`f-${id}`) : (cells.find((one) => !one.value) ?? cells[0]);
  if (cell) setTimeout(() => cell.focus());  // after the browser has gone to the place itself
});
