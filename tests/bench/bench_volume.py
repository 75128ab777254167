"""A volume of 60 notices, at least 200 pages: bound from what is stored, against drawing it again.

Drawing again: the notices alone, warm, through the whole path. Binding: the worker's job from the
order to the frozen row, with contents, indexes, digests, cover and certificate, in a process of its
own that is warm but has drawn nothing else; its peak is what the system says of it (VmHWM).
Goals (issue 7): 20 times faster, at most 200 MB.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import django

NOTICES, TURNS = 60, 3
GOAL, MOST_MB = 20, 200
ROW = "{:<34}{:>10}{:>10}\n"


def main() -> None:
    from tests.bench.province import connected

    with connected("volume") as name:
        drawn, pages = stored()
        ended = subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_volume", name],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        bound, peak, total = map(float, ended.stdout.split())
    sys.stdout.write(f"{NOTICES} notices, {pages} pages; volume of {total:.0f} pages\n")
    sys.stdout.write(ROW.format("warm", "ms", "at most"))
    sys.stdout.write(ROW.format("notices drawn again", f"{drawn:.0f}", ""))
    sys.stdout.write(ROW.format("volume bound, median", f"{bound:.0f}", ""))
    sys.stdout.write(ROW.format("times faster (at least)", f"{drawn / bound:.1f}", GOAL))
    sys.stdout.write(ROW.format("peak of the worker, MB", f"{peak:.0f}", MOST_MB))


def stored() -> tuple[float, int]:
    """Sixty issued notices; ms that drawing their pages takes, and how many these are."""
    from meetings import reference
    from meetings.papers.printing import notice_pdf
    from tests.meetings.binding import binder
    from tests.meetings.notice_facts import directives, province_facts

    reference.load()
    here = binder()
    notice_pdf(province_facts())
    spent, pages = 0.0, 0
    for number in range(NOTICES):
        facts = province_facts(directives=directives(20 + number % 5), number=number + 1)
        started = time.perf_counter()
        pdf = notice_pdf(facts)
        spent += time.perf_counter() - started
        document = here.issue(1 + number // 3, made=(facts, pdf))
        pages += document.page_count
    return spent * 1000, pages


def closed(name: str) -> None:
    """In the process that binds: median ms, peak in MB, pages of the volume."""
    from django.db import connections, transaction

    from meetings.models import Volume
    from meetings.volumes import closing
    from procuracy.web import pdf
    from procuracy.web.pdf_faces import face
    from tests.meetings.binding import NOW, Binder
    from units.models import Register, User

    connections["default"].settings_dict["NAME"] = name
    register = Register.objects.select_related("office__parent").get()
    here = Binder(register.office, keeper := User.objects.get(), register)
    keeper.act_on(NOW.date())
    pdf.engine()
    for style in ("Regular", "Bold", "Italic"):
        face(style)
    times, total = [], 0
    for _ in range(TURNS):
        with transaction.atomic():
            order = here.order()
            started = time.perf_counter()
            closing.close(order, at=NOW)
            times.append(time.perf_counter() - started)
            total = Volume.objects.light().get().page_count
            transaction.set_rollback(True)
    sys.stdout.write(f"{statistics.median(times) * 1000} {peak()} {total}\n")


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    told: Any = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(told[1]) / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuracy.settings")
    django.setup()
    closed(sys.argv[1])
