/* A form is sent once: its button says so until the answer, or the way back, arrives. */
(() => {
  const WAITING = "Đang gửi…";
  const kept = new WeakMap();

  const lock = (form, button) => {
    form.dataset.sending = "1";
    if (!button || kept.has(button) || button.matches("input")) return;
    kept.set(button, [...button.childNodes]);
    // After this turn: a disabled button would not send its own name and value.
    setTimeout(() => {
      if (!form.dataset.sending) return;
      button.replaceChildren(WAITING);
      button.disabled = true;
    });
  };

  const unlock = (form) => {
    delete form.dataset.sending;
    for (const button of form.elements || []) {
      if (!kept.has(button)) continue;
      button.replaceChildren(...kept.get(button));
      button.disabled = false;
      kept.delete(button);
    }
  };

  const leavesPage = (form, button) =>
    form.method === "post" && !form.hasAttribute("data-download") && form.target !== "_blank" && button?.formTarget !== "_blank";

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sending) event.preventDefault();
    else if (!event.defaultPrevented && leavesPage(form, event.submitter)) lock(form, event.submitter);
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, requestConfig } = event.detail;
    if (elt.tagName !== "FORM" || requestConfig.verb === "get") return;
    if (elt.dataset.sending) event.preventDefault();
    else lock(elt, requestConfig.triggeringEvent?.submitter);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.tagName === "FORM") unlock(event.detail.elt);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(unlock));
})();
