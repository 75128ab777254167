"""The invitation to a meeting, from draft to release."""

from django.db import models
from django.db.models import Q

from meetings.models.meeting_papers import MeetingPaperQuerySet
from meetings.models.meetings import Meeting
from units.models.papers import Paper, paper_constraints


class InvitationQuerySet(MeetingPaperQuerySet["Invitation"]):
    tells_rows = False


class Invitation(Paper):
    """Giấy mời, Mẫu 1.7. A meeting that was moved is called anew by another one."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="invitations", verbose_name="hội nghị"
    )
    # Who is asked to come, one a line; guests are outside the two tiers and get it on paper.
    invited = models.TextField("trân trọng kính mời", max_length=10000)
    guests = models.TextField("khách mời ngoài ngành", max_length=5000, blank=True)
    event = models.TextField("tới dự", max_length=1000)
    chair = models.CharField("chủ trì", max_length=300)
    time = models.CharField("thời gian", max_length=300)
    place = models.TextField("địa điểm", max_length=1000)
    notes = models.TextField("những điểm cần chú ý", max_length=5000, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy mời"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="invitation_one_unissued",
                fields=["meeting"],
                condition=Q(document__isnull=True),
                violation_error_message="Hội nghị đang có một giấy mời chưa phát hành.",
            ),
            *paper_constraints("invitation"),
        ]
