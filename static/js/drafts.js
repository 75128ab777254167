/* Typed text is never lost: fields of <form data-draft="key"> keep an unsent copy in this browser, one slot per open
   page (draft:<user>:<key>:<opened>), removed once the server has acknowledged exactly that text: a successful htmx
   request, or after a plain submit a page with a success message or [data-draft-saved]. Text that secrecy.js does
   not accept is not kept. Signing out asks about what is left. */
(() => {
  const user = document.querySelector("meta[name=user]")?.content;
  if (!user) return;
  const PREFIX = `draft:${user}:`, SENT = "draft-sent", DAYS_KEPT = 30;
  const FIELDS = "textarea, input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel]";
  const slots = new WeakMap();

  const read = (slot) => { try { return JSON.parse(localStorage.getItem(slot)); } catch { return null; } };
  const write = (slot, draft) => {
    if (!Object.keys(draft.fields).length) return localStorage.removeItem(slot);
    try { localStorage.setItem(slot, JSON.stringify(draft)); } catch { /* storage full or switched off: the page still holds the text */ }
  };
  const slotsOf = (prefix) => Object.keys(localStorage).filter((slot) => slot.startsWith(prefix));
  const fieldsOf = (form) => [...form.elements].filter((one) => one.name && one.matches(FIELDS));
  const slotOf = (form) => {
    if (!slots.has(form)) slots.set(form, `${PREFIX}${form.dataset.draft}:${Date.now()}`);
    return slots.get(form);
  };

  const bar = (form, kind, text, buttons) => {
    form.querySelector(`:scope > [data-bar="${kind}"]`)?.remove();
    if (!text) return;
    const box = document.createElement("div");
    Object.assign(box, { className: "draft-offer", textContent: text });
    box.dataset.bar = kind;
    box.setAttribute("role", "status");
    for (const [label, act] of buttons) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: label });
      button.addEventListener("click", () => { box.remove(); act(); });
      box.append(button);
    }
    form.prepend(box);
  };

  /* Without secrecy.js nothing is kept: no check, no copy. */
  const judge = (form, value) => {
    const found = window.Secrecy?.check(value) || { answer: "refuse", sentence: "Trang này chưa giữ được bản nháp trên máy." };
    return found.answer === "ask" && form.dataset.draftAccepted ? { answer: "accept" } : found;
  };

  const keep = (form) => {
    const changed = fieldsOf(form).filter((one) => one.value !== one.defaultValue);
    const judged = changed.map((one) => [one, judge(form, one.value)]);
    const fields = judged.filter(([, found]) => found.answer === "accept").map(([one]) => [one.name, one.value]);
    write(slotOf(form), { at: Date.now(), version: form.elements.version?.value, sent: form.unanswered, fields: Object.fromEntries(fields) });
    const worst = ["refuse", "ask"].map((kind) => judged.find(([, found]) => found.answer === kind)).find(Boolean)?.[1];
    const accept = ["Không thuộc bí mật nhà nước, giữ bản nháp", () => { form.dataset.draftAccepted = "1"; keep(form); }];
    bar(form, "secrecy", worst?.sentence, worst?.answer === "ask" ? [accept] : []);
  };

  const when = (at) => {
    const date = new Date(at), time = date.toTimeString().slice(0, 5);
    return date.toDateString() === new Date().toDateString() ? time : `${time} ngày ${date.getDate()}/${date.getMonth() + 1}`;
  };

  const offer = (form, slot) => {
    const draft = read(slot);
    const differs = draft && fieldsOf(form).filter((one) => one.name in draft.fields && draft.fields[one.name] !== one.value);
    if (!draft || slot === slots.get(form)) return;
    if (!differs.length || Date.now() - draft.at > DAYS_KEPT * 864e5) return localStorage.removeItem(slot);
    bar(form, slot, `Có nội dung chưa lưu${whose(slot)} từ ${when(draft.at)}:`, [
      ["Khôi phục", () => {
        if (slots.has(form)) localStorage.removeItem(slots.get(form));
        slots.set(form, slot);
        // What was typed over a text that has changed since is no newer than that: the server compares.
        if (draft.version !== undefined && form.elements.version) form.elements.version.value = draft.version;
        if (draft.sent) form.unanswered = draft.sent;
        for (const one of differs) {
          one.value = draft.fields[one.name];
          one.dispatchEvent(new Event("input", { bubbles: true }));
        }
        differs[0].focus();
      }],
      ["Bỏ", () => localStorage.removeItem(slot)],
    ]);
  };

  const offerIn = (root) => {
    const forms = [...root.querySelectorAll("form[data-draft]"), ...(root.matches?.("form[data-draft]") ? [root] : [])];
    for (const form of forms) {
      for (const prefix of prefixes()) slotsOf(`${prefix}${form.dataset.draft}:`).forEach((slot) => offer(form, slot));
    }
  };

  /* Drafts of others on this machine are nobody's but theirs, until the account is disabled: then its head of Office
     inherits them. The server says whose (meta[name=inherits]). */
  const inherited = new Map(); // account → name
  const prefixes = () => [PREFIX, ...[...inherited.keys()].map((id) => `draft:${id}:`)];
  const whose = (slot) => (slot.startsWith(PREFIX) ? "" : ` của tài khoản đã khóa ${inherited.get(slot.split(":")[1])}`);
  const inherit = async () => {
    const address = document.querySelector("meta[name=inherits]")?.content;
    const ids = new Set(slotsOf("draft:").map((slot) => slot.split(":")[1]).filter((id) => id !== user));
    if (!address || !ids.size) return;
    const answer = await fetch(`${address}?${new URLSearchParams({ of: [...ids].slice(0, 50) })}`).catch(() => null);
    if (!answer?.ok) return;
    for (const [id, name] of Object.entries(await answer.json())) inherited.set(id, name);
    offerIn(document);
    document.dispatchEvent(new CustomEvent("drafts-known"));
  };

  /* For pages that hold several drafts: what is kept under names that begin so. */
  window.Drafts = {
    of: (name) => prefixes().flatMap((prefix) => slotsOf(prefix + name).map((slot) => {
      const draft = read(slot);
      return draft && { slot, name: slot.slice(prefix.length, slot.lastIndexOf(":")), fields: draft.fields, whose: whose(slot), when: when(draft.at) };
    })).filter(Boolean),
  };

  /* What the server answered for is dropped; what was typed meanwhile stays. */
  const acknowledge = (form, sent) => {
    const draft = read(slotOf(form));
    for (const one of fieldsOf(form)) if (sent.get(one.name) === one.value) one.defaultValue = one.value;
    if (!draft) return;
    draft.fields = Object.fromEntries(Object.entries(draft.fields).filter(([name, value]) => sent.get(name) !== value));
    write(slotOf(form), draft);
  };

  document.addEventListener("input", ({ target }) => {
    if (target.form?.matches("[data-draft]") && target.matches(FIELDS)) keep(target.form);
  });
  document.addEventListener("draft-keep", ({ target }) => { if (read(slotOf(target))) keep(target); });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr, elt, requestConfig } = event.detail;
    const form = elt.closest("form[data-draft]");
    if (form && requestConfig.verb !== "get" && xhr.status < 400) acknowledge(form, requestConfig.formData);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-draft]")) sessionStorage.setItem(SENT, JSON.stringify([slotOf(event.target), location.href]));
  });
  const [sent, from] = JSON.parse(sessionStorage.getItem(SENT) || "[]");
  sessionStorage.removeItem(SENT);
  // Only the page that answers that very form: after a sign-in in between, the referrer is another one.
  const answered = document.referrer === from?.split("#")[0];
  if (answered && document.querySelector(".messages .success, [data-draft-saved]")) localStorage.removeItem(sent);
  offerIn(document);
  inherit();
  document.addEventListener("htmx:load", (event) => offerIn(event.target));

  document.addEventListener("submit", (event) => {
    const form = event.target, left = slotsOf(PREFIX), dialog = document.getElementById("drafts-unsent");
    if (!form.matches("[data-sign-out]") || !left.length || form.dataset.asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-draft-count]").textContent = left.length;
    dialog.returnValue = "stay";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "stay") return;
      if (dialog.returnValue === "drop") left.forEach((slot) => localStorage.removeItem(slot));
      form.dataset.asked = "1";
      form.requestSubmit();
    }, { once: true });
    dialog.showModal();
  }, true);
})();
