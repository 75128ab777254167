/* The row being typed at a desk. Ctrl+Enter sets it aside and opens an empty one at once, whether the line stands or
   not; what could not be sent waits in its place and goes by itself (save-state.js). After a lost page the rows that
   only this browser has are offered again, each under its own key, so that none is made twice. */
(() => {
  const entry = () => document.getElementById("entry");
  if (!entry()) return;
  const rows = document.getElementById("rows");
  const begun = new WeakMap(); // form → when typing began in it
  let pristine = entry().outerHTML;

  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  /* An empty form under a new key; the line of the agenda stays until it was heard. */
  const blank = (old) => {
    const said = pristine.replaceAll(/data-row="([^"]+)"/.exec(pristine)[1], newKey());
    const form = new DOMParser().parseFromString(said, "text/html").body.firstElementChild;
    form.querySelector('[id^="trouble-"]').replaceChildren();
    form.querySelector('[id^="cards-"]').replaceChildren();
    form.querySelectorAll(".draft-offer").forEach((one) => one.remove());
    for (const name of ["text", "speaker_text", "asked", "answers"]) form.elements[name].value = "";
    form.elements.version.value = 0;
    form.elements.kind.selectedIndex = 0;
    form.querySelector("[data-answered]").textContent = "";
    form.querySelector("[data-answer-clear]").hidden = true;
    const line = document.querySelector(`#agenda .done[data-item="${old.elements.agenda_item.value}"]`);
    const now = document.querySelector("#agenda .now")?.dataset.item;
    form.elements.agenda_item.value = line && now ? now : old.elements.agenda_item.value;
    form.elements.csrfmiddlewaretoken.value = old.elements.csrfmiddlewaretoken.value;
    return form;
  };

  const setAside = (form) => {
    const fresh = blank(form);
    form.replaceWith(fresh);
    form.id = `said-${form.dataset.row}`;
    rows.querySelector(`:scope > #${form.id}`)?.remove(); // as it stood before it was opened again
    form.classList.add("waiting");
    form.elements.text.readOnly = true;
    form.elements.text.setAttribute("aria-label", "Ý kiến đang gửi");
    form.querySelectorAll("[data-key]").forEach((one) => one.removeAttribute("data-key"));
    rows.append(form);
    htmx.process(fresh);
    fresh.elements.text.focus();
  };

  const refuses = (form) => !form.elements.text.value.trim() && form.elements.version.value === "0";

  document.addEventListener("htmx:configRequest", ({ detail: { elt, parameters } }) => {
    if (!elt.matches("form.entry")) return;
    const since = begun.get(elt);
    if (since) parameters.begun_ago = Date.now() - since;
  });
  /* Before htmx reads the form, and after it has: the request may still wait for an earlier one. */
  const finishes = ({ target, submitter }) => target.id === "entry" && submitter?.name === "finish" && !refuses(target) && !target.querySelector(".conflict");
  document.addEventListener("submit", (event) => {
    if (!finishes(event)) return;
    const place = document.createElement("input");
    Object.assign(place, { type: "hidden", name: "in_place", value: "1" });
    event.target.prepend(place);
  }, true);
  document.addEventListener("submit", (event) => { if (finishes(event)) setAside(event.target); });
  /* Refused, or somebody else's text stands there: it is a form to mend again. */
  document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr } }) => {
    if (!elt.matches("form.waiting") || xhr.status < 400 || xhr.status === 401 || xhr.status >= 500) return;
    elt.classList.remove("waiting");
    elt.elements.text.readOnly = false;
  });
  document.addEventListener("input", ({ target }) => {
    if (target.form?.matches("form.entry") && !begun.has(target.form)) begun.set(target.form, Date.now());
  });
  document.addEventListener("htmx:load", ({ target }) => {
    if (target.id === "entry" && !target.elements.text.value) pristine = target.outerHTML;
  });

  /* Rows that only this browser has. */
  const meeting = /^minutes-(\d+)-/.exec(entry().dataset.draft)[1];
  const leftovers = document.getElementById("leftovers");
  const keysHere = () => [...document.querySelectorAll("form.entry")].map((form) => form.dataset.row);

  let opening = "";
  const open = (key) => {
    if (entry().elements.text.value.trim()) return entry().elements.text.focus();
    const address = entry().getAttribute("action").replace(entry().dataset.row, key);
    opening = key;
    htmx.ajax("GET", `${address}?entry=1`, { target: "#entry", swap: "outerHTML" });
  };
  document.addEventListener("htmx:load", ({ target: form }) => {
    if (!opening || form.dataset?.row !== opening) return;
    opening = "";
    form.querySelector("[data-bar] button")?.click(); // drafts.js has offered the text by now
    offer();
  });

  const offer = () => {
    const kept = window.Drafts?.of(`minutes-${meeting}-`) || [];
    const alone = kept.filter(({ name, fields }) => fields.text && !keysHere().includes(name.slice(`minutes-${meeting}-`.length)));
    leftovers.replaceChildren(...alone.map(({ name, slot, fields, whose, when }) => {
      const box = document.createElement("div"), words = fields.text.replace(/\s+/g, " ");
      Object.assign(box, { className: "draft-offer", textContent: `Có ý kiến chưa lưu${whose} từ ${when}: “${words.slice(0, 80)}${words.length > 80 ? "…" : ""}”` });
      for (const [label, act] of [["Mở để ghi tiếp", () => open(name.slice(`minutes-${meeting}-`.length))], ["Bỏ", () => { localStorage.removeItem(slot); offer(); }]]) {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: label });
        button.addEventListener("click", act);
        box.append(button);
      }
      return box;
    }));
  };
  document.addEventListener("drafts-known", offer);
  offer();

  /* Cards beside the record go into the row typed in last. */
  let target = null;
  const row = () => (target?.isConnected && !target.matches(".waiting") ? target : entry());
  document.addEventListener("focusin", (event) => { target = event.target.closest?.("form.entry") || target; });
  const take = async (button) => {
    const form = row();
    if (form.elements.version.value === "0") {
      if (!form.elements.text.value.trim()) return form.elements.text.focus();
      await htmx.ajax("POST", form.getAttribute("action"), { source: form, swap: "none" });
    }
    const address = `${form.getAttribute("action")}exhibits/`;
    await htmx.ajax("POST", address, { source: button, target: `#cards-${form.dataset.row}`, values: { card: button.dataset.take, unit: button.dataset.takeUnit } });
    form.elements.text.focus();
  };
  /* The first card; where no target is behind, the others are folded. */
  const toCards = () => {
    const first = document.querySelector("#facts [data-take]");
    first?.closest("details")?.setAttribute("open", "");
    first?.focus();
  };
  document.addEventListener("click", ({ target: pressed }) => {
    const button = pressed.closest("[data-take]");
    if (button) take(button);
    if (pressed.closest("[data-to-cards]")) toCards();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.closest?.("#facts") || !/^[1-9]$/.test(event.key)) return;
    document.querySelectorAll("#facts [data-take]")[event.key - 1]?.click();
  });

  /* Who else is here, and in which row they type. */
  const TYPING = 10_000;
  let typedAt = 0, typedIn = null;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.matches("form.entry")) [typedAt, typedIn] = [Date.now(), form];
  });
  document.addEventListener("htmx:configRequest", ({ detail: { elt, parameters } }) => {
    if (elt.id !== "writing" || !typedIn?.isConnected || Date.now() - typedAt > TYPING) return;
    parameters.row = typedIn.dataset.row;
    parameters.item = typedIn.elements.agenda_item.value;
  });
  document.addEventListener("htmx:load", ({ target: arrived }) => {
    if (arrived.id !== "present") return;
    rows.querySelectorAll("[data-typing-by]").forEach((one) => one.removeAttribute("data-typing-by"));
    for (const one of arrived.querySelectorAll("[data-typing]")) {
      document.getElementById(`said-${one.dataset.typing}`)?.setAttribute("data-typing-by", `${one.dataset.who} đang nhập`);
    }
  });
})();
