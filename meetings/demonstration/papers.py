"""Instruments on their way and awards of the year before, so that their pages show something.

Fact: Quyết định 139 of 29/4/2020 stands in the place of Quyết định 379 of 2017. The rest is invented.
"""

import datetime

from meetings.demonstration.offices import Staff
from targets.models import Award, Instrument, WorkYear

AWARDS = (
    ("QT2-P9", "Tập thể lao động xuất sắc", "Hoàn thành sớm các chỉ tiêu án dân sự, hành chính"),
    ("QT2-KV5", "Tập thể lao động tiên tiến", "Không có tin báo quá hạn giải quyết trong năm"),
    ("QT2-VP", "Giấy khen", "Số hóa hồ sơ, phục vụ họp trực tuyến hai cấp"),
)


def fill(staff: Staff, today: datetime.date) -> None:
    old = Instrument.objects.filter(code="379/QĐ-VKSTC").first()
    new = Instrument.objects.filter(code="139/QĐ-VKSTC").first()
    if old and new and new.issued_on:
        Instrument.objects.filter(pk=old.pk).update(
            state=Instrument.State.REPLACED, replaced_by=new, replaced_on=new.issued_on
        )
    draft = Instrument.objects.create(
        kind=Instrument.Kind.PLAN,
        issuer="Viện kiểm sát nhân dân tỉnh Quảng Trị",
        subject="Kế hoạch chuyên đề nâng cao chất lượng kiểm sát việc giải quyết tin báo",
        state=Instrument.State.SUBMITTED,
        unit=staff.units["QT2"],
    )
    draft.bases.set(Instrument.objects.filter(code="96/2019/QH14"))
    year = WorkYear.objects.filter(ends_on__lt=today).first()
    if year is None:
        return
    Award.objects.bulk_create(
        Award(
            unit=staff.units[unit],
            work_year=year,
            title=title,
            reason=reason,
            decision_code=f"{number}/QĐ-VKS",
            decided_on=year.ends_on,
            decided_by="Viện trưởng VKSND tỉnh Quảng Trị",
        )
        for number, (unit, title, reason) in enumerate(AWARDS, 214)
    )
