"""A matter is opened once and told of by months; registers that may hold secrets keep counts."""

import datetime
from dataclasses import dataclass

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings import matters
from meetings.matters import narrative, recording, tallying
from meetings.matters.reading import age_words
from meetings.matters.recording import Overtaken, Said
from meetings.models import Matter, MatterCount, MatterRegister, MatterUpdate
from procuracy.web.errors import Refused
from targets.models import Period
from tests import factories as make
from tests.factories.figures import work_year
from tests.factories.matters import matter, matter_count, matter_register, matter_update
from units.models import Field, Role, Unit, User

pytestmark = pytest.mark.django_db
NOW, TODAY = make.NOW, make.TODAY
MONTH = TODAY.replace(day=1)
LAST = (MONTH - datetime.timedelta(days=1)).replace(day=1)
Kind = MatterUpdate.Kind


@dataclass
class World:
    province: Unit
    unit: Unit
    clerk: User
    chief: User
    field: Field
    register: MatterRegister


@pytest.fixture
def world() -> World:
    province = make.province()
    unit = make.department(province, "Phòng 1")
    return World(
        province,
        unit,
        make.user(Role.UNIT_CLERK, unit),
        make.user(Role.HEAD_OF_OFFICE, make.secretariat(province)),
        make.field(),
        matter_register(),
    )


def said(world: World, **more: object) -> Said:
    facts = {"number": "12/2026", "paper": "", "field": world.field, "opened_on": TODAY}
    return Said(**facts | more)  # type: ignore[arg-type]


def opened(world: World, **more: object) -> Matter:
    return recording.open_matter(
        world.register,
        world.unit,
        said(world, **more),
        stage="đang điều tra",
        by=world.clerk,
        at=NOW,
        month=MONTH,
    )


def told(world: World, row: Matter, **more: object) -> MatterUpdate:
    facts = {"stage": "", "text": "", "by": world.clerk, "at": NOW}
    return recording.update(row, MONTH, **facts | more)  # type: ignore[arg-type]


def test_matter_is_opened_once_and_updated_by_months(world: World) -> None:
    row = opened(world)
    told(world, row, stage="đang truy tố", text="Đã chuyển hồ sơ")
    told(world, row)
    row.refresh_from_db()
    kinds = list(row.updates.values_list("kind", "stage", "text"))
    assert kinds == [
        (Kind.OPENED, "đang điều tra", ""),
        (Kind.CHANGED, "đang truy tố", "Đã chuyển hồ sơ"),
        (Kind.UNCHANGED, "đang truy tố", ""),
    ]
    assert row.stage == "đang truy tố"
    with pytest.raises(ValidationError, match="đang được theo dõi"):
        opened(world)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"stage": "đã quên"}, "Chọn một giai đoạn của sổ này"),
        ({"month": MONTH.replace(month=12)}, "Tháng này chưa đến"),
        ({"month": LAST}, "đã cập nhật đến tháng 11/2026"),
    ],
)
def test_update_that_cannot_be_is_refused(
    world: World, wrong: dict[str, object], sentence: str
) -> None:
    row = opened(world)
    facts = {"month": MONTH, "stage": "", "text": "", "by": world.clerk, "at": NOW} | wrong
    with pytest.raises(Refused, match=sentence):
        recording.update(row, **facts)  # type: ignore[arg-type]
    assert row.updates.count() == 1


def test_second_writer_is_shown_the_first_ones_update(world: World) -> None:
    row = opened(world)
    seen = row.updates.get().pk
    first = told(world, row, text="Đã gửi công văn", seen=seen)
    with pytest.raises(Overtaken) as caught:
        told(world, row, text="Đã họp liên ngành", seen=seen)
    assert caught.value.update == first
    assert row.updates.count() == 2


def test_unchanged_for_all_leaves_out_what_was_told(world: World) -> None:
    done, _ = opened(world), opened(world, number="13/2026")
    old = matter(world.register, world.unit, number="1/2025")
    rows = Matter.objects.filter(unit=world.unit)
    told(world, done, text="Có kết luận giám định")
    assert list(recording.untold(rows, MONTH)) == [old]
    assert recording.keep_all(rows, MONTH, by=world.clerk, at=NOW) == 1
    assert recording.keep_all(rows, MONTH, by=world.clerk, at=NOW) == 0
    assert old.updates.last().kind == Kind.UNCHANGED  # type: ignore[union-attr]


def test_closed_with_its_reason_and_watched_again(world: World) -> None:
    row = opened(world)
    close = {"by": world.clerk, "at": NOW, "month": MONTH}
    with pytest.raises(Refused, match="một lý do kết thúc của sổ"):
        recording.close(row, on=TODAY, reason="khác", **close)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="không được trước ngày bắt đầu"):
        recording.close(row, on=LAST, reason="đình chỉ", **close)  # type: ignore[arg-type]
    recording.close(row, on=TODAY, reason="đình chỉ", **close)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert (row.closed_on, row.closing_reason) == (TODAY, "đình chỉ")
    with pytest.raises(Refused, match="đã kết thúc"):
        told(world, row)
    recording.reopen(row, reason="Phục hồi điều tra", by=world.clerk, at=NOW, month=MONTH)
    row.refresh_from_db()
    assert row.closed_on is None
    assert row.updates.last().kind == Kind.REOPENED  # type: ignore[union-attr]


def test_updates_are_only_added_to(world: World) -> None:
    update = opened(world).updates.get()
    with transaction.atomic(), pytest.raises(Exception, match="permission denied"):
        MatterUpdate.objects.filter(pk=update.pk).update(text="khác")


# Registers that keep counts only


def test_register_with_secrets_keeps_counts_until_the_head_of_office_decides(world: World) -> None:
    secret = matter_register("Án cấp ủy theo dõi", keeps_narrative=False, may_hold_secrets=True)
    world.register = secret
    with pytest.raises(Refused, match="chỉ ghi số lượng"):
        opened(world)
    narrative.switch(secret, is_on=True, reason="Đã rà soát", by=world.chief, at=NOW)
    row = opened(world, summary="Vụ án vận chuyển pháo nổ")
    with pytest.raises(Refused, match="đang ghi từng vụ"):
        narrative.switch(secret, is_on=True, reason="Lại", by=world.chief, at=NOW)
    assert matters.card(row, TODAY).summary == "Vụ án vận chuyển pháo nổ"
    # What was decided last holds: words are neither taken nor shown any more.
    narrative.switch(secret, is_on=False, reason="Có nguy cơ lộ bí mật", by=world.chief, at=NOW)
    assert matters.card(row, TODAY).summary == ""
    with pytest.raises(Refused, match="không ghi nội dung"):
        told(world, row, text="Đã họp liên ngành")
    assert [s.reason for s in secret.switches.all()] == ["Có nguy cơ lộ bí mật", "Đã rà soát"]


def test_decision_holds_in_one_province_and_its_heir_only(world: World) -> None:
    secret = matter_register("Án tham nhũng", keeps_narrative=False, may_hold_secrets=True)
    narrative.switch(secret, is_on=True, reason="Đã rà soát", by=world.chief, at=NOW)
    other = make.department(make.province("VKSND tỉnh Phú Yên"))
    heir = make.province("VKSND tỉnh mới")
    make.succession(world.province, heir)
    assert narrative.is_kept(world.unit, secret)
    assert not narrative.is_kept(other, secret)
    assert narrative.is_kept(make.department(heir), secret)


def test_register_with_secrets_cannot_keep_words_by_itself() -> None:
    with transaction.atomic(), pytest.raises(IntegrityError):
        matter_register(keeps_narrative=True, may_hold_secrets=True)


def tallied(world: World, month: datetime.date, opened: int, closed: int, **more: object) -> int:
    facts = {"opened": opened, "closed": closed, "by": world.clerk, "at": NOW} | more
    row = tallying.count(world.register, world.unit, month, **facts)  # type: ignore[arg-type]
    return row.standing


def test_count_follows_from_the_month_before(world: World) -> None:
    world.register = matter_register("Đánh bạc", keeps_narrative=False)
    with pytest.raises(Refused, match="lần đầu ghi sổ"):
        tallied(world, LAST, 1, 0)
    assert tallied(world, LAST, 1, 0, standing=4) == 4
    assert tallied(world, MONTH, 2, 1) == 5
    with pytest.raises(Refused, match="nhiều hơn số phải theo dõi"):
        tallied(world, MONTH, 0, 9, seen=5)
    with pytest.raises(Refused, match="vừa được người khác ghi"):
        tallied(world, MONTH, 0, 1)
    # A month corrected later carries its correction on.
    assert tallied(world, LAST, 3, 0, standing=6, seen=4) == 6
    assert MatterCount.objects.get(month=MONTH).standing == 7
    with pytest.raises(Refused, match="ghi từng vụ, việc"):
        tallying.count(
            matter_register(), world.unit, MONTH, opened=0, closed=0, by=world.clerk, at=NOW
        )


def test_correction_cannot_push_a_later_month_below_zero(world: World) -> None:
    world.register = matter_register("Đánh bạc", keeps_narrative=False)
    tallied(world, LAST, 0, 0, standing=4)
    tallied(world, MONTH, 0, 3)
    with pytest.raises(Refused, match="tháng 11/2026 còn dưới 0"):
        tallied(world, LAST, 0, 0, standing=2, seen=4)


def test_heir_begins_with_what_its_predecessors_had(world: World) -> None:
    register = matter_register("Đánh bạc", keeps_narrative=False)
    heir = make.department(world.province, "Phòng 11")
    for count in (2, 3):
        old = make.department(world.province, "Phòng cũ", valid_to=MONTH)
        make.succession(old, heir)
        matter_count(register, old, LAST, count)
    assert tallying.before(register, heir, MONTH) == 5


# What others ask


def test_card_tells_a_day_in_the_past(world: World) -> None:
    row = matter(world.register, world.unit, opened_on=datetime.date(2026, 2, 10))
    october = NOW.replace(month=10, day=20)
    matter_update(row, at=october, stage="đang truy tố", text="Đã chuyển hồ sơ")
    matter_update(row, at=NOW, kind=Kind.UNCHANGED, stage="đang truy tố")
    then = matters.card(row, datetime.date(2026, 9, 30))
    now = matters.card(row, TODAY)
    assert (then.stage, then.told, then.age) == ("đang điều tra", "", "7 tháng")
    assert (now.stage, now.told, now.told_on) == (
        "đang truy tố",
        "Đã chuyển hồ sơ",
        datetime.date(2026, 10, 20),
    )
    assert now.updated_month == MONTH
    assert now.facts()["opened_on"] == "2026-02-10"


def test_unit_watches_its_own_and_its_predecessors_matters(world: World) -> None:
    old = make.department(world.province, "Phòng cũ", valid_to=LAST)
    make.succession(old, world.unit)
    first = matter(world.register, old, opened_on=datetime.date(2026, 3, 1))
    second = matter(world.register, world.unit)
    matter(world.register, world.unit, closed_on=LAST, closing_reason="đình chỉ")
    matter(world.register, make.department(world.province))
    assert {card.pk for card in matters.of_unit(world.unit, TODAY)} == {first.pk, second.pk}


def test_news_are_what_changed_since_the_meeting_before(world: World) -> None:
    kind = make.meeting_kind()
    common = {"kind": kind, "invited": [world.unit], "concluded_at": NOW}
    held = NOW.replace(month=10, day=24)
    before = make.meeting(world.province, starts_at=held, state="closed", **common)
    meeting = make.meeting(world.province, starts_at=NOW, **common)
    row = matter(world.register, world.unit)
    matter_update(row, at=held - datetime.timedelta(days=1), text="Trước kỳ họp")
    matter_update(row, at=held + datetime.timedelta(days=9), text="Đã xét xử", stage="đang xét xử")
    matter_update(row, at=held + datetime.timedelta(days=10), kind=Kind.UNCHANGED)
    since = matters.since(meeting)
    assert since.previous == before
    assert [one.words for one in since.news] == ["có thay đổi: Đã xét xử. Giai đoạn: đang xét xử"]


def test_registers_that_grow_are_named_with_and_without_words(world: World) -> None:
    month = {"starts_on": MONTH, "ends_on": MONTH.replace(day=30), "label": "tháng 11"}
    period = Period.objects.create(work_year=work_year(2027), kind="month", number=2, **month)
    counted = matter_register("Đánh bạc", keeps_narrative=False)
    steady = matter_register("Án hủy")
    matter_count(counted, world.unit, LAST, 3)
    matter_count(counted, world.unit, MONTH, 5, opened=2)
    matter(steady, world.unit)
    matter(world.register, world.unit, closed_on=MONTH, closing_reason="đình chỉ")
    for _ in range(2):
        matter(world.register, world.unit, opened_on=MONTH)
    found = {
        (one.register.name, one.before, one.opened, one.closed, one.now)
        for one in matters.grown(world.province, period)
    }
    assert found == {("Đánh bạc", 3, 2, 0, 5), ("Vụ, việc tồn đọng", 1, 2, 1, 2)}


@pytest.mark.parametrize(
    ("opened_on", "words"),
    [
        (datetime.date(2026, 11, 10), "12 ngày"),
        (datetime.date(2026, 10, 23), "30 ngày"),
        (datetime.date(2026, 10, 22), "1 tháng"),
        (datetime.date(2025, 11, 22), "1 năm"),
        (datetime.date(2024, 8, 1), "2 năm 3 tháng"),
    ],
)
def test_age_is_counted_in_whole_months(opened_on: datetime.date, words: str) -> None:
    assert age_words(opened_on, datetime.date(2026, 11, 22)) == words
