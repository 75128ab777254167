"""An accepted month is shut: for the page, and for plain SQL of the role that serves."""

import pytest
from django.db import IntegrityError, connection, transaction

from targets.models import FigureCorrection, Submission
from tests import factories as f
from tests.factories import submissions
from tests.targets.figures_facts import Office, month, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
AUGUST = "2026-08"


@pytest.fixture
def made() -> Office:
    made = office()
    made.enter(made.solved, AUGUST, 7)
    return made


def accepted(made: Office) -> Submission:
    return submissions.submission(made.region, month(AUGUST), "accepted", by=made.staff)


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
    asked = submissions.correction(accepted(made), made.solved, made.clerk, old_value=7)
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
