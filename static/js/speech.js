/* How long a prepared speech has become while it is typed: letters, and minutes at the pace of
   meetings/reporting/speaking.py. Says it; what is too long is never cut off. */
(() => {
  const WORDS_A_MINUTE = 140;
  const number = new Intl.NumberFormat("vi-VN");
  const tell = (field) => {
    const place = field.form?.querySelector("[data-speech-count]");
    if (!place) return;
    const letters = [...field.value].length, most = Number(field.dataset.speechLetters);
    const words = field.value.trim() ? field.value.trim().split(/\s+/).length : 0;
    const minutes = Math.ceil(words / WORDS_A_MINUTE), time = Number(field.dataset.speechMinutes || 0);
    const long = letters > most || (time && minutes > time);
    place.textContent = `${number.format(letters)}/${number.format(most)} ký tự; đọc khoảng ${minutes}${time ? `/${time}` : ""} phút.`
      + (long ? " Dài hơn mức cho phép: rút gọn lại." : "");
    place.classList.toggle("field-error", Boolean(long));
  };
  const fields = () => document.querySelectorAll("[data-speech-letters]");
  document.addEventListener("input", (event) => { if (event.target.matches?.("[data-speech-letters]")) tell(event.target); });
  fields().forEach(tell);
})();
