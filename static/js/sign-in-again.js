/* An expired login asks over the page that is being worked on, and lets it go on where it was. The dialog waits for a
   pause in typing; who types on while it opens goes on typing in his text. save-state.js says "sign-in-needed" and
   sends what is pending after "signed-in-again", which the server also answers when another tab signed in meanwhile. */
(() => {
  const dialog = document.getElementById("session-expired");
  if (!dialog) return;
  const PAUSE = 1200, RUN_ON = 700, LOOK_AGAIN = 200, UNSURE = 5 * 60 * 1000;
  let typedAt = 0, openedAt = 0, composing = false, asking = false, later = false, reopens = false, timer = 0;
  let heardAt = Date.now(), waiting = null; // a plain form that waits for the sign-in
  let place = null; // where one was typing: the field, and what was marked in it

  const typing = () => composing || Date.now() - typedAt < PAUSE;
  const field = () => dialog.querySelector("[data-focus], input:not([readonly], [type=hidden]), a, button");

  const open = () => {
    clearTimeout(timer);
    if (!asking || dialog.open) return;
    if (typing()) { timer = setTimeout(open, LOOK_AGAIN); return; }
    const { activeElement: at } = document;
    place = at?.selectionStart == null ? null : [at, at.selectionStart, at.selectionEnd];
    dialog.showModal();
    openedAt = Date.now();
    field()?.focus();
  };

  const goOn = () => {
    const [form, button] = waiting || [];
    waiting = null;
    heardAt = Date.now();
    if (form?.isConnected) form.requestSubmit(button);
  };

  const ask = () => {
    if (asking || dialog.open) return;
    asking = true;
    const target = dialog.querySelector("#session-expired-form");
    const answered = () => { if (asking && target.childElementCount) open(); else asking = false; };
    const unanswered = () => { asking = false; goOn(); };
    htmx.ajax("GET", dialog.dataset.again, { source: dialog, target }).then(answered, unanswered);
  };

  document.addEventListener("sign-in-needed", ({ detail }) => {
    if (detail.writes) later = false; // who said "later" is asked again when something is to be saved
    if (!later) ask();
  });

  document.addEventListener("signed-in-again", () => {
    asking = later = false;
    clearTimeout(timer);
    setTimeout(() => dialog.querySelector("#session-expired-form").replaceChildren());
    if (dialog.open) goBack();
    const token = (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1];
    if (token) document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((one) => { one.value = token; });
    goOn();
  });

  dialog.addEventListener("close", () => { asking = reopens; reopens = false; });
  dialog.addEventListener("cancel", () => { later = true; waiting = null; });
  dialog.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-later]")) return;
    later = true;
    waiting = null;
    dialog.close();
  });

  const goBack = () => {
    if (dialog.open) dialog.close();
    const [text, start, end] = place || [];
    if (!text?.isConnected) return null;
    text.focus();
    text.setSelectionRange(start, end);
    return text;
  };

  /* What the key would have written is written where one was typing. */
  const typeOn = (sign) => {
    const text = goBack();
    if (!text || text.readOnly) return;
    text.setRangeText(sign, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true, data: sign, inputType: "insertText" }));
  };

  document.addEventListener("keydown", (event) => {
    if (!dialog.open) { if (!event.ctrlKey && !event.altKey) typedAt = Date.now(); return; }
    const isSign = event.key.length === 1 || event.key === "Process" || event.key === "Backspace";
    if (!isSign || event.ctrlKey || event.altKey || Date.now() - openedAt > RUN_ON) return;
    typedAt = Date.now();
    reopens = true;
    if (event.key.length === 1) { event.preventDefault(); typeOn(event.key); } else goBack();
    timer = setTimeout(open, LOOK_AGAIN);
  }, true);
  document.addEventListener("input", () => { if (!dialog.open) typedAt = Date.now(); }, true);
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => { composing = false; typedAt = Date.now(); });

  /* A plain form is not sent into an ended session: after a long silence the server is asked first. */
  document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.xhr.status && detail.xhr.status !== 401) heardAt = Date.now(); });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.closest("dialog") || form.matches("[data-sign-out], [hx-post]")) return;
    if (Date.now() - heardAt < UNSURE) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = [form, event.submitter];
    later = false;
    ask();
  }, true);
})();
