"""./dev says in one sentence what is wrong, and stops; each test breaks one thing in a copy."""

import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE

import pytest

DEV = Path(__file__).resolve().parents[2] / "dev"


@dataclass
class Outcome:
    status: int
    sentence: str


@dataclass
class Clone:
    """A copy of ./dev in a folder of its own, with a folder of programs that come first."""

    root: Path

    def program(self, name: str, text: str) -> None:
        path = self.root / "programs" / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def replace(self, old: str, new: str) -> None:
        text = (self.root / "dev").read_text()
        assert old in text
        (self.root / "dev").write_text(text.replace(old, new))

    def run(self, *words: str, **variables: str) -> Outcome:
        env = {
            "PATH": f"{self.root / 'programs'}:{os.environ['PATH']}",
            "HOME": str(self.root),
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            [self.root / "dev", *words],
            env=env | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return Outcome(done.returncode, " ".join(done.stderr.split()))


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    (tmp_path / "programs").mkdir()
    shutil.copy2(DEV, tmp_path / "dev")
    return Clone(tmp_path)


@pytest.fixture
def installed(clone: Clone) -> Clone:
    """A machine that has all packages and a `uv` for which everything is in place."""
    clone.program("dpkg-query", 'for package; do echo "ii  $package"; done')
    clone.program("uv", "exit 0")
    (clone.root / "uv.lock").write_text("version = 1\n")
    (clone.root / ".venv").mkdir()
    return clone


def system(clone: Clone, text: str) -> None:
    (clone.root / "os-release").write_text(text)
    clone.replace("/etc/os-release", str(clone.root / "os-release"))


@pytest.mark.parametrize(
    "text",
    ["ID=fedora\nVERSION_ID=40\n", 'ID=debian\nVERSION_ID="11"\n', 'ID=ubuntu\nVERSION_ID="22.04"'],
)
def test_unsupported_system(clone: Clone, text: str) -> None:
    system(clone, text)
    outcome = clone.run("run")
    assert outcome.status == 1
    assert outcome.sentence.endswith(
        "chưa được hỗ trợ: cần Debian 12, Debian 13 hoặc Ubuntu 24.04."
    )


def test_packages_are_missing_and_the_user_may_not_install(clone: Clone) -> None:
    clone.program("id", "echo 1000")
    clone.program("dpkg-query", "exit 1")
    clone.program("sudo", "exit 1")
    outcome = clone.run("run")
    assert outcome.status == 1
    assert outcome.sentence.startswith("Thiếu quyền cài các gói: python3 libpango-1.0-0")


@pytest.mark.parametrize("broken", ["update", "install"])
def test_package_archive_is_out_of_reach(clone: Clone, broken: str) -> None:
    clone.program("id", "echo 0")
    clone.program("dpkg-query", "exit 1")
    clone.program("apt-get", f'case "$*" in *{broken}*) exit 100 ;; esac')
    outcome = clone.run("run")
    assert outcome.status == 1
    assert outcome.sentence.startswith("Không cài được các gói: python3")
    assert "Kiểm tra mạng" in outcome.sentence


def test_nothing_is_missing_so_apt_is_left_alone(installed: Clone) -> None:
    installed.program("apt-get", f"touch {installed.root}/called")
    installed.run("run", PROCURACY_PORT="0")
    assert not (installed.root / "called").exists()


def test_python_index_is_out_of_reach(installed: Clone) -> None:
    installed.program("uv", '[ "$1" = --version ] || exit 2')
    outcome = installed.run("manage", "check")
    assert outcome.status == 1
    assert outcome.sentence.startswith("Không cài được các thư viện Python: kiểm tra mạng")


def test_proxy_shows_a_certificate_that_the_machine_does_not_know(installed: Clone) -> None:
    said = 'echo "error: invalid peer certificate: UnknownIssuer" >&2; exit 2'
    installed.program("uv", f'[ "$1" = --version ] || {{ {said}; }}')
    outcome = installed.run("manage", "check")
    assert outcome.status == 1
    assert "không tin chứng thư của kho gói" in outcome.sentence


def test_port_is_taken(installed: Clone) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        outcome = installed.run("run", PROCURACY_PORT=port)
    assert outcome.status == 1
    assert outcome.sentence.startswith(f"Cổng {port} đang có chương trình khác dùng")


@pytest.mark.parametrize("port", ["0", "65536", "tám nghìn"])
def test_port_is_not_a_port(installed: Clone, port: str) -> None:
    outcome = installed.run("run", PROCURACY_PORT=port)
    assert outcome.status == 1
    assert outcome.sentence.startswith("PROCURACY_PORT phải là số cổng")


@pytest.mark.parametrize("left_behind", ["PG_VERSION", "base/1/112", "global/pg_control"])
def test_cluster_is_half_initialised_and_kept(installed: Clone, left_behind: str) -> None:
    file = installed.root / "var/cluster/demo/data" / left_behind
    file.parent.mkdir(parents=True)
    file.write_text("15\n")
    outcome = installed.run("manage", "check")
    assert outcome.status == 1
    assert "khởi tạo dở dang hoặc đã hỏng" in outcome.sentence
    assert file.exists()


def test_data_directory_has_gone(installed: Clone) -> None:
    (installed.root / "var").mkdir()
    (installed.root / "var/cluster").symlink_to(installed.root / "elsewhere")
    outcome = installed.run("manage", "check")
    assert outcome.status == 1
    assert "không còn" in outcome.sentence


def test_second_run_from_the_same_folder(installed: Clone) -> None:
    (installed.root / "var").mkdir()
    hold = ["flock", "run.lock", "sh", "-c", "echo held; read _"]
    with subprocess.Popen(hold, cwd=installed.root / "var", stdin=PIPE, stdout=PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        outcome = installed.run("run")
        holder.communicate(b"\n")
    assert outcome.status == 1
    assert "đang có một lệnh ./dev run khác" in outcome.sentence


@pytest.mark.parametrize("words", [["nothing"], ["run-tests"]])
def test_unknown_word_shows_what_there_is(clone: Clone, words: list[str]) -> None:
    outcome = clone.run(*words)
    assert outcome.status == 2
    assert "./dev run" in outcome.sentence
