"""An accepted month is shut: for the page, and for plain SQL of the role that serves."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from targets.models import FigureCorrection, Submission
from tests import factories as f
from tests.targets.figures_facts import Office, month, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
AUGUST = "2026-08"


@pytest.fixture
def made() -> Office:
    made = office()
    made.enter(made.solved, AUGUST, 7)
    return made


def accepted(made: Office) -> Submission:
    sender, receiver = f.user("unit_head", made.region).acting, made.staff.acting
    return Submission.objects.create(
        unit=made.region,
        month=month(AUGUST),
        state="accepted",
        sent_at=f.NOW,
        sent_by=sender,
        approved_at=f.NOW,
        accepted_at=f.NOW + datetime.timedelta(hours=1),
        accepted_by=receiver,
    )


REFUSED = [
    "UPDATE targets_figure SET value = 8",
    "DELETE FROM targets_figure",
    "UPDATE targets_figure SET month = '2026-07-01'",
    "INSERT INTO targets_figure (indicator_id, unit_id, month, value, entered_by_id, entered_at) "
    "SELECT i.id, unit_id, month, 5, entered_by_id, now() FROM targets_figure, "
    "targets_indicator i WHERE i.nature = 'stock'",
    "UPDATE targets_submission SET state = 'draft', sent_at = NULL",
    "DELETE FROM targets_submission",
]


def test_plain_sql_changes_an_accepted_month_in_no_way(made: Office) -> None:
    accepted(made)
    for statement in REFUSED:
        with (
            pytest.raises(IntegrityError, match="tiếp nhận"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert made.stored(made.solved, AUGUST) == "7.00"


def test_only_the_approved_correction_opens_its_figure(made: Office) -> None:
    row = accepted(made)
    asked = FigureCorrection.objects.create(
        submission=row,
        indicator=made.solved,
        old_value=7,
        new_value=9,
        reason="Đếm sót 2 tin",
        asked_by=made.clerk.acting,
        asked_at=f.NOW,
    )
    change = "UPDATE targets_figure SET value = %s"
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(change, [9])
        FigureCorrection.objects.filter(pk=asked.pk).update(
            state="approved", decided_by=made.staff.acting, decided_at=f.NOW
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(change, [8])
        cursor.execute(change, [9])
        with pytest.raises(IntegrityError, match="quyết định"), transaction.atomic():
            cursor.execute("UPDATE targets_figurecorrection SET new_value = 12")
    assert made.stored(made.solved, AUGUST) == "9.00"
