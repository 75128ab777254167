"""What a consolidated report consists of: rows, so that an office may change them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from meetings.models.kind_sections import SectionSource
from meetings.models.kinds import MeetingKind
from meetings.models.matter_registers import MatterRegister
from targets.models.catalogue import CatalogueQuerySet
from units.models import Unit


class OutlineSource(models.TextChoices):
    """Where the sentence of a line comes from."""

    HEADING = "heading", "đề mục"
    OWN = "own", "Văn phòng tự viết"
    FIGURES = "figures", "dòng thống kê"
    TARGET = "target", "chỉ tiêu"
    REGISTER = "register", "sổ theo dõi vụ, việc"
    SECTION = "section", "mục báo cáo của các đơn vị"
    DIFFICULTIES = "difficulties", "khó khăn, đề xuất của các đơn vị"
    OVERDUE = "overdue", "nhiệm vụ theo kết luận quá hạn"
    LATE = "late", "báo cáo phục vụ hội nghị gửi chậm, chưa gửi"


class OutlineLineQuerySet(CatalogueQuerySet["OutlineLine"]):
    def of(self, kind: MeetingKind, office: Unit) -> "OutlineLineQuerySet":
        """Of a district's office the same as of a region's, which took its place."""
        is_province = office.kind == Unit.Kind.PROVINCE
        wanted = Unit.Kind.PROVINCE if is_province else Unit.Kind.REGION
        return self.filter(kind=kind, office_kind=wanted)


class OutlineLine(models.Model):
    """Dòng của đề cương báo cáo tổng hợp: a heading, or a line with where its numbers come from.

    `template` is a sentence with the places that `meetings.consolidating.places` knows.
    """

    kind = models.ForeignKey(
        MeetingKind, models.CASCADE, related_name="outline", verbose_name="loại hội nghị"
    )
    office_kind = models.CharField(
        "cơ quan",
        max_length=12,
        choices=[(k.value, k.label) for k in (Unit.Kind.PROVINCE, Unit.Kind.REGION)],
        default=Unit.Kind.PROVINCE,
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        related_name="children",
        verbose_name="thuộc đề mục",
        null=True,
        blank=True,
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    source = models.CharField(
        "nội dung", max_length=12, choices=OutlineSource, default=OutlineSource.HEADING
    )
    # Numbered where there is one; a line without is a paragraph below its heading.
    title = models.CharField("tên đề mục, tên dòng", max_length=300, blank=True)
    template = models.TextField("câu mẫu", max_length=1000, blank=True)
    # Codes, in the order in which the sentence counts them: {so}, {so_2}, …
    indicators = ArrayField(
        models.SlugField(max_length=20), verbose_name="mã dòng thống kê", default=list, blank=True
    )
    # By code: a set of targets is replaced by another one that has the same codes.
    target = models.CharField("mã chỉ tiêu", max_length=20, blank=True)
    register = models.ForeignKey(
        MatterRegister,
        models.PROTECT,
        related_name="+",
        verbose_name="sổ theo dõi",
        null=True,
        blank=True,
    )
    section = models.CharField(
        "mục báo cáo của đơn vị", max_length=12, choices=SectionSource, blank=True
    )

    objects = OutlineLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng đề cương báo cáo tổng hợp"
        ordering = ["kind", "office_kind", "order", "pk"]
        indexes = [models.Index(fields=["kind", "office_kind"], name="outline_line_of_kind")]
        constraints = [
            models.CheckConstraint(
                name="outline_line_not_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message="Một đề mục không thuộc chính nó.",
            ),
            models.CheckConstraint(
                name="outline_line_heading_titled",
                condition=~Q(source="heading") | ~Q(title=""),
                violation_error_message="Đề mục phải có tên.",
            ),
            models.CheckConstraint(
                name="outline_line_figures",
                condition=~Q(source="figures") | ~Q(indicators=[]),
                violation_error_message="Ghi ít nhất một mã dòng thống kê.",
            ),
            models.CheckConstraint(
                name="outline_line_target",
                condition=Q(source="target") ^ Q(target=""),
                violation_error_message="Dòng lấy từ chỉ tiêu phải có mã chỉ tiêu.",
            ),
            models.CheckConstraint(
                name="outline_line_register",
                condition=Q(source="register") ^ Q(register__isnull=True),
                violation_error_message="Dòng lấy từ sổ theo dõi phải chọn sổ.",
            ),
            models.CheckConstraint(
                name="outline_line_section",
                condition=Q(source="section") ^ Q(section=""),
                violation_error_message="Dòng trích báo cáo đơn vị phải chọn mục báo cáo.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.template[:60] or self.get_source_display()

    @property
    def is_heading(self) -> bool:
        return self.source == OutlineSource.HEADING
