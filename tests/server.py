"""The real application, web server and worker, on a database of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
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
def serving(
    database: str, *, workers: int = 1, threads: int = 4, jobs: bool = True
) -> Iterator[Server]:
    """Serve `database` on a free port until the block ends; logs go to var/log/test-*.log.

    The port is opened here and handed over, so that requests wait for the server by themselves.
    """
    env = databases.environment(database) | {"PROCURACY_POOL": "1"}
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        web = [BIN / "gunicorn", "procuracy.wsgi", "--bind", f"fd://{listener.fileno()}"]
        web += ["--workers", str(workers), "--threads", str(threads), "--no-control-socket"]
        web += ["--graceful-timeout", "1", "--worker-tmp-dir", "/dev/shm"]
        commands = [web]
        if jobs:
            commands.append([BIN / "python", "manage.py", "procrastinate", "worker"])
        LOG.mkdir(parents=True, exist_ok=True)
        with (LOG / f"test-{os.getpid()}.log").open("ab") as log:
            processes = [
                subprocess.Popen(
                    command,
                    cwd=databases.ROOT,
                    env=env,
                    stdout=log,
                    stderr=log,
                    pass_fds=[listener.fileno()] if command is web else [],
                )
                for command in commands
            ]
            try:
                yield Server(f"http://127.0.0.1:{listener.getsockname()[1]}", database)
            finally:
                stop(processes)


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
