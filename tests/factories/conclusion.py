"""Papers of a meeting, what was kept of it, and what its chair asks."""

from typing import Any

from meetings.models import ChairQuestion, Invitation, Meeting, MinutesDocument, MinutesVersion
from meetings.papers.minutes_content import content, digest
from tests.factories.common import NOW
from units.models import Unit, User


def invitation(of: Meeting, **more: Any) -> Invitation:
    return Invitation.objects.create(
        meeting=of,
        subject=more.pop("subject", "Dự hội nghị giao ban"),
        invited=more.pop("invited", "Lãnh đạo các phòng"),
        event=more.pop("event", "Hội nghị giao ban"),
        chair=more.pop("chair", "Viện trưởng"),
        time=more.pop("time", "08 giờ 00"),
        place=more.pop("place", "Hội trường"),
        recipients_text=more.pop("recipients_text", "Như trên"),
        signer=more.pop("signer", of.chair),
        **more,
    )


def minutes_version(of: Meeting, by: User, **more: Any) -> MinutesVersion:
    said = content(of)
    number = more.pop("number", 1)
    return MinutesVersion.objects.create(
        meeting=of, number=number, content=said, sha256=digest(said), by=by, at=NOW, **more
    )


def minutes_document(version: MinutesVersion, **more: Any) -> MinutesDocument:
    meeting = version.meeting
    return MinutesDocument.objects.create(
        meeting=meeting,
        version=version,
        subject=more.pop("subject", meeting.title),
        recipients_text=more.pop("recipients_text", "Như thành phần dự"),
        signer=more.pop("signer", meeting.chair),
        secretary=more.pop("secretary", meeting.chair),
        **more,
    )


def chair_question(of: Meeting, where: Unit, by: User, **more: Any) -> ChairQuestion:
    return ChairQuestion.objects.create(
        meeting=of,
        key=more.pop("key", f"late-{where.pk}"),
        kind=more.pop("kind", ChairQuestion.Kind.LATE),
        unit=where,
        text=more.pop("text", "Vì sao báo cáo chậm?"),
        by=by,
        at=NOW,
        **more,
    )
