"""`./dev bench [name …]`: runs `main()` of every `bench_*.py` here, or of those named."""

import importlib
import os
import pkgutil
import sys

import django

import tests.bench


def main(wanted: list[str]) -> None:
    """`notice` names `bench_notice.py`; an unknown name is an error, not silence."""
    names = [m.name for m in pkgutil.iter_modules(tests.bench.__path__)]
    known = {name.removeprefix("bench_") for name in names if name.startswith("bench_")}
    if unknown := set(wanted) - known:
        sys.exit(f"Không có phép đo: {', '.join(sorted(unknown))}")
    for name in wanted or sorted(known):
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.flush()
        importlib.import_module(f"tests.bench.bench_{name}").main()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuracy.settings")
    django.setup()
    main(sys.argv[1:])
