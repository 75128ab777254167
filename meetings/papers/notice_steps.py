"""Steps back in a draft notice: each change as what stood before and after it, until approval."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef

from meetings.models import Notice, NoticeParagraph, NoticeSection, NoticeStep
from meetings.papers.noticing import WAY
from procuracy.web.errors import Refused
from procuracy.web.models import PurgeRequest
from units.models import User

ROWS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "section": (
        NoticeSection,
        ("role", "order", "title", "text", "generated", "has_fresh", "sources"),
    ),
    "paragraph": (
        NoticeParagraph,
        ("directive_id", "field_id", "order", "text", "generated", "has_fresh"),
    ),
}
OWN = (
    "subject",
    "recipients_text",
    "filing",
    "by_field",
    "signer_id",
    "urgency",
    "copies",
    "annexes",
    "earlier",
    "earlier_at",
    "unmet",
    "unmet_at",
)
# Whom it goes to: kept as the keys of the rows.
PARTIES = ("recipients", "groups", "bodies")
# A text that is saved while it is typed is one step, as long as nobody pauses longer than this.
PAUSE = datetime.timedelta(minutes=2)
MOST = 60

# What a draft says: (table, key) → values by column.
Image = dict[tuple[str, int], dict[str, Any]]
Change = dict[str, Any]


def image(notice: Notice) -> Image:
    """As it stands in the database; three queries."""
    own = Notice.objects.annotate(**{f"{name}_pks": _keys(name) for name in PARTIES})
    told = own.values(*OWN, *(f"{name}_pks" for name in PARTIES)).get(pk=notice.pk)
    found: Image = {("notice", notice.pk): {name: _plain(told[name]) for name in told}}
    for table, (model, columns) in ROWS.items():
        for row in model.objects.filter(notice=notice).order_by().values("pk", *columns):
            found[table, row.pop("pk")] = row
    return found


def _keys(name: str) -> ArraySubquery:
    link: Any = getattr(Notice, name).through
    (column,) = [
        field.attname
        for field in link._meta.fields
        if field.is_relation and field.related_model is not Notice
    ]
    rows = link.objects.filter(notice=OuterRef("pk"))
    return ArraySubquery(rows.order_by(column).values(column))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.datetime) else value


def forget(asked: PurgeRequest) -> None:
    """The steps that hold what stood in a text out of which a secret is taken."""
    tables = {"notice": Notice, **{name: model for name, (model, _) in ROWS.items()}}
    for name, model in tables.items():
        if asked.table == model._meta.db_table:
            held = [{"table": name, "pk": int(asked.record)}]
            NoticeStep.objects.filter(changes__contains=held).delete()


@contextmanager
def step(notice: Notice, words: str, *, by: User, at: datetime.datetime) -> Iterator[None]:
    """Around one change of the locked draft, which can be taken back from then on."""
    before = image(notice)
    yield
    changes = _differing(before, image(notice))
    if not changes or _goes_on(notice, changes, by, at):
        return
    NoticeStep.objects.create(notice=notice, by=by, at=at, words=words[:300], changes=changes)
    kept = notice.steps.values_list("pk", flat=True)[:MOST]
    notice.steps.exclude(pk__in=list(kept)).delete()


def _differing(before: Image, after: Image) -> list[Change]:
    """Only columns that differ; all of a row that came or went."""
    found = []
    for table, pk in dict.fromkeys([*before, *after]):
        was, now = before.get((table, pk)), after.get((table, pk))
        if was is not None and now is not None:
            columns = [name for name in was if was[name] != now[name]]
            was = {name: was[name] for name in columns}
            now = {name: now[name] for name in columns}
        if was != now:
            found.append({"table": table, "pk": pk, "before": was, "after": now})
    return found


def _goes_on(notice: Notice, changes: list[Change], by: User, at: datetime.datetime) -> bool:
    """The same text, typed on by the same person: the step that was begun reaches further."""
    last = notice.steps.first()
    if last is None or last.by_id != by.pk or at - last.at > PAUSE:
        return False
    if not (_is_typing(changes) and _is_typing(last.changes)):
        return False
    (mine,), (theirs,) = changes, last.changes
    if any(mine[name] != theirs[name] for name in ("table", "pk")):
        return False
    if set(mine["after"]) != set(theirs["after"]):
        return False
    last.changes, last.at = [theirs | {"after": mine["after"]}], at
    last.save(update_fields=["changes", "at"])
    return True


def _is_typing(changes: list[Change]) -> bool:
    """One text of one row."""
    if len(changes) != 1 or None in (changes[0]["before"], changes[0]["after"]):
        return False
    columns = set(changes[0]["after"])
    return len(columns) == 1 and columns <= {"text", "subject", "recipients_text", "filing"}


@transaction.atomic
def undo(notice: Notice, number: int) -> str:
    """Takes back the last step, if it still is the one that was shown; its words."""
    notice = WAY.editable(notice)
    last = notice.steps.first()
    if last is None or last.pk != number:
        raise Refused("Dự thảo vừa có bước sửa mới hơn: xem lại rồi hoàn tác.")
    present = image(notice)
    if not all(_stands(present, change) for change in last.changes):
        raise Refused("Không hoàn tác được: nội dung này đã được sửa tiếp.")
    for change in last.changes:
        _put_back(notice, change)
    words = last.words
    last.delete()
    WAY.locked(notice).touch("edition")
    return words


def _stands(present: Image, change: Change) -> bool:
    now, after = present.get((change["table"], change["pk"])), change["after"]
    if now is None or after is None:
        return now is after
    return all(now[name] == value for name, value in after.items())


def _put_back(notice: Notice, change: Change) -> None:
    before, pk = change["before"], change["pk"]
    if change["table"] == "notice":
        parties = {name: before[f"{name}_pks"] for name in PARTIES if f"{name}_pks" in before}
        columns = {name: value for name, value in before.items() if name in OWN}
        Notice.objects.filter(pk=pk).update(**columns)
        for name, keys in parties.items():
            getattr(notice, name).set(keys)
        return
    model = ROWS[change["table"]][0]
    if before is None:
        model.objects.filter(pk=pk).delete()
    elif change["after"] is None:
        model.objects.create(pk=pk, notice=notice, **before)
    else:
        model.objects.filter(pk=pk).update(**before)
