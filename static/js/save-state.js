/* One quiet indicator of saving ([data-save-state]); a request that did not get through is kept and sent again.
   Only requests that write count, save those of [data-aside]; the text itself stays in its field. Inside [data-once] nothing is sent again by
   itself: the server may have done it although the answer was lost. */
(() => {
  const FIRST_WAIT = 2000, LONGEST_WAIT = 60000;
  const LOST = "Chưa lưu: mất kết nối, nội dung còn trên máy này";
  const SIGNED_OUT = "Chưa lưu: phiên đăng nhập đã hết, nội dung còn trên máy này";
  const FAILING = "Chưa lưu: máy chủ gặp lỗi, nội dung còn trên máy này, đang thử lại";
  const running = new Set();
  const pending = new Map(); // element → what to send again for it
  let refused = null, signedOut = false, failing = false;
  let wait = FIRST_WAIT, timer = 0;

  const two = (number) => String(number).padStart(2, "0");
  const now = () => { const at = new Date(); return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`; };
  const writes = (event) => event.detail.requestConfig && event.detail.requestConfig.verb !== "get" && !event.detail.elt.closest("#session-expired, [data-aside]");

  const say = (kind, text) => document.querySelectorAll("[data-save-state]").forEach((one) => {
    one.className = kind;
    if (one.textContent !== text) one.textContent = text;
  });

  const show = () => {
    if (pending.size) say("unsaved", signedOut ? SIGNED_OUT : failing ? FAILING : LOST);
    else if (running.size) say("saving", "Đang lưu…");
    else if (refused) say("unsaved", refused);
    else say("saved", `Đã lưu ${now()}`);
  };

  const why = (status) => ({
    403: "Chưa lưu: không được phép hoặc trang đã cũ, hãy tải lại trang",
    404: "Chưa lưu: nội dung này không còn",
    409: "Chưa lưu: người khác vừa sửa, hãy chọn bản giữ lại",
    422: "Chưa lưu: có chỗ cần sửa",
  }[status] || "Chưa lưu: máy chủ gặp lỗi, nội dung còn trên trang này");

  const resend = () => {
    clearTimeout(timer);
    const again = [...pending];
    pending.clear();
    for (const [elt, { verb, path, values }] of again) {
      if (elt.isConnected) htmx.ajax(verb, path, { source: elt, values });
    }
    if (!running.size) say("", "");
  };

  const keep = (elt, { verb, path, triggeringEvent }) => {
    const button = triggeringEvent?.submitter;
    pending.set(elt, { verb, path, values: button?.name ? { [button.name]: button.value } : {} });
    show();
  };

  document.addEventListener("htmx:beforeSend", (event) => {
    if (!writes(event)) return;
    running.add(event.detail.xhr);
    pending.delete(event.detail.elt);
    show();
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, elt, requestConfig } = event.detail;
    if (xhr.status) signedOut = xhr.status === 401;
    if (signedOut) document.dispatchEvent(new CustomEvent("sign-in-needed", { detail: { writes: writes(event) } }));
    if (!writes(event)) return;
    running.delete(xhr);
    if (xhr.status === 401) keep(elt, requestConfig);
    else if (xhr.status >= 500 && elt.matches("[data-autosave]")) again(event);
    else if (xhr.status) {
      refused = xhr.status < 400 ? null : why(xhr.status);
      wait = FIRST_WAIT;
      show();
    }
  });

  /* The line is cut, or the server cannot just now (its database is started again). */
  const lost = (event) => { if (writes(event)) again(event); };
  const again = (event) => {
    running.delete(event.detail.xhr);
    failing = event.detail.xhr.status >= 500;
    keep(event.detail.elt, event.detail.requestConfig);
    if (event.detail.elt.closest("[data-once]")) return;
    clearTimeout(timer);
    timer = setTimeout(resend, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);

  window.addEventListener("online", resend);
  window.addEventListener("beforeunload", (event) => { if (pending.size || running.size) event.preventDefault(); });
  document.addEventListener("signed-in-again", resend);
})();
