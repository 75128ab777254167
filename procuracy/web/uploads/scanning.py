"""Virus scan by ClamAV over its socket, where the office has one (PROCURACY_CLAMAV).

The file goes in pieces (INSTREAM: four bytes of length, then the piece, a length of zero at the
end); it is never written anywhere for the scanner to find.
"""

import logging
import socket
import struct

from django.conf import settings

from procuracy.web.errors import Refused
from procuracy.web.models.files import StoredFile

SECONDS = 30
PIECE = 64 * 1024
LONGEST_ANSWER = 4096

INFECTED = (
    "Máy quét vi-rút báo tệp nhiễm mã độc ({name}) nên không lưu. Không mở tệp này; báo quản trị "
    "hệ thống kiểm tra máy đã tạo ra tệp."
)
AWAY = (
    "Chưa lưu tệp: máy quét vi-rút chưa trả lời. Thử lại sau ít phút; nếu vẫn vậy, báo quản trị "
    "hệ thống."
)

log = logging.getLogger(__name__)
Check = StoredFile.VirusCheck


class Away(Exception):
    """The scanner gave no verdict: not there, too slow, or it did not take the file."""


def check(content: bytes) -> StoredFile.VirusCheck:
    """What is kept with the file. Refused when infected, or when nobody could look and must."""
    if not settings.CLAMAV:
        return Check.NONE
    try:
        found = scan(content, settings.CLAMAV)
    except Away as away:
        log.warning("virus scanner: %s", away)
        if settings.CLAMAV_MAY_BE_AWAY:
            return Check.AWAY
        raise Refused(AWAY) from None
    if found:
        log.warning("virus scanner: %s found in an upload", found)
        raise Refused(INFECTED.format(name=found))
    return Check.CLEAN


def scan(content: bytes, address: str) -> str:
    """Name of what was found, or "". Raises Away."""
    try:
        with _connected(address) as line:
            answer = _ask(line, content)
    except OSError as error:
        raise Away(str(error)) from error
    # Three kinds: stream: OK; stream: Eicar-Signature FOUND; INSTREAM size limit exceeded. ERROR
    verdict = answer.rstrip("\0\n").removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")[:100]
    raise Away(verdict or "no answer")


def _connected(address: str) -> socket.socket:
    """`/run/clamav/clamd.ctl`, or `host:port`."""
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


def _ask(line: socket.socket, content: bytes) -> str:
    try:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
    except OSError:
        pass  # it hung up before the end: it says why
    return _answer(line)


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.decode("utf-8", "replace")
