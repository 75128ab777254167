"""The inspector's search: conditions on the record of changes, always bounded by days."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.module_loading import import_string

from procuracy.web.dates import screen_moment
from procuracy.web.history import reading, recorded
from procuracy.web.models import Change
from procuracy.web.search import matching
from procuracy.web.xlsx import Column
from units.histories import shown
from units.history_forms import HistoryForm
from units.models import Appointment, User

# Words are looked for in that many of the newest changes which meet the other conditions.
READ_AT_MOST = 20_000
AT_ONCE = 500

COLUMNS = [
    Column("Lúc", width=20),
    Column("Người thực hiện", width=28),
    Column("Chức vụ", width=34),
    Column("Theo ủy quyền", width=24),
    Column("Địa chỉ", width=16),
    Column("Việc", width=8),
    Column("Loại nội dung", width=24),
    Column("Tên", width=40),
    Column("Mục", width=24),
    Column("Trước", width=50),
    Column("Sau", width=50),
    Column("Dòng số", width=10),
]


def found(form: HistoryForm, acting: Appointment) -> QuerySet[Change]:
    said = form.cleaned_data
    zone = timezone.get_current_timezone()
    begin = datetime.datetime.combine(said["since"], datetime.time(), zone)
    end = datetime.datetime.combine(said["until"], datetime.time(), zone)
    rows = visible(acting).filter(at__gte=begin, at__lt=end + datetime.timedelta(days=1))
    if said["unit"]:
        rows = rows.filter(unit_id=said["unit"].pk)
    if said["thing"]:
        rows = rows.filter(table=said["thing"])
    if said["act"]:
        rows = rows.filter(kind=said["act"])
    if said["person"]:
        users = matching(User.objects.all(), said["person"], "person__full_name", "username")
        rows = rows.filter(user_id__in=list(users.values_list("pk", flat=True)[:200]))
    return _holding(rows, said["words"]) if said["words"] else rows


def visible(acting: Appointment) -> QuerySet[Change]:
    """Of the office and what stands below it; what belongs to no unit concerns every office."""
    known = Q(unit_id__in=acting.seen_unit_ids) | Q(unit_id__isnull=True)
    return without_kept(Change.objects.filter(known), acting)


def without_kept(rows: QuerySet[Change], acting: Appointment) -> QuerySet[Change]:
    """What apps above keep from some who see the office's other changes is not there for them."""
    for path in settings.HISTORY["kept"]:
        rows = rows.filter(~import_string(path)(acting))
    return rows


def _holding(rows: QuerySet[Change], words: str) -> QuerySet[Change]:
    newest = rows.order_by("-at", "-pk").values("pk")[:READ_AT_MOST]
    text: Any = Concat(
        Cast("before", TextField()),
        Value(" "),
        Cast("after", TextField()),
        output_field=TextField(),
    )
    rows = Change.objects.filter(pk__in=newest).annotate(said=Func(text, function="plain"))
    for model in recorded.recorded_models():
        if keys := reading.silent(model):  # no word is found that is not shown
            rows = rows.exclude(table=model._meta.db_table, record__in=keys)
    for word in words.split()[:8]:
        wanted = Func(Value(word), function="plain", output_field=TextField())
        rows = rows.filter(said__contains=wanted)
    return rows


def rows_of(changes: QuerySet[Change], on: datetime.date) -> Iterator[list[Any]]:
    """One row of the workbook for each field of each change."""
    rest = changes.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rest, AT_ONCE)):
        for one in shown(some, on):
            change, author, entry = one.entry.change, one.author, one.entry
            head = [
                screen_moment(change.at),
                author.name,
                author.position,
                author.mandate,
                change.address,
                entry.act,
                entry.thing,
                entry.name,
            ]
            lines: Iterable[reading.Line] = entry.lines or [reading.Line("", "", "")]
            for line in lines:
                yield [*head, line.label, line.before, line.after, change.pk]
