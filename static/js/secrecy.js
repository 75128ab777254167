// Keeps state secrets out of the browser's storage: the rule of procuracy/web/secrecy.py, whose
// patterns stand here letter for letter (a test compares them). Call before any draft is kept:
//   Secrecy.check(text) -> {answer: "refuse" | "ask" | "accept", sentence: "…"}
(function (root) {
  "use strict";

  const UNSEEN = String.raw`[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]`;
  const BREAK = String.raw`[\t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]`;
  const STAMP = String.raw`^[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*((?:T[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*Ố[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*I[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*|T[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*U[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*Y[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*Ệ[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*T[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*)?M[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*Ậ[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*T)[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*$`;
  const LABEL = String.raw`[ĐÐ]Ộ MẬT ?:[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*(?!(?:THƯỜNG|KHÔNG|NỘI BỘ) ?(?:[;,.)]|$))[^\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿\n]`;
  const DOUBT = String.raw`(?<![^\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿\n])(?<!BÍ[ \n])(?<!BẢO[ \n])(?<!THÂN[ \n])(?<!CẨN[ \n])MẬT(?![^\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿\n]|[ \n](?:THIẾT|ĐỘ|KHẨU|ONG|MÃ|PHỤC))|(?:TÀI LIỆU|VĂN BẢN|HỒ SƠ|CÔNG VĂN|NỘI DUNG)(?: (?:CÓ|CHỨA|THUỘC|DANH MỤC|PHẠM VI))* BÍ MẬT|^[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*(?:TUYET|TOI) MAT[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿]*$`;

  const REFUSED_STAMP = "Nội dung có dòng chỉ ghi mức độ mật (MẬT, TỐI MẬT hoặc TUYỆT MẬT) nên không được nhập và chưa được lưu ở đâu. Xử lý trên văn bản giấy theo quy định về bảo vệ bí mật nhà nước.";
  const REFUSED_LABEL = "Nội dung có ghi “Độ mật:” nên không được nhập và chưa được lưu ở đâu. Xử lý trên văn bản giấy theo quy định về bảo vệ bí mật nhà nước.";
  const ASKED = "Nội dung có chữ “mật”. Nếu thuộc bí mật nhà nước thì không nhập vào hệ thống này; nếu không thuộc thì xác nhận để lưu.";

  const unseen = new RegExp(UNSEEN, "gu");
  const lineBreak = new RegExp(BREAK, "gu");
  const stamp = new RegExp(STAMP, "mu");
  const label = new RegExp(LABEL, "mu");
  const doubt = new RegExp(DOUBT, "mu");

  function normalised(text) {
    const lines = text.replace(unseen, "").replace(lineBreak, "\n");
    return lines.normalize("NFKC").replace(/[^\S\n]+/gu, " ").toUpperCase();
  }

  function check(text) {
    const read = normalised(text);
    if (stamp.test(read)) return { answer: "refuse", sentence: REFUSED_STAMP };
    if (label.test(read)) return { answer: "refuse", sentence: REFUSED_LABEL };
    if (doubt.test(read)) return { answer: "ask", sentence: ASKED };
    return { answer: "accept", sentence: "" };
  }

  root.Secrecy = { check };
})(globalThis);
