"""Two people list what is to be looked at again in one moment: no finding is taken up twice."""

import datetime

import pytest

from meetings.inspections import repeating
from meetings.models import Inspection, InspectionFinding
from tests import factories as make
from tests.factories.inspections import MARCH, concluded
from tests.meetings.test_attendance_race import WAIT, Acts, held, wait_for_a_lock
from units.models import Role


@pytest.mark.django_db(transaction=True)
def test_who_waits_takes_up_nothing_that_another_one_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """In another month, so that no constraint of the list would stop the second one."""
    province = make.province()
    lead, unit = make.department(province, "Phòng 1"), make.region(province)
    clerks = [make.user(Role.OFFICE_STAFF, make.secretariat(province)) for _ in range(2)]
    year = make.work_year(2027)
    concluded(province, unit, lead, clerks[0])

    def made(place: int, month: datetime.date) -> repeating.Made:
        return repeating.make(
            province,
            [province.pk],
            year,
            [unit.pk],
            month=month,
            lead=None,
            by=clerks[place],
            at=make.NOW,
        )

    reached, go = held(monkeypatch, repeating, "_carry")
    acts = Acts()
    acts.start("first", lambda: made(0, MARCH.replace(month=8)))
    assert reached.wait(WAIT)
    acts.start("second", lambda: made(1, MARCH.replace(month=9)))
    wait_for_a_lock()
    go.set()
    acts.join()
    assert acts.answers == {"first": repeating.Made(1, 1), "second": repeating.Made()}
    again = Inspection.objects.get(mode=Inspection.Mode.AGAIN)
    assert again.planned_month == MARCH.replace(month=8)
    assert InspectionFinding.objects.filter(carried_from__isnull=False).count() == 1
