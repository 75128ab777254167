/* A report's lines by keyboard: Alt+↑/↓ to the line before or behind, opened where it may be written in; Esc closes. */
(() => {
  const lines = () => [...document.querySelectorAll("[data-report-lines] > .report-line")].filter((line) => line.querySelector("[data-edit-line], form[data-autosave]"));

  // At the end of what is written, where one goes on.
  const type = (field) => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  };

  const enter = (line) => {
    const field = line.querySelector("form[data-autosave] textarea");
    line.scrollIntoView({ block: "nearest" });
    if (field) return type(field);
    const edit = line.querySelector("[data-edit-line]");
    edit.focus();
    edit.click();
  };

  document.addEventListener("keydown", (event) => {
    const here = event.target.closest?.(".report-line");
    if (event.altKey && !event.ctrlKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      const all = lines(), down = event.key === "ArrowDown";
      const next = here ? all[all.indexOf(here) + (down ? 1 : -1)] : all.at(down ? 0 : -1);
      if (next) enter(next);
      event.preventDefault();
    } else if (event.key === "Escape" && here?.querySelector("[data-close-line]")) {
      here.querySelector("[data-close-line]").click();
    }
  });

  // A line that was opened: the next keystroke is wanted in its text.
  document.addEventListener("htmx:load", ({ target }) => {
    const field = target.matches(".report-line") && target.querySelector("form[data-autosave] textarea");
    if (field) type(field);
  });
})();
