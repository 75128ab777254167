"""An office whose server may be killed and whose PostgreSQL may be restarted: a cluster of its own.

What other tests share stays untouched. Small: one meeting in session, one secretary, one head of
Office; made from the migrated template.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg.conninfo import make_conninfo

from tests import databases
from tests.server import BIN, LOG

PG = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
NAME = "faults"


def run(*command: str | Path, user: str | None = None, **more: Any) -> None:
    done = subprocess.run(
        command, user=user, group=user, extra_groups=[] if user else None, cwd="/tmp",
        capture_output=True, text=True, **more,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr[-1500:]}")


@dataclass
class House:
    home: Path
    today: str
    listener: socket.socket
    meeting: int = 0
    running: subprocess.Popen[bytes] | None = None
    # Root does not run PostgreSQL.
    keeper: str | None = field(default_factory=lambda: None if os.geteuid() else "postgres")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    @property
    def desk(self) -> str:
        return f"/meetings/{self.meeting}/desk/"

    def address(self, user: str, database: str = NAME) -> str:
        return make_conninfo(host=str(self.home), user=user, dbname=database)

    def ask(self, question: LiteralString, *given: Any) -> list[Any]:
        """As superuser; the first column of every row."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as owner:
            return [row[0] for row in owner.execute(question, given).fetchall()]

    def postgres(self, *words: str) -> None:
        log = self.home / "log"
        options = f"-c listen_addresses= -c unix_socket_directories={self.home} -c fsync=off"
        run(PG / "pg_ctl", "-D", self.home / "data", "-w", "-l", log, "-o", options, *words,
            user=self.keeper)  # fmt: skip

    def start(self) -> None:
        command: list[str | Path] = [
            BIN / "gunicorn",
            "procuracy.wsgi",
            "--bind",
            f"fd://{self.listener.fileno()}",
        ]
        command += ["--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
        env = os.environ | {
            "DATABASE_URL": self.address("procuracy_app"),
            "OWNER_DATABASE_URL": self.address("procuracy_owner"),
            "PROCURACY_TODAY": self.today,
            "PROCURACY_POOL": "1",
        }
        with (LOG / f"test-{os.getpid()}.log").open("ab") as log:
            self.running = subprocess.Popen(
                command, cwd=databases.ROOT, env=env, stdout=log, stderr=log,
                pass_fds=[self.listener.fileno()], start_new_session=True,
            )  # fmt: skip

    def kill(self) -> None:
        """As a power cut does it: no request is finished, nobody says goodbye."""
        assert self.running
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()


@contextmanager
def built(filled: str, meeting: int, today: str) -> Iterator[House]:
    """A house with a copy of the database `filled`, its server running."""
    home = Path(tempfile.mkdtemp(prefix="house-", dir="/tmp"))
    LOG.mkdir(parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        house = House(home, today, listener, meeting)
        if house.keeper:
            os.chown(home, pwd.getpwnam(house.keeper).pw_uid, -1)
        try:
            make_cluster(house)
            copy_into(house, filled)
            house.start()
            yield house
        finally:
            if house.running and house.running.poll() is None:
                house.kill()
            if (home / "data" / "postmaster.pid").exists():
                house.postgres("stop", "-m", "immediate")
            shutil.rmtree(home)


def make_cluster(house: House) -> None:
    run(PG / "initdb", "-D", house.home / "data", "-U", "postgres", "--encoding=UTF8",
        "--locale=C.UTF-8", "--auth=trust", "--no-sync", user=house.keeper)  # fmt: skip
    house.postgres("start")
    with psycopg.connect(house.address("postgres", "postgres"), autocommit=True) as owner:
        for role in ("procuracy_owner", "procuracy_app"):
            owner.execute(f"CREATE ROLE {role} LOGIN")
        owner.execute(f"CREATE DATABASE {NAME} OWNER procuracy_owner")


def copy_into(house: House, filled: str) -> None:
    source = make_conninfo(databases.owner_address(filled), user="postgres")
    dump = house.home / "dump"
    with dump.open("wb") as file:
        subprocess.run([PG / "pg_dump", "-d", source], stdout=file, check=True)
    run(PG / "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-f", dump, house.address("postgres"))
