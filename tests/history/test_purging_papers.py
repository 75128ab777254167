"""A spill in a paper's draft goes wherever reviewing, undoing and wording keep copies of it."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from meetings.models import Notice, NoticeSection, NoticeStep, PaperWording
from meetings.models.wordings import WordedPaper
from meetings.papers import notice_editing
from tests.history.test_purging import SECRET
from tests.history.test_purging_files import kept, purge
from tests.meetings import offices
from tests.meetings.offices import NOW, Office
from tests.meetings.stage import signed_in
from units.history_forms import purgeable
from units.models import PaperComment, PaperVersion

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(minutes=10)
ANNEX = {"title": "Danh mục", "text": f"TT\t{SECRET}", "is_table": True}


def spilled(office: Office) -> Notice:
    """A draft whose secret was typed, taken out by hand, and handed over for review."""
    notice = offices.drafted(office)
    Notice.objects.filter(pk=notice.pk).update(annexes=[ANNEX])
    row = notice.paragraphs.earliest("order")
    for at, text in ((NOW, f"Thực hiện {SECRET}"), (LATER, "Thực hiện")):
        row.refresh_from_db()
        base = notice_editing.digest(row.text)
        notice_editing.save_paragraph(row, text, base=base, by=office.clerk, at=at)
    NoticeSection.objects.filter(role="assessment").update(text=SECRET, generated=SECRET)
    return notice


def rows(notice: Notice, office: Office) -> list[tuple[Any, tuple[str, ...]]]:
    """Each row with a secret, and where it stands."""
    version = PaperVersion.objects.create(
        kind="notice",
        paper_id=notice.pk,
        number=1,
        occasion="handed",
        edition=1,
        passages=[["organisation", "Tổ chức thực hiện", SECRET]],
        by=office.clerk,
        at=NOW,
    )
    comment = PaperComment.objects.create(
        kind="notice", paper_id=notice.pk, quote=SECRET, text=SECRET, by=office.clerk, at=NOW
    )
    wording = PaperWording.objects.create(
        office=office.unit,
        paper=WordedPaper.NOTICE,
        version=1,
        text=SECRET,
        by=office.clerk,
        at=NOW,
    )
    assessment = notice.sections.get(role="assessment")
    paragraph = notice.paragraphs.earliest("order")
    return [
        (version, ("passages",)),
        (comment, ("quote", "text")),
        (wording, ("text",)),
        (assessment, ("text", "generated")),
        (paragraph, ("text",)),
        (notice, ("annexes",)),
    ]


def test_secret_of_a_draft_is_purged_from_text_steps_versions_comments_and_wordings() -> None:
    office = offices.province()
    notice = spilled(office)
    assert office.chief
    persons = (office.chief, office.head)
    found = rows(notice, office)
    tables = [*sorted({row._meta.db_table for row, _ in found}), NoticeStep._meta.db_table]
    assert SECRET in str(list(NoticeStep.objects.values_list("changes", flat=True)))
    chief = signed_in(office.chief)
    for row, columns in found:
        assert set(columns) <= set(dict(purgeable(type(row)))), row
        page = reverse("units:purge_create", args=[row._meta.model_name, row.pk])
        assert chief.get(page).status_code == 200, row
        for column in columns:
            purge(row, column, persons)
    assert SECRET not in kept(*tables)
    assert not NoticeStep.objects.exists()
    clerk = signed_in(office.clerk)
    for page in ("notice_detail", "notice_edit"):
        assert clerk.get(reverse(f"meetings:{page}", args=[notice.pk])).status_code == 200
    compared = reverse("meetings:paper_compare", args=["notice", notice.pk])
    assert clerk.get(compared, {"before": "1", "after": "now"}).status_code == 200
