"""The real application, web server and worker, on a database of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import databases

LOG = databases.ROOT / "var" / "log"
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Server:
    url: str
    database: str

    @property
    def owner_address(self) -> str:
        """For psycopg: to look at, or arrange, what no page does."""
        return databases.owner_address(self.database)


@contextmanager
def web_server(
    database: str, *, workers: int = 1, threads: int = 4, today: str = databases.DEMO_DAY
) -> Iterator[Server]:
    """Serve `database` on a free port until the block ends; `today`: a day, or a file with one.

    The port is opened here and handed over, so that requests wait for the server by themselves.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        command = [str(BIN / "gunicorn"), "procuracy.wsgi", "--bind", f"fd://{listener.fileno()}"]
        command += ["--workers", str(workers), "--threads", str(threads), "--no-control-socket"]
        command += ["--graceful-timeout", "1", "--worker-tmp-dir", "/dev/shm"]
        with process(command, database, today, pass_fds=[listener.fileno()]):
            yield Server(f"http://127.0.0.1:{listener.getsockname()[1]}", database)


@contextmanager
def job_worker(database: str, *, today: str = databases.DEMO_DAY) -> Iterator[None]:
    with process([str(BIN / "python"), "manage.py", "procrastinate", "worker"], database, today):
        yield


@contextmanager
def process(
    command: list[str], database: str, today: str, *, pass_fds: Sequence[int] = ()
) -> Iterator[None]:
    """A process of the application; its log goes to var/log/test-*.log."""
    LOG.mkdir(parents=True, exist_ok=True)
    env = databases.environment(database) | {
        "PROCURACY_POOL": "1",
        "PROCURACY_TODAY": today,
        "MALLOC_ARENA_MAX": "2",
    }
    with (LOG / f"test-{os.getpid()}.log").open("ab") as log:
        running = subprocess.Popen(
            command, cwd=databases.ROOT, env=env, stdout=log, stderr=log, pass_fds=pass_fds
        )
    try:
        yield
    finally:
        running.send_signal(signal.SIGTERM)
        try:
            running.wait(timeout=5)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
