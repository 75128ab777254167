/* Acts that cannot be undone ask first, in a sentence that names what happens.
   <form data-confirm="Hủy số 05/TB-VKS? Số này không được dùng lại." data-confirm-label="Hủy số">
   data-confirm-also="#warnings" adds the words that stand there by then, and asks for them alone where nothing else asks.
   The attribute may also stand on the pressed button or on an element with hx-post. A confirmed request carries
   confirmed=1; without it (no JavaScript) the server answers with its own page of confirmation. */
(() => {
  let confirmed = null;

  const ask = (text, label) => new Promise((resolve) => {
    const dialog = document.getElementById("confirm");
    dialog.querySelector("#confirm-text").textContent = text;
    dialog.querySelector("[value=yes]").textContent = label || "Đồng ý";
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });

  const wordsOf = ({ dataset }) => {
    const also = dataset.confirmAlso ? document.querySelector(dataset.confirmAlso)?.innerText.trim() : "";
    return [also?.replace(/\s+/g, " "), dataset.confirm].filter(Boolean).join(" ");
  };

  const mark = (form) => {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "confirmed", value: "1" });
    form.append(field);
    return field;
  };

  const isHtmx = (form) => form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]");

  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    const source = submitter?.dataset.confirm ? submitter : form, words = wordsOf(source);
    if (!words || isHtmx(form) || form === confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const label = source.dataset.confirmLabel || submitter?.textContent.trim();
    if (!await ask(words, label)) return;
    const field = mark(form);
    confirmed = form;
    form.requestSubmit(submitter);
    confirmed = null;
    setTimeout(() => field.remove());
  }, true);

  document.addEventListener("htmx:confirm", async (event) => {
    const { elt, triggeringEvent, issueRequest } = event.detail;
    const source = [triggeringEvent?.submitter, elt].find((one) => one?.dataset?.confirm);
    if (!source) return;
    event.preventDefault();
    if (!await ask(source.dataset.confirm, source.dataset.confirmLabel || source.textContent.trim())) return;
    confirmed = elt;
    issueRequest(true);
    confirmed = null;
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt === confirmed) event.detail.parameters.confirmed = "1";
  });

  window.ask = ask;
})();
