"""An office with regions, a work year and its months: what a year's calendar is made from."""

import datetime
from dataclasses import dataclass

from meetings.models import MeetingKind
from meetings.scheduling.series import Wanted
from targets import years
from targets.models import Holiday, WorkYear
from tests import factories as make
from units.models import Appointment, Role, Unit, User

TODAY = make.TODAY


@dataclass
class Calendar:
    province: Unit
    office: Unit
    regions: list[Unit]
    heads: list[User]
    clerk: User
    chair: Appointment
    year: WorkYear

    def wanted(self, kind: MeetingKind, **more: object) -> Wanted:
        facts = {"chair": self.chair, "place": "Hội trường tỉnh"} | more
        return Wanted(kind=kind, organiser=self.province, year=self.year, **facts)  # type: ignore[arg-type]


def calendar() -> Calendar:
    """Work year 2027 (1/10/2026–30/9/2027) of a province with three regions."""
    province = make.province()
    office = make.secretariat(province)
    regions = [make.region(province, f"VKSND khu vực {no}") for no in (1, 2, 3)]
    chair = make.user(Role.PROVINCE_HEAD, province, position="Viện trưởng").acting
    assert chair
    year = make.work_year(2027)
    years.derive_periods(year)
    return Calendar(
        province=province,
        office=office,
        regions=regions,
        heads=[make.user(Role.UNIT_HEAD, region) for region in regions],
        clerk=make.user(Role.OFFICE_STAFF, office),
        chair=chair,
        year=year,
    )


def weekly(**more: object) -> MeetingKind:
    facts = {
        "name": "Giao ban lãnh đạo tuần",
        "title_template": "Giao ban lãnh đạo tuần",
        "audience": MeetingKind.Audience.LEADERSHIP,
        "weekday": 1,
    }
    return make.meeting_kind(**facts | more)


def monthly(**more: object) -> MeetingKind:
    facts = {"period_kind": "month", "audience": "all", "days_after": 5, "report_days": 2}
    return make.meeting_kind(**facts | more)


def quarterly(**more: object) -> MeetingKind:
    facts = {"name": "Giao ban quý", "period_kind": "quarter", "hosted_in_turn": True}
    return monthly(**facts | more)


def holiday(day: str, name: str = "Tết Nguyên đán", **more: object) -> Holiday:
    return Holiday.objects.create(on=datetime.date.fromisoformat(day), name=name, **more)
