"""Phòng 9 looks at its field in the regions: one checked, one answered, one still asked."""

import datetime

from django.db.models import Sum

from meetings.demonstration.current import REGIONS
from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from targets import checking
from targets.checking import Part
from targets.models import Figure
from units.models import Appointment, Field, Person, Role

# Nobody's numbers: what stands behind the area code is zeros and a count.
PHONE = "0233 000 {:03}"


def play(staff: Staff, month: datetime.date, today: datetime.date) -> None:
    """The month's figures of Phòng 9's field with the most cases, in three regions."""
    _give_phones()
    asker = staff.user_of("QT2-P9", Role.UNIT_CLERK)
    field = _field(month)
    if asker is None or field is None:
        return
    asker.act_on(today)
    at = datetime.datetime.combine(today, datetime.time(8, 30), tzinfo=HANOI)
    checked, answered, asked = (
        Part(staff.units[code], field, month) for code in ("QT2-KV1", "QT2-KV2", "QT2-KV5")
    )
    checking.mark_checked(checked, by=asker, at=at)
    question = checking.ask(
        answered, text=_text(answered, "vụ, việc mới thụ lý trong"), by=asker, at=at
    )
    clerk = staff.user_of("QT2-KV2", Role.UNIT_CLERK)
    if clerk:
        checking.answer(
            question,
            text="Trong tháng Tòa án chuyển hồ sơ của 3 vụ tồn từ trước; đã đối chiếu sổ thụ lý.",
            by=clerk.act_on(today),
            at=at + datetime.timedelta(hours=2),
        )
    checking.ask(asked, text=_text(asked, "vụ, việc còn lại cuối"), by=asker, at=at)


def _text(part: Part, what: str) -> str:
    return (
        f"Số {what} tháng {part.month.month}/{part.month.year} lệch nhiều so với cùng kỳ. "
        "Đề nghị đơn vị đối chiếu sổ thụ lý và cho biết nguyên nhân."
    )


def _field(month: datetime.date) -> Field | None:
    """Of Phòng 9, with the most cases counted in the first region."""
    rows = Figure.objects.filter(unit__code="QT2-KV1", month=month, value__gt=0)
    own = rows.filter(indicator__field__unit__code="QT2-P9").values("indicator__field")
    found = own.annotate(cases=Sum("value")).order_by("-cases").first()
    return Field.objects.get(pk=found["indicator__field"]) if found else None


def _give_phones() -> None:
    held = Appointment.objects.filter(
        unit__code__in=REGIONS, role__in=[Role.UNIT_HEAD, Role.UNIT_CLERK], person__phone=""
    )
    people = list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))
    for number, person in enumerate(people, 1):
        person.phone = PHONE.format(number)
    Person.objects.bulk_update(people, ["phone"])
