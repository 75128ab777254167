"""An office with its people, and a meeting in session: what tests of meetings stand on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from meetings.conclusion import concluding
from meetings.models import ConclusionOverride, Meeting
from tests import factories as make
from units.models import Role, Unit, User


@dataclass
class Stage:
    """Quảng Trị with its Văn phòng, a department and a region; `meeting` invites the last two."""

    province: Unit
    office: Unit
    department: Unit
    region: Unit
    clerk: User
    meeting: Meeting


def stage(**meeting: Any) -> Stage:
    province = make.province()
    office = make.secretariat(province)
    department = make.department(province)
    region = make.region(province)
    invited = meeting.pop("invited", [department, region])
    return Stage(
        province,
        office,
        department,
        region,
        make.user(Role.OFFICE_STAFF, office),
        make.meeting(province, invited=invited, **meeting),
    )


def in_session(**meeting: Any) -> Stage:
    return stage(state=Meeting.State.IN_SESSION, opened_at=make.NOW, **meeting)


def conclude(here: Stage) -> None:
    """Whatever is missing."""
    here.meeting.refresh_from_db()
    concluding.conclude(here.meeting, by=here.clerk, at=make.NOW, reasons=ANYHOW)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


HTMX = {"HX-Request": "true"}
# A reason for everything that may be missing when a meeting is concluded.
ANYHOW = dict.fromkeys(ConclusionOverride.Rule.values, "Bổ sung sau hội nghị")


def save_row(
    client: Client, meeting: Meeting, key: UUID | None = None, *, htmx: bool = True, **typed: Any
) -> HttpResponse:
    """What the desk sends while somebody types."""
    data = {"kind": "report", "speaker_text": "Viện trưởng", "version": 0, "text": "Ý kiến"} | typed
    address = reverse("meetings:intervention_save", args=[meeting.pk, key or uuid4()])
    answer: Any = client.post(address, data, headers=HTMX if htmx else {})
    return answer


def page(name: str, *args: Any) -> str:
    return reverse(f"meetings:{name}", args=args)


def words(response: Any) -> str:
    return response.content.decode()
