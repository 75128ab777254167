"""Cards of targets beside the entry page say what stands behind a result, as boards do."""

import pytest
from django.test import Client
from django.urls import reverse

from targets.models import FigureCorrection
from tests.factories.submissions import correction, submission
from tests.targets.figures_facts import Office, month, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
SMALL = "số nhỏ: mẫu số 4"


@pytest.fixture
def made() -> Office:
    """3 of 4 solved in October, which is accepted and corrected."""
    made = office()
    made.assign(made.ratio)
    made.ratio.target_set.small_below = 10
    made.ratio.target_set.save()
    made.enter(made.solved, "2025-10", 3)
    made.enter(made.remaining, "2025-10", 1)
    return made


def corrected(made: Office) -> None:
    row = submission(made.region, month("2025-10"), "accepted", by=made.staff)
    asked = correction(row, made.solved, made.clerk, old_value=3, new_value=4)
    seat = made.staff.acting
    FigureCorrection.objects.filter(pk=asked.pk).update(
        state="approved", decided_by=seat, decided_at=asked.asked_at
    )


def card(client: Client, made: Office) -> str:
    page = client.get(reverse("targets:figure_entry", args=[made.region.pk, month("2025-11")]))
    text = page.content.decode()
    start = text.index(f'id="target-{made.ratio.pk}"')
    return text[start : text.index("</div>", start)]


def test_small_numbers_and_corrected_figures_are_marked(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    small = card(client, made)
    assert "ⁿ" in small
    assert SMALL in small
    assert "†" not in small
    corrected(made)
    both = card(client, made)
    assert "ⁿ†" in both
    assert "số nhỏ, số liệu đã điều chỉnh" in both


def test_saved_cell_answers_with_the_marks(client: Client, made: Office) -> None:
    corrected(made)
    client.force_login(made.clerk)
    url = reverse("targets:figure_save", args=[made.region.pk, month("2025-11"), made.solved.pk])
    answer = client.post(url, {f"f-{made.solved.pk}": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "†" in answer.content.decode()
