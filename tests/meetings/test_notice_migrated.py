"""A notice written when its texts were columns, on its way to sections (migration 0035)."""

from importlib import import_module

import pytest
from django.apps import apps

from meetings.models import NoticeSection
from tests.meetings import offices

pytestmark = pytest.mark.django_db


def test_notice_from_before_sections_keeps_apart_what_was_drawn_and_what_a_hand_wrote() -> None:
    """The history says how each text was made; where it says nothing, the text is a hand's."""
    notice = offices.drafted(offices.province())
    moving = import_module("meetings.migrations.0035_notice_texts_to_sections")
    row = notice.paragraphs.earliest("order")
    notice.paragraphs.update(text="Sửa tay")
    made = moving.begun(apps, "meetings_noticeparagraph")[str(row.pk)]
    assert moving.drawn(made, "text") == row.generated != ""
    columns = {
        "opening": "Mở đầu",
        "assessment": "Sửa",
        "directives_intro": "",
        "organisation": "x",
    }
    drawn = {"opening": "Mở đầu", "assessment": "Đánh giá", "directives_intro": "Yêu cầu"}
    found = [NoticeSection(**said) for said in moving.sections(columns, drawn)]
    assert [one.text for one in found] == list(columns.values())
    assert [one.is_edited for one in found] == [False, True, True, True]
