/* After a cell is saved the number stands as it is written (1.000), unless something else was typed into it since. */
document.addEventListener("figure-saved", ({ detail }) => {
  const input = document.getElementById(detail.input);
  if (!input) return;
  if (input.value === detail.typed || detail.settled) input.value = detail.shown;
  input.defaultValue = detail.shown;
  input.removeAttribute("aria-invalid");
  input.closest("td").dataset.state = "saved";
});
