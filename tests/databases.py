"""Test databases: templates built once per state of the code, cloned in a moment.

`./dev test` gives a throw-away cluster by OWNER_DATABASE_URL and DATABASE_URL.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).resolve().parent.parent
APPS = ("procuracy", "units", "targets", "meetings")
# The day on which demo databases are built and their servers stand.
DEMO_DAY = "2026-09-07"
# Of every account in a demo database for tests.
DEMO_PASSWORD = "mat-khau-kiem-thu"
# Sessions on other states of the code may still be cloning theirs.
KEPT_TEMPLATES = 4


def owner_address(name: str) -> str:
    return make_conninfo(os.environ["OWNER_DATABASE_URL"], dbname=name)


def app_address(name: str) -> str:
    return make_conninfo(os.environ["DATABASE_URL"], dbname=name)


def environment(name: str) -> dict[str, str]:
    """For a process of the application on that database."""
    return os.environ | {
        "DATABASE_URL": app_address(name),
        "OWNER_DATABASE_URL": owner_address(name),
        "PROCURACY_TODAY": DEMO_DAY,
    }


@contextmanager
def cluster() -> Iterator[psycopg.Connection[Any]]:
    """A connection that creates and drops databases."""
    if "OWNER_DATABASE_URL" not in os.environ:
        pytest.exit("Chưa có cơ sở dữ liệu kiểm thử: hãy chạy ./dev test <tham số của pytest>.", 2)
    with psycopg.connect(owner_address("postgres"), autocommit=True) as connection:
        yield connection


def run(connection: psycopg.Connection[Any], statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def clone(template: str, name: str) -> None:
    """A fresh copy; who is still connected to the old one is thrown out."""
    with cluster() as connection:
        run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        # Nobody needs the copy in the log: files are copied in half the time.
        run(connection, "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)


def drop(name: str) -> None:
    with cluster() as connection:
        run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def migrated() -> str:
    """Template with migrations, extensions and grants."""
    sources = [path for app in APPS for path in (ROOT / app).rglob("migrations/*.py")]
    models = [path for app in APPS for path in (ROOT / app).rglob("models/*.py")]
    commands = (ROOT / "procuracy/web/management/commands").glob("*.py")
    tables = ROOT / "procuracy/web/tables.py"
    triggers = [ROOT / "procuracy/settings.py", *(ROOT / "procuracy/web/history").glob("*.py")]
    used = [*sources, *models, *commands, *triggers, tables]
    return template("test_procuracy", used, migrate)


def demo() -> str:
    """Template with the demo data of DEMO_DAY; pages have no part in it."""
    sources = {path for app in APPS for path in (ROOT / app).rglob("*.*")}
    pages = {path for path in sources if {"views", "forms", "templatetags"} & set(path.parts)}
    empty = migrated()

    def build(name: str) -> None:
        clone(empty, name)
        fill(name)

    return template("test_demo", [p for p in sources - pages if p.suffix != ".pyc"], build)


def template(prefix: str, sources: Iterable[Path], build: Callable[[str], None]) -> str:
    """Name of a database that `build` filled; built anew when a source file changed."""
    name = f"{prefix}_{digest(sources)}"
    with lock(), cluster() as connection:
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
            return name
        drop_leftovers(connection, prefix)
        unfinished = f"{prefix}_unfinished"
        run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", unfinished)
        build(unfinished)
        run(connection, "ALTER DATABASE {} RENAME TO {}", unfinished, name)
        run(connection, "ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
    return name


def digest(sources: Iterable[Path]) -> str:
    content = hashlib.sha256()
    for path in sorted(sources):
        content.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return content.hexdigest()[:12]


@contextmanager
def lock() -> Iterator[None]:
    """One builder at a time, over all processes."""
    with (ROOT / "var" / "templates.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def drop_leftovers(connection: psycopg.Connection[Any], prefix: str) -> None:
    """Old templates, and clones whose test process was killed."""
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE datname ~ %s ORDER BY oid DESC",
        [f"^{prefix}_[0-9a-f]{{12}}$"],
    ).fetchall()
    for (name,) in rows[KEPT_TEMPLATES - 1 :]:
        run(connection, "DROP DATABASE {}", name)
    for (name,) in connection.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^clone_[0-9]+_'"
    ).fetchall():
        if not Path("/proc", name.split("_")[1]).exists():
            run(connection, "DROP DATABASE {} WITH (FORCE)", name)


def clone_name(purpose: str) -> str:
    return f"clone_{os.getpid()}_{purpose}"


def manage(name: str, *arguments: str, role: str = "app") -> None:
    """A management command in its own process; its words are shown when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(name) | {"PROCURACY_ROLE": role},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}: …{done.stderr[-1500:]}")


def migrate(name: str) -> None:
    with cluster() as connection:
        run(connection, "CREATE DATABASE {}", name)
    manage(name, "prepare_database", role="owner")
    manage(name, "migrate", "--no-input", "--skip-checks", role="owner")
    manage(name, "grant", role="owner")


def fill(name: str) -> None:
    manage(name, "load_reference", "--skip-checks")
    manage(name, "demo", "--skip-checks", "--today", DEMO_DAY)
    with psycopg.connect(owner_address(name)) as owner:
        owner.execute("UPDATE units_user SET password = %s", [make_password(DEMO_PASSWORD)])


@contextmanager
def connected(name: str) -> Iterator[None]:
    """This process on that database, as the role that serves."""
    default = connections["default"]
    before = default.settings_dict["NAME"]
    default.close()
    default.settings_dict["NAME"] = name
    try:
        yield
    finally:
        default.close()
        default.settings_dict["NAME"] = before
