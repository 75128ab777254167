"""The text of a PDF, read by a process that may only take so much (`pdf_text`)."""

import json
import subprocess
import sys
from pathlib import Path

from procuracy.web.errors import Refused
from procuracy.web.uploads import packages, pdf_text

TOO_HARD = "Tệp PDF quá phức tạp để kiểm tra: in lại thành PDF rồi tải lên lại."
SENTENCES = {
    "BROKEN": packages.BROKEN,
    "LOCKED": packages.LOCKED,
    "LONG": f"Tệp dài quá {pdf_text.MOST_PAGES} trang: chỉ tải lên phần cần chứng minh.",
    "ACTIVE": ("Tệp PDF có mã chạy hoặc kèm tệp khác bên trong: in lại thành PDF rồi tải lên lại."),
}
PROGRAM = Path(pdf_text.__file__)


def text(content: bytes) -> str:
    """Refused with a sentence for a file that is broken, locked, too long or does something."""
    command = [sys.executable, "-I", str(PROGRAM)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=2 * pdf_text.SECONDS, env={}
        )
    except subprocess.TimeoutExpired:
        raise Refused(TOO_HARD) from None
    if done.returncode or not done.stdout:
        raise Refused(TOO_HARD)
    answer = json.loads(done.stdout)
    if answer["refused"]:
        raise Refused(SENTENCES[answer["refused"]])
    return str(answer["text"])
