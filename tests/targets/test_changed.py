"""What changed since a moment: figures, thresholds and time, read back from the history."""

import datetime
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from procuracy.web.history.context import Actor, Origin, working
from procuracy.web.models import Change
from targets import changed, morning, past
from targets.choices import as_of
from targets.filters import Filter
from targets.models import Figure, Period, TargetAssignment
from targets.verdicts import Verdict
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def made() -> Office:
    """Region 4 stands at 51 of 56: 91,07 %."""
    made = office()
    made.assign(made.ratio)
    made.enter(made.solved, "2026-03", 51)
    made.enter(made.remaining, "2026-03", 5)
    return made


def now() -> datetime.datetime:
    """By the database's clock, as the history writes it."""
    last = Change.objects.order_by("-pk").values_list("at", flat=True).first()
    return last or timezone.now()


def found(made: Office, since: datetime.datetime, today: datetime.date = TODAY) -> changed.Changes:
    acting = made.head.acting
    assert acting
    march = Period.objects.months().get(ends_on=datetime.date(2026, 3, 31))
    chosen = as_of(acting, {"year": "2026", "period": str(march.pk)}, today)
    return changed.found(acting, chosen, Filter(), since=since, today=today)


def told(changes: changed.Changes, made: Office) -> list[tuple[Verdict, Verdict]]:
    own = [m for m in changes.moves if m.row.unit == made.region]
    return [(move.then.verdict, move.now.verdict) for move in own]


def typed_by(user: User) -> AbstractContextManager[None]:
    actor = Actor(user.pk)
    return working(Origin("POST /figures/", who=lambda: actor))


def test_corrected_figure_moves_its_verdict_and_names_who_typed(made: Office) -> None:
    since = now()
    with typed_by(made.clerk):
        Figure.objects.filter(indicator=made.solved).update(value=40)
    changes = found(made, since)
    assert told(changes, made) == [(Verdict.EXCEEDED, Verdict.UNMET)]
    move = next(m for m in changes.moves if m.row.unit == made.region)
    assert move.words == "xấu đi"
    assert move.then.parts == "51/56"
    assert move.reasons == [f"{made.solved.name} tháng 3/2026: 51\u00a0→\u00a040, {made.clerk}"]
    total = next(m for m in changes.moves if m.row.unit == made.province)
    assert total.then.parts == "51/56"


def test_first_typed_and_removed_figures_are_put_back(made: Office) -> None:
    since = now()
    Figure.objects.filter(indicator=made.remaining).delete()
    made.enter(made.remaining, "2026-02", 1)
    changes = found(made, since)
    assert {(one.before, one.after) for one in changes.past.typed.values()} == {
        (5, None),
        (None, 1),
    }
    assert told(changes, made) == [], "51 of 52 is exceeded as 51 of 56 was"
    Figure.objects.filter(indicator=made.solved).delete()
    assert told(found(made, since), made) == [(Verdict.EXCEEDED, Verdict.NO_FIGURE)]


def test_figure_that_ends_as_it_was_is_no_change(made: Office) -> None:
    since = now()
    for value in (52, 51):
        Figure.objects.filter(indicator=made.solved).update(value=value)
    assert found(made, since).past.typed == {}


def test_threshold_given_anew_is_a_reason(made: Office) -> None:
    since = now()
    TargetAssignment.objects.update(assigned_threshold=95)
    changes = found(made, since)
    assert told(changes, made) == [(Verdict.EXCEEDED, Verdict.UNMET)]
    assert changes.moves[-1].reasons == ["yêu cầu ≥ 90 %\u00a0→\u00a0≥ 95 %"]


def test_assignment_of_yesterday_was_not_there_the_day_before(made: Office) -> None:
    since = now()
    made.assign(made.count, assigned_threshold=5)
    acting = made.head.acting
    assert acting
    given = past.read(acting.seen_unit_ids, since).given
    assert given == {(made.region.pk, made.count.pk): None}


def test_time_alone_may_move_a_verdict() -> None:
    """80 % before the six months end may still be reached; on their last day it is unmet."""
    with working(Origin("manage.py load_figures")):
        made = office()
        made.assign(made.ratio)
        made.enter(made.solved, "2026-03", 40)
        made.enter(made.remaining, "2026-03", 10)
    (move,) = [
        m for m in found(made, f.moment("2025-11-20 08:00")).moves if m.row.unit == made.region
    ]
    assert (move.then.verdict, move.now.verdict) == (Verdict.ONGOING, Verdict.UNMET)
    assert move.reasons == ["đến kỳ đánh giá"]


def test_what_a_command_loaded_was_there_before(made: Office) -> None:
    since = now()
    with working(Origin("manage.py load_figures")):
        Figure.objects.filter(indicator=made.solved).update(value=1)
    assert found(made, since).past.typed == {}


def test_nothing_typed_reads_the_same_as_the_board(made: Office) -> None:
    assert found(made, now()).moves == []


def counted(client: Client, user: User, **asked: str) -> dict[str, str]:
    """Unit → how many figures the page says were typed."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("targets:changed_list"), {"year": "2026"} | asked).context["page"]
    return {row[0].text: row[1].text for row in page.sections[1].rows}


def test_typed_figures_are_counted_as_far_as_they_may_be_read(client: Client, made: Office) -> None:
    """Two of region 4 and one of region 5 in the department's field, one in another field."""
    elsewhere = f.indicator("Vụ dân sự", where=f.field("Án dân sự"))
    made.enter(elsewhere, "2026-03", 1)
    made.enter(made.solved, "2026-03", 1, made.other)
    department = f.department(made.province, "Phòng 7")
    department.fields.add(made.field)
    deputy = f.user(Role.PROVINCE_DEPUTY, made.province).acting
    assert deputy
    f.portfolio(deputy, unit=made.other)
    four, five = "VKSND khu vực 4", "VKSND khu vực 5"
    assert counted(client, made.head) == {four: "3", five: "1"}
    assert counted(client, made.head, field=elsewhere.field.code) == {four: "1"}
    assert counted(client, made.head, overseer=str(deputy.pk)) == {five: "1"}
    assert counted(client, f.user(Role.UNIT_CLERK, department)) == {four: "2", five: "1"}


def test_nobody_looks_back_further_than_a_month(client: Client, made: Office) -> None:
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    for asked, shown in (("1/1/2026", "22/10/2026"), ("30/10/2026", "30/10/2026")):
        answer = client.get(reverse("targets:changed_list"), {"year": "2026", "since": asked})
        assert f"00:00, {shown}" in answer.context["page"].subtitle


@pytest.mark.parametrize(
    ("today", "wanted"),
    [("2026-11-23", "2026-11-20"), ("2026-11-24", "2026-11-23"), ("2026-11-22", "2026-11-20")],
)
def test_monday_looks_back_to_friday(today: str, wanted: str) -> None:
    day = datetime.date.fromisoformat
    assert changed.working_day_before(day(today)) == day(wanted)


def test_page_counts_who_typed_what(client: Client, made: Office) -> None:
    with typed_by(made.clerk):
        Figure.objects.filter(indicator=made.solved).update(value=40)
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("targets:changed_list") + "?year=2026").context["page"]
    (row,) = page.sections[1].rows
    assert row[0].text == "VKSND khu vực 4"
    assert row[1].text == "2", "both figures of the region are of today"
    assert row[4].text == str(made.clerk)


def test_days_that_cannot_be_shown_are_told_of(client: Client, made: Office) -> None:
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    for since, said in (
        ("31/02/2026", "Không có ngày 31/2/2026. Đang hiện thay đổi từ 20/11/2026."),
        ("abc", "không phải là ngày"),
        ("01/01/2099", "Ngày 01/1/2099 chưa đến: đang hiện thay đổi từ hôm nay."),
        ("1/1/1900", ""),
        ("1/1/2026", "Chỉ xem lại được 31 ngày: đang hiện thay đổi từ 22/10/2026."),
        ("30/10/2026", ""),
        ("", ""),
    ):
        answer = client.get(reverse("targets:changed_list"), {"since": since})
        assert said in answer.context["since_note"]
        assert answer.context["since_note"] in answer.content.decode().replace("&quot;", '"')
    assert f.TODAY == TODAY


def test_page_without_changes_explains_no_formulas(client: Client, made: Office) -> None:
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    asked = {"year": "2026", "field": f.field("Thi hành án").code}
    page = client.get(reverse("targets:changed_list"), asked).context["page"]
    assert [one.title for one in page.sections] == ["Kết quả thay đổi", "Số liệu đã nhập, sửa"]


def test_morning_tells_the_formula_of_each_change_once(made: Office) -> None:
    """Beneath what has changed, unless the target stands among those behind above."""
    march = Period.objects.months().get(ends_on=datetime.date(2026, 3, 31))
    acting = made.head.acting
    assert acting
    chosen = as_of(acting, {"year": "2026", "period": str(march.pk)}, TODAY)
    formulas = []
    for solved in (40, 51):
        since = now()
        Figure.objects.filter(indicator=made.solved).update(value=solved)
        page = morning.page(made.head, found(made, since), chosen, Filter(), today=TODAY, now=f.NOW)
        formulas.append([list(one.notes) for one in page.sections[:2]])
    told = f"Cách tính: {made.ratio.short_name} = Tin báo đã giải quyết : "
    (worse, after_worse), (better, after_better) = formulas
    assert worse[0].startswith(told)
    assert (after_worse, better) == ([], [])
    assert after_better[0].startswith(told)
