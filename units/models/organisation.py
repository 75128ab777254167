"""Units, their names and their successions, all with dates."""

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import connection, models
from django.db.models import Case, F, Func, OuterRef, Q, Subquery, Value, When

if TYPE_CHECKING:
    from units.models.accounts import User

VIETNAMESE = "vietnamese"


class DateSpan(Func):
    """`daterange(valid_from, valid_to, '[]')`: both days included, an open side is unbounded."""

    function = "DATERANGE"

    def __init__(self) -> None:
        super().__init__(F("valid_from"), F("valid_to"), Value("[]"))


def in_force(on: datetime.date, prefix: str = "") -> Q:
    """Rows whose lifetime includes the day `on`."""
    started = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    not_ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    return started & not_ended


class Field(models.Model):
    """Lĩnh vực, khâu công tác."""

    code = models.SlugField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=120, db_collation=VIETNAMESE)
    short_name = models.CharField("tên gọn", max_length=60)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "lĩnh vực"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing(self, on: datetime.date) -> "UnitQuerySet":
        return self.filter(in_force(on))

    def named(self, on: datetime.date) -> "UnitQuerySet":
        """Adds `name`, `short_name` as they were on a day.

        For an ended unit its last ones, for one yet to begin its first ones (as `Unit.naming`).
        """
        started = Case(When(valid_from__gt=on, then=None), default=F("valid_from"))
        names = UnitName.objects.filter(unit=OuterRef("pk")).order_by(
            Case(When(valid_from__gt=on, then=1), default=0),
            started.desc(nulls_last=True),
            "valid_from",
        )
        return self.annotate(
            name=Subquery(names.values("name")[:1]),
            short_name=Subquery(names.values("short_name")[:1]),
        )

    def short_names(self, on: datetime.date) -> dict[int, str]:
        """Key → short name as it was on a day, in the order of the rows; one query, no units."""
        rows: models.QuerySet[Any, Any] = self.named(on)
        return dict(rows.values_list("pk", "short_name"))

    def offices(self) -> "UnitQuerySet":
        """Units with their own seal, register, meetings and notices."""
        return self.exclude(kind=Unit.Kind.DEPARTMENT)

    def of_office(self, office: "Unit") -> "UnitQuerySet":
        """The office itself and what stands directly below it."""
        return self.filter(Q(pk=office.pk) | Q(parent=office))

    def visible_to(self, user: "User") -> "UnitQuerySet":
        """Everybody signed in with a position sees the organisation; nobody else does."""
        return self if user.acting else self.none()


class Unit(models.Model):
    """A legal body with a lifetime. Its names are dated rows; it is never renamed in place."""

    class Kind(models.TextChoices):
        PROVINCE = "province", "tỉnh"
        DEPARTMENT = "department", "phòng"
        DISTRICT = "district", "huyện"
        REGION = "region", "khu vực"

    code = models.SlugField("mã", max_length=20, unique=True)
    kind = models.CharField("loại", max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField("số", null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="trực thuộc",
        related_name="children",
        null=True,
        blank=True,
    )
    fields = models.ManyToManyField(Field, verbose_name="lĩnh vực", blank=True)
    is_secretariat = models.BooleanField("là Văn phòng", default=False)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    source = models.TextField("nguồn", blank=True)
    is_assumed = models.BooleanField("chưa kiểm chứng", default=False)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    # Given by UnitQuerySet.named().
    name: str
    short_name: str

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="unit_lifetime",
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc không được trước ngày thành lập.",
            ),
            models.CheckConstraint(
                name="unit_parent",
                condition=Q(kind="province", parent__isnull=True)
                | (~Q(kind="province") & Q(parent__isnull=False)),
                violation_error_message=(
                    "Chỉ VKSND cấp tỉnh không có đơn vị cấp trên trong hệ thống."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.__dict__.get("short_name") or self.code

    @property
    def is_office(self) -> bool:
        """Has its own seal and register; a department issues through its province."""
        return self.kind != self.Kind.DEPARTMENT

    @property
    def office(self) -> "Unit":
        if self.is_office or self.parent is None:
            return self
        return self.parent

    def exists_on(self, on: datetime.date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def naming(self, on: datetime.date) -> "UnitName":
        """The dated name in force on a day; for a day outside its life the nearest one."""
        return in_use(list(self.names.all()), on)


class UnitName(models.Model):
    """The names and symbols of a unit from–to; old printouts keep the old ones."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name="đơn vị")
    name = models.CharField("tên đầy đủ", max_length=200, db_collation=VIETNAMESE)
    short_name = models.CharField("tên gọn", max_length=80, db_collation=VIETNAMESE)
    place_name = models.CharField("địa danh", max_length=60, blank=True)
    symbol = models.CharField("ký hiệu trên văn bản", max_length=20, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "tên đơn vị"
        ordering = ["unit", F("valid_from").asc(nulls_first=True)]
        constraints = [
            ExclusionConstraint(
                name="unit_name_no_overlap",
                expressions=[("unit", RangeOperators.EQUAL), (DateSpan(), RangeOperators.OVERLAPS)],
                violation_error_message="Hai tên của một đơn vị không được trùng thời gian.",
            )
        ]

    def __str__(self) -> str:
        return self.name


def in_use(names: list[UnitName], on: datetime.date) -> UnitName:
    """Of a unit's names in their order the one of a day; outside its life the nearest one."""
    started = [row for row in names if row.valid_from is None or row.valid_from <= on]
    return started[-1] if started else names[0]


class Succession(models.Model):
    """Kế thừa: `predecessor` ended, `successor` follows it from the day `on`."""

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="successions", verbose_name="đơn vị trước"
    )
    successor = models.ForeignKey(
        Unit, models.PROTECT, related_name="inheritances", verbose_name="đơn vị kế thừa"
    )
    on = models.DateField("từ ngày")
    source = models.TextField("căn cứ, nguồn", blank=True)
    is_assumed = models.BooleanField("chưa kiểm chứng", default=False)
    # The decision it belongs to; none for what was known before the assistant was used.
    reorganisation = models.ForeignKey(
        "units.Reorganisation",
        models.PROTECT,
        related_name="successions",
        verbose_name="sắp xếp tổ chức",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "kế thừa"
        constraints = [
            models.UniqueConstraint(
                name="succession_once",
                fields=["predecessor", "successor"],
                violation_error_message="Quan hệ kế thừa này đã được ghi.",
            ),
            models.CheckConstraint(
                name="succession_two_units",
                condition=~Q(predecessor=F("successor")),
                violation_error_message="Một đơn vị không thể kế thừa chính mình.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


_LINEAGE = """
WITH RECURSIVE line(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT s.predecessor_id FROM units_succession s JOIN line ON s.successor_id = line.id
)
SELECT u.id, u.id IN (SELECT id FROM line) AS own
FROM units_unit u
WHERE u.id IN (SELECT id FROM line) OR u.parent_id IN (SELECT id FROM line)
"""


def lineage(unit: Unit) -> tuple[frozenset[int], frozenset[int]]:
    """(ids of the unit and all it succeeds, the same plus what stands below each of them)."""
    with connection.cursor() as cursor:
        cursor.execute(_LINEAGE, [[unit.pk]])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return frozenset(r[0] for r in rows if r[1]), frozenset(r[0] for r in rows)
