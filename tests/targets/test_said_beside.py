"""Ticks and answers belong to a month: the head sees them, and what was sent keeps them."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from procuracy.web import clock
from procuracy.web.errors import Refused
from targets import answering, correcting, nil_fields, nil_targets, submitting
from targets.models import NoneArose, Period, Submission, Target, TargetAnswer, TargetAssignment
from tests import factories as f
from tests.factories import submissions
from tests.targets.figures_facts import Office, month, office
from units.models import Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
AUGUST, JULY = month("2026-08"), month("2026-07")
SENT = pytest.mark.parametrize("state", ["sent", "accepted"])


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def head(made: Office) -> User:
    return f.user(Role.UNIT_HEAD, made.region)


@pytest.fixture
def in_words(made: Office) -> Target:
    target = f.target(made.hearings, measure="qualitative", target_set=made.ratio.target_set)
    made.assign(target)
    return target


def answer(made: Office, target: Target, when: datetime.date, text: str = "Đúng hạn.") -> None:
    answering.answer(
        made.region,
        target,
        when,
        is_fulfilled=True,
        text=text,
        by=made.clerk,
        at=f.NOW,
        today=f.TODAY,
    )


def shut(made: Office, state: str, when: datetime.date = AUGUST) -> Submission:
    return submissions.submission(made.region, when, state, by=made.staff)


@SENT
def test_answer_of_a_sent_month_stands(made: Office, in_words: Target, state: str) -> None:
    answer(made, in_words, AUGUST)
    shut(made, state)
    with pytest.raises(Refused, match="tháng 8/2026: đánh giá vào một tháng sau"):
        answer(made, in_words, AUGUST, "Viết lại.")
    with pytest.raises(Refused, match="tháng 8/2026"):
        answer(made, in_words, JULY, "Thêm cho tháng trước.")
    answer(made, in_words, month("2026-09"))
    assert TargetAnswer.objects.get(month=AUGUST).text == "Đúng hạn."
    assert not TargetAnswer.objects.filter(month=JULY).exists()


@SENT
def test_field_ticks_of_a_sent_month_stand(made: Office, state: str) -> None:
    nil_fields.tick(made.region, AUGUST, made.field, by=made.clerk, at=f.NOW)
    other = f.field("Thi hành án")
    f.indicator("Án đã thi hành", where=other)
    shut(made, state)
    with pytest.raises(Refused, match="trả lại"):
        nil_fields.untick(made.region, AUGUST, made.field)
    with pytest.raises(Refused, match="trả lại"):
        nil_fields.tick(made.region, AUGUST, other, by=made.clerk, at=f.NOW)
    assert NoneArose.objects.get().field == made.field


def test_head_sends_the_ticks_and_answers_that_he_saw(
    made: Office, in_words: Target, head: User
) -> None:
    made.enter(made.solved, "2026-08", 7)
    given = made.assign(made.count, assigned_threshold=3)
    other = f.field("Thi hành án")

    def tick_target() -> None:
        TargetAssignment.objects.filter(pk=given.pk).update(none_arose=True)

    for act in (
        lambda: nil_fields.tick(made.region, AUGUST, other, by=made.clerk, at=f.NOW),
        lambda: nil_fields.untick(made.region, AUGUST, other),
        lambda: answer(made, in_words, AUGUST),
        tick_target,
    ):
        seen = submitting.mark(made.region, AUGUST)
        act()
        with pytest.raises(Refused, match="vừa được sửa"):
            submitting.send(made.region, AUGUST, by=head, at=f.NOW, seen=seen, note="Thiếu")


def test_approved_correction_unsays_the_tick(made: Office) -> None:
    nil_fields.tick(made.region, AUGUST, made.field, by=made.clerk, at=f.NOW)
    row = shut(made, "accepted")
    asked = correcting.ask(row, made.solved, typed="4", reason="Sót", by=made.clerk, at=f.NOW)
    correcting.approve(asked, by=made.staff, at=f.NOW)
    assert not NoneArose.objects.exists()


def ticked(made: Office, **more: Any) -> TargetAssignment:
    given = made.assign(made.count, assigned_threshold=3, **more)
    return TargetAssignment.objects.select_related("unit", "target", "work_year").get(pk=given.pk)


def test_target_is_not_ticked_after_its_judging(made: Office) -> None:
    """The year's end, or a day of its own; with the month sent, or its deadline gone."""
    given = ticked(made)
    with pytest.raises(Refused, match="đánh giá ngày 30/9/2026 và đã quá hạn"):
        nil_targets.mark(given, is_nil=True, at=f.NOW)
    Period.objects.update(due_at=f.NOW)
    nil_targets.mark(given, is_nil=True, at=f.NOW)
    shut(made, "sent", month("2026-09"))
    with pytest.raises(Refused, match="tháng 9/2026"):
        nil_targets.mark(given, is_nil=False, at=f.NOW)
    assert TargetAssignment.objects.get(pk=given.pk).none_arose


def test_target_with_a_day_of_its_own_is_judged_then(made: Office) -> None:
    given = ticked(made, due_on=datetime.date(2026, 3, 15))
    Period.objects.filter(ends_on__month__gt=3).update(due_at=f.NOW)
    with pytest.raises(Refused, match="đánh giá ngày 15/3/2026"):
        nil_targets.mark(given, is_nil=True, at=f.NOW)


def test_tick_holds_from_its_month_on_and_leaves_what_was_sent(
    client: Client, made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """August is sent, so that only September is open; before it the figures speak."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-09-10")
    shut(made, "sent")
    given = ticked(made)
    september = month("2026-09")
    assert nil_targets.open_months(given) == [september]
    for since, sentence in [
        (None, "tháng 8/2026: ghi không phát sinh từ một tháng sau"),
        (AUGUST, "tháng 8/2026"),
        (month("2026-10"), "Chọn một tháng của năm công tác"),
    ]:
        with pytest.raises(Refused, match=sentence):
            nil_targets.mark(given, is_nil=True, at=clock.now(), since=since)
    client.force_login(made.clerk)
    url = reverse("targets:none_arose_mark", args=[made.region.pk, made.count.pk])
    client.post(url, {"year": "2026", "none_arose": "1", "since": "tháng nào"})
    assert not TargetAssignment.objects.get(pk=given.pk).none_arose
    client.post(url, {"year": "2026", "none_arose": "1", "since": "2026-09"})
    assert TargetAssignment.objects.get(pk=given.pk).none_since == september
    cell = reverse("targets:target_cell", args=[made.region.pk, made.count.pk])
    for at, said in ((8, False), (9, True)):
        period = made.year.periods.months().get(ends_on__month=at)
        page = client.get(cell, {"year": "2026", "period": str(period.pk)})
        assert (page.context["score"].verdict == "none_arose") == said
    assert "từ tháng 9/2026" in page.content.decode()
    assert [nil_targets.ticked(made.region, m) for m in (AUGUST, september)] == [[], [given]]


def test_tick_that_was_sent_is_not_taken_back(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor moved; what arises meanwhile is typed and outweighs it."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-09-10")
    given = ticked(made)
    nil_targets.mark(given, is_nil=True, at=clock.now())
    nil_targets.mark(given, is_nil=False, at=clock.now())
    nil_targets.mark(given, is_nil=True, at=clock.now())
    row = shut(made, "sent")
    for more in ({"is_nil": False}, {"is_nil": True, "since": month("2026-09")}):
        with pytest.raises(Refused, match="tháng 8/2026: tháng này gửi khi đã ghi không phát sinh"):
            nil_targets.mark(given, at=clock.now(), **more)
    kept = TargetAssignment.objects.get(pk=given.pk)
    assert (kept.none_arose, kept.none_since) == (True, None)
    row.delete()
    nil_targets.mark(given, is_nil=False, at=clock.now())
    assert not TargetAssignment.objects.get(pk=given.pk).none_arose


def test_target_of_no_case_is_not_ticked(
    client: Client, made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-09-10")
    Target.objects.filter(pk=made.count.pk).update(direction="zero", threshold=0)
    given = ticked(made)
    with pytest.raises(Refused, match="không để xảy ra thì nhập 0"):
        nil_targets.mark(given, is_nil=True, at=clock.now())
    client.force_login(made.clerk)
    cell = reverse("targets:target_cell", args=[made.region.pk, made.count.pk])
    assert "Ghi không phát sinh" not in client.get(cell).content.decode()
    Target.objects.filter(pk=made.count.pk).update(direction="at_least")
    assert "Ghi không phát sinh" in client.get(cell).content.decode()


def test_refused_tick_is_told_on_the_page(client: Client, made: Office) -> None:
    given = ticked(made)
    client.force_login(made.clerk)
    url = reverse("targets:none_arose_mark", args=[made.region.pk, made.count.pk])
    page = client.post(url, {"year": "2026", "none_arose": "1"}, follow=True)
    assert "không đổi ghi không phát sinh nữa" in page.content.decode()
    assert not TargetAssignment.objects.get(pk=given.pk).none_arose


def test_heads_page_names_what_was_said_beside(
    client: Client, made: Office, head: User, in_words: Target
) -> None:
    given = ticked(made)
    TargetAssignment.objects.filter(pk=given.pk).update(none_arose=True)
    nil_fields.tick(made.region, AUGUST, made.field, by=made.clerk, at=f.NOW)
    answer(made, in_words, AUGUST)
    client.force_login(head)
    url = reverse("targets:submission_detail", args=[made.region.pk, AUGUST])
    page = client.get(url).content.decode()
    assert "không phát sinh trong tháng" in page
    assert "không phát sinh trong năm công tác" in page
    assert "đạt yêu cầu" in page
