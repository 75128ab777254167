"""What a kind of meeting asks units to report beforehand, section by section."""

from django.db import models
from django.db.models import Q

from targets.models.catalogue import CatalogueQuerySet

MOST_LETTERS = 20_000


class SectionSource(models.TextChoices):
    """Where a section's lines come from; the unit writes its own words below them."""

    OWN = "own", "đơn vị tự viết"
    FIGURES = "figures", "kết quả chỉ tiêu"
    UNMET = "unmet", "chỉ tiêu chưa đạt, giải trình"
    COMMITMENTS = "commitments", "cam kết"
    OVERDUE = "overdue", "nhiệm vụ quá hạn, chưa xong"
    MATTERS = "matters", "vụ, việc theo dõi"
    DIFFICULTIES = "difficulties", "khó khăn, đề xuất"
    SPEECH = "speech", "phát biểu tại hội nghị"


class SectionHabits(models.Model):
    """What a section is: the same in the kind's row and in the reports opened from it."""

    order = models.PositiveSmallIntegerField("thứ tự")
    source = models.CharField(
        "nội dung", max_length=12, choices=SectionSource, default=SectionSource.OWN
    )
    title = models.CharField("tên mục", max_length=200)
    hint = models.CharField("gợi ý cho người viết", max_length=500, blank=True)
    is_required = models.BooleanField("phải có nội dung", default=False)
    max_length = models.PositiveIntegerField("số ký tự nhiều nhất", default=MOST_LETTERS)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_speech(self) -> bool:
        return self.source == SectionSource.SPEECH


class KindSectionQuerySet(CatalogueQuerySet["KindSection"]):
    pass


class KindSection(SectionHabits):
    """Mục báo cáo of a kind of meeting. Reports already opened keep the sections they have."""

    kind = models.ForeignKey(
        "meetings.MeetingKind", models.CASCADE, related_name="sections", verbose_name="loại"
    )

    objects = KindSectionQuerySet.as_manager()

    class Meta:
        verbose_name = "mục báo cáo của loại hội nghị"
        ordering = ["kind", "order"]
        constraints = [
            models.UniqueConstraint(
                name="kind_section_order",
                fields=["kind", "order"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Hai mục báo cáo trùng số thứ tự.",
            ),
            models.CheckConstraint(
                name="kind_section_length",
                condition=Q(max_length__range=(100, MOST_LETTERS)),
                violation_error_message="Số ký tự nhiều nhất của một mục từ 100 đến 20.000.",
            ),
        ]
