"""Connections as addresses: `postgresql://role:password@host:port/name`, `?host=/socket/dir`."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

NEVER_BY_ITSELF = 2**31


def connection_from_url(url: str, *, pool: bool = False) -> dict[str, Any]:
    """Django's database settings for a PostgreSQL address as libpq reads it.

    Without an address the settings still load (for `--help` and linters), but connecting fails.
    """
    try:
        parts: dict[str, Any] = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            "Địa chỉ cơ sở dữ liệu không đọc được: cần dạng "
            "postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu."
        ) from error
    options: dict[str, Any] = {
        key: value
        for key, value in parts.items()
        if key not in {"dbname", "user", "password", "host", "port"}
    }
    # Pages ask small questions with many subqueries: compiling them costs more than answering.
    options["options"] = f"{options.get('options', '')} -c jit=off".strip()
    # Only what asks for it is kept planned (procuracy/web/prepared.py).
    options["prepare_threshold"] = NEVER_BY_ITSELF
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 8}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", ""),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": options,
        # A PostgreSQL that was restarted must not fail the next requests.
        "CONN_HEALTH_CHECKS": pool,
    }
