"""Documents that go with a report: added and taken away as long as it may be changed."""

from django.db import transaction

from meetings.models import ReportFile, UnitReport
from meetings.reporting.holding import touch, writable
from procuracy.web.errors import Refused
from procuracy.web.uploads import Upload

MOST_FILES = 10


@transaction.atomic
def attach(report: UnitReport, upload: Upload) -> ReportFile:
    """The same bytes handed in twice are kept once."""
    present = writable(report)
    columns = upload.columns()
    if same := present.files.light().filter(sha256=columns["sha256"]).first():
        return same
    if present.files.count() >= MOST_FILES:
        raise Refused(f"Một báo cáo kèm nhiều nhất {MOST_FILES} tệp: gộp lại hoặc bỏ bớt tệp.")
    made = ReportFile.objects.create(report=present, **columns)
    touch(present)
    return made


@transaction.atomic
def detach(file: ReportFile) -> None:
    present = writable(file.report)
    if present.files.filter(pk=file.pk).delete()[0]:
        touch(present)
