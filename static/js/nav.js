/* On a phone the navigation folds behind its button (without JavaScript the link jumps to it); menus close by Escape or a press elsewhere. */
(() => {
  const nav = document.getElementById("navigation");
  const link = document.querySelector("[data-fold-button]");
  if (nav && link) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.textContent = link.textContent;
    button.setAttribute("aria-controls", nav.id);
    const set = (open) => {
      nav.dataset.fold = open ? "open" : "closed";
      button.setAttribute("aria-expanded", String(open));
      if (open) nav.querySelector("a")?.focus();
    };
    button.addEventListener("click", () => set(nav.dataset.fold !== "open"));
    nav.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      set(false);
      button.focus();
    });
    link.replaceWith(button);
    set(false);
  }
  // On a low screen the entry of this page may stand below the edge of the list.
  const here = nav?.querySelector("[aria-current]");
  const list = nav?.firstElementChild;
  if (here && list.scrollHeight > list.clientHeight) {
    const past = here.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
    if (past > 0) list.scrollTop = past + here.offsetHeight;
  }

  const close = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (!menu) return;
    close();
    menu.querySelector("summary").focus();
  });
})();
