"""Virus scan over ClamAV's socket: a server that speaks its protocol, and clamd where installed."""

import shutil
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from procuracy.web import uploads
from procuracy.web.errors import Refused
from procuracy.web.uploads import scanning
from tests.uploaded import EICAR, word

INFECTED = word("Báo cáo", word__media__image1_emf=EICAR)
CLEAN = word("Báo cáo")


def given(content: bytes) -> uploads.Upload:
    return uploads.read(SimpleUploadedFile("bao-cao.docx", content))


class Scanner(threading.Thread):
    """Answers as clamd does: INSTREAM, pieces with their length, a length of zero at the end."""

    def __init__(self, listener: socket.socket, most: int = 1 << 24) -> None:
        super().__init__(daemon=True)
        self.listener, self.most = listener, most
        self.commands: list[bytes] = []
        self.start()

    def run(self) -> None:
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:  # closed: the test is over
                return
            with line, line.makefile("rb") as received:
                self.commands.append(received.read(10))
                content = b""
                while length := struct.unpack(">I", received.read(4))[0]:
                    content += received.read(length)
                line.sendall(self.verdict(content))

    def verdict(self, content: bytes) -> bytes:
        if len(content) > self.most:
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@pytest.fixture
def folder() -> Iterator[Path]:
    """The path of a socket is short."""
    with TemporaryDirectory() as made:
        yield Path(made)


@pytest.fixture
def scanner(folder: Path, settings: Settings) -> Iterator[Scanner]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "clamd.ctl"))
        listener.listen()
        settings.CLAMAV = str(folder / "clamd.ctl")
        yield Scanner(listener)


def test_infected_file_is_refused_with_what_was_found(scanner: Scanner) -> None:
    with pytest.raises(Refused, match=r"nhiễm mã độc \(Eicar-Test-Signature\)"):
        given(INFECTED)
    assert scanner.commands == [b"zINSTREAM\0"]


def test_clean_file_is_kept_as_scanned(scanner: Scanner) -> None:
    assert given(CLEAN).columns()["virus_check"] == "clean"


def test_scanner_reached_by_network_sees_a_file_of_many_pieces(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Scanner(listener)
        host, port = listener.getsockname()
        filling = b"\0" * 3 * scanning.PIECE
        assert scanning.scan(filling, f"{host}:{port}") == ""
        assert scanning.scan(filling + EICAR, f"{host}:{port}") == "Eicar-Test-Signature"


def test_nobody_is_asked_where_there_is_no_scanner() -> None:
    assert given(CLEAN).virus_check == ""


def test_file_is_refused_while_the_scanner_is_away(folder: Path, settings: Settings) -> None:
    settings.CLAMAV = str(folder / "nobody.ctl")
    with pytest.raises(Refused, match="máy quét vi-rút chưa trả lời"):
        given(CLEAN)


def test_office_may_take_files_with_a_mark_instead(
    folder: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CLAMAV, settings.CLAMAV_MAY_BE_AWAY = str(folder / "nobody.ctl"), True
    assert given(CLEAN).columns()["virus_check"] == "away"
    assert "virus scanner" in caplog.text


def test_file_that_the_scanner_does_not_take_is_not_called_clean(
    scanner: Scanner, settings: Settings
) -> None:
    scanner.most = 10
    with pytest.raises(scanning.Away, match="size limit exceeded"):
        scanning.scan(CLEAN, settings.CLAMAV)


@pytest.mark.parametrize("answer", [b"", b"stream: O", b"UNKNOWN COMMAND\0"])
def test_half_an_answer_is_no_verdict(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        silent = threading.Thread(target=lambda: hang_up(listener, answer), daemon=True)
        silent.start()
        with pytest.raises(scanning.Away):
            scanning.scan(CLEAN, f"127.0.0.1:{listener.getsockname()[1]}")


def hang_up(listener: socket.socket, answer: bytes) -> None:
    line, _ = listener.accept()
    with line:
        line.recv(1 << 20)
        line.sendall(answer)


CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin")


@pytest.fixture
def clamd(folder: Path, settings: Settings) -> Iterator[None]:
    """ClamAV itself with one signature, of the test file alone."""
    (folder / "eicar.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
    place = folder / "clamd.ctl"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {place}\nDatabaseDirectory {folder}\nForeground yes\nUser root\n"
        "ScanOLE2 no\nScanPE no\nScanELF no\n"
    )
    assert CLAMD
    running = subprocess.Popen(
        [CLAMD, "--config-file", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 30
    while not place.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    settings.CLAMAV = str(place)
    yield
    running.kill()
    running.wait()


@pytest.mark.skipif(not CLAMD, reason="clamd is not installed")
def test_clamav_itself_finds_its_test_file(clamd: None) -> None:
    with pytest.raises(Refused, match="Eicar-Test"):
        given(INFECTED)
    assert given(CLEAN).virus_check == "clean"
