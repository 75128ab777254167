"""What an appointment oversees on a day, as the rules read it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as f
from units.models import Appointment, Portfolio, Role, Succession
from units.overseeing import active_delegation, overseen

pytestmark = pytest.mark.django_db
MERGER = datetime.date(2025, 7, 1)


@pytest.fixture
def deputy() -> Appointment:
    return f.appointment(f.person("Lê Thị Hà"), f.province(), Role.PROVINCE_DEPUTY)


def test_nothing_given_covers_nothing(deputy: Appointment) -> None:
    held = overseen(deputy, f.TODAY)
    assert not held
    assert not held.covers(unit_id=deputy.unit_id, field_id=1)
    assert not held.covers()


def test_unit_is_overseen_with_all_that_it_succeeds(deputy: Appointment) -> None:
    district = f.region(deputy.unit, "VKSND huyện Cam Lộ")
    region = f.region(deputy.unit)
    Succession.objects.create(predecessor=district, successor=region, on=MERGER)
    f.portfolio(deputy, unit=region)
    assert overseen(deputy, f.TODAY).unit_ids == {region.pk, district.pk}
    assert overseen(deputy, f.TODAY).covers(unit_id=district.pk, field_id=None)


def test_field_is_overseen_in_every_unit_and_pair_only_in_one(deputy: Appointment) -> None:
    civil, criminal = f.field("Dân sự"), f.field("Hình sự")
    one, other = f.region(deputy.unit), f.region(deputy.unit, "VKSND khu vực 6")
    f.portfolio(deputy, field=civil)
    f.portfolio(deputy, field=criminal, unit=one)
    held = overseen(deputy, f.TODAY)
    assert held.field_ids == {civil.pk}
    assert held.pairs == {(one.pk, criminal.pk)}
    assert held.covers(unit_id=other.pk, field_id=civil.pk)
    assert held.covers(unit_id=one.pk, field_id=criminal.pk)
    assert not held.covers(unit_id=other.pk, field_id=criminal.pk)
    assert not held.covers(unit_id=one.pk)


def test_portfolio_counts_from_its_first_to_its_last_day(deputy: Appointment) -> None:
    region = f.region(deputy.unit)
    first, last = datetime.date(2026, 3, 1), datetime.date(2026, 5, 31)
    f.portfolio(deputy, unit=region, valid_from=first, valid_to=last)
    days = [first - datetime.timedelta(1), first, last, last + datetime.timedelta(1)]
    assert [bool(overseen(deputy, day)) for day in days] == [False, True, True, False]


def test_one_query_for_each_appointment_object_and_day(deputy: Appointment) -> None:
    f.portfolio(deputy, unit=f.region(deputy.unit))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert overseen(deputy, f.TODAY) is overseen(deputy, f.TODAY)
        overseen(deputy, datetime.date(2019, 1, 1))
    assert len(asked) == 2
    Portfolio.objects.all().delete()
    assert not overseen(Appointment.objects.get(pk=deputy.pk), f.TODAY)


def test_delegation_is_active_within_its_days_and_while_the_head_is_head(
    deputy: Appointment,
) -> None:
    head = f.appointment(f.person(), deputy.unit, Role.PROVINCE_HEAD)
    given = f.delegation(head, deputy, valid_from=f.TODAY, valid_to=f.TODAY)
    assert active_delegation(deputy, f.TODAY) == given
    assert active_delegation(head, f.TODAY) is None
    assert active_delegation(deputy, f.TODAY + datetime.timedelta(1)) is None
    Appointment.objects.filter(pk=head.pk).update(valid_to=datetime.date(2026, 11, 1))
    assert active_delegation(deputy, f.TODAY) is None
