/* How long a prepared speech has become while it is typed: letters, and minutes at the pace of
   meetings/reporting/speaking.py. Says it; what is too long is never cut off,
   but stored, and refused only when the report is sent (meetings/reporting/speaking.py). */
(() => {
  const WORDS_A_MINUTE = 140;
  const number = new Intl.NumberFormat("vi-VN");
  const tell = (field) => {
    const place = field.form?.querySelector("[data-speech-count]");
    if (!place) return;
    const letters = [...field.value.normalize("NFC")].length, most = Number(field.dataset.speechLetters);
    const words = field.value.trim() ? field.value.trim().split(/\s+/).length : 0;
    const minutes = Math.ceil(words / WORDS_A_MINUTE), time = Number(field.dataset.speechMinutes || 0);
    const over = letters > most, slow = time && minutes > time;
    place.textContent = `${number.format(letters)}/${number.format(most)} ký tự; đọc khoảng ${minutes}${time ? `/${time}` : ""} phút.`
      + (over ? " Dài hơn mức cho phép: rút gọn rồi mới gửi được." : slow ? " Lâu hơn thời gian được phát biểu: nên rút gọn." : "");
    place.classList.toggle("field-error", over);
    place.classList.toggle("v-risk", Boolean(slow) && !over);
  };
  const fields = () => document.querySelectorAll("[data-speech-letters]");
  document.addEventListener("input", (event) => { if (event.target.matches?.("[data-speech-letters]")) tell(event.target); });
  fields().forEach(tell);
})();
