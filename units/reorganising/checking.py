"""Why a reorganisation is not possible: each rule says so in one sentence."""

from collections import Counter
from collections.abc import Callable

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Reorganisation, Unit, UnitName
from units.models.organisation import lineage
from units.permissions import is_ours
from units.reorganising.drafts import Cast, NewUnit

Kind = Reorganisation.Kind


class OnlyRenamed(Refused):
    """The same body under another name: that is a dated name, not a succession."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(
            f"{unit.short_name} chỉ đổi tên, không phải sắp xếp: ghi tên mới có ngày bắt đầu ở "
            "trang của đơn vị."
        )
        self.unit = unit


def check(cast: Cast) -> None:
    """Refused with the first reason found."""
    for rule in RULES:
        rule(cast)


def _named(units: list[Unit]) -> str:
    return ", ".join(unit.short_name for unit in units)


def has_source(cast: Cast) -> None:
    if not cast.sources or len(cast.sources) < len(set(cast.draft.source_ids)):
        raise Refused("Chưa chọn đơn vị kết thúc: chọn ít nhất một đơn vị được sắp xếp.")


def has_target(cast: Cast) -> None:
    if not cast.targets and not cast.new:
        raise Refused("Chưa có đơn vị kế thừa: chọn đơn vị đang hoạt động hoặc nhập đơn vị mới.")


def target_is_another(cast: Cast) -> None:
    if both := [unit for unit in cast.targets if unit in cast.sources]:
        raise Refused(
            f"{_named(both)} vừa kết thúc vừa kế thừa chính mình: bỏ khỏi một trong hai danh sách."
        )


def target_stands_beside(cast: Cast) -> None:
    """What follows a body cannot stand below it: that one ends."""
    ended = {unit.pk for unit in cast.sources}
    if below := [unit for unit in cast.targets if unit.parent_id in ended]:
        raise Refused(
            f"{_named(below)} trực thuộc đơn vị sẽ kết thúc nên không kế thừa đơn vị đó được."
        )
    if cast.draft.office.pk in ended and any(new.kind != Unit.Kind.PROVINCE for new in cast.new):
        office = cast.draft.office.naming(cast.draft.on).short_name
        raise Refused(f"Đơn vị mới sẽ trực thuộc {office}, là đơn vị sẽ kết thúc.")


def numbers_fit_kind(cast: Cast) -> None:
    before, after = len(cast.sources), len(cast.targets) + len(cast.new)
    kind = cast.draft.kind
    if kind == Kind.SPLIT and after < 2:
        raise Refused(
            "Chia tách phải ra từ hai đơn vị trở lên; chỉ có một đơn vị kế thừa là sáp nhập, "
            "chuyển đổi hoặc đổi tên."
        )
    if kind == Kind.SPLIT and before > 1:
        raise Refused("Mỗi lần chia tách một đơn vị: bỏ bớt đơn vị kết thúc.")
    if kind == Kind.MERGE and after > 1:
        raise Refused("Sáp nhập về một đơn vị: chọn một đơn vị kế thừa.")
    if kind == Kind.CONVERT and (before, after) != (1, 1):
        raise Refused("Chuyển đổi là một đơn vị thành một đơn vị loại khác.")
    if kind == Kind.MOVE and before != after:
        raise Refused("Chuyển sang tỉnh khác: mỗi đơn vị chuyển đi có một đơn vị kế thừa.")


def is_more_than_a_name(cast: Cast) -> None:
    if cast.is_move or len(cast.sources) != 1 or len(cast.new) != 1 or cast.targets:
        return
    old, new = cast.sources[0], cast.new[0]
    if new.kind == old.kind and (old.parent_id in (None, cast.draft.office.pk)):
        raise OnlyRenamed(old)
    if cast.draft.kind == Kind.MERGE:
        raise Refused("Sáp nhập cần từ hai đơn vị: một đơn vị thành một đơn vị mới là chuyển đổi.")


def day_is_within_lives(cast: Cast) -> None:
    on = cast.draft.on
    for unit in cast.sources:
        if unit.valid_to is not None and unit.valid_to < on:
            raise Refused(
                f"{unit.short_name} đã kết thúc ngày {screen_day(unit.valid_to)}. Nếu chỉ thiếu "
                "quan hệ kế thừa, ghi ở mục “Còn thiếu” của trang Sắp xếp tổ chức."
            )
        if unit.valid_from is not None and on <= unit.valid_from:
            raise Refused(
                f"{unit.short_name} hoạt động từ ngày {screen_day(unit.valid_from)}: "
                "ngày sắp xếp phải sau ngày đó."
            )
    for unit in cast.targets:
        if not unit.exists_on(on):
            raise Refused(f"{unit.short_name} không hoạt động vào ngày {screen_day(on)}.")


def names_are_before_the_day(cast: Cast) -> None:
    """The last name of a body that ends must have begun."""
    begun = UnitName.objects.filter(unit__in=cast.sources, valid_from__gte=cast.draft.on)
    if late := begun.select_related("unit").first():
        raise Refused(
            f"Tên “{late.short_name}” chỉ dùng từ ngày {screen_day(late.valid_from)}, "  # type: ignore[arg-type]
            "sau ngày sắp xếp: sửa tên hoặc chọn ngày khác."
        )


def nothing_is_left_below(cast: Cast) -> None:
    below = Unit.objects.filter(parent__in=cast.sources).existing(cast.draft.on)
    left = list(below.exclude(pk__in=cast.draft.source_ids).named(cast.draft.on)[:6])
    if left:
        more = "…" if len(left) > 5 else ""
        raise Refused(
            f"Còn đơn vị trực thuộc đang hoạt động ({_named(left[:5])}{more}): "
            "sắp xếp các đơn vị đó trước."
        )


def is_own(cast: Cast) -> None:
    acting = cast.by.acting
    assert acting is not None  # asked by the rule of the page
    others = [u for u in [*cast.sources, *cast.targets] if not is_ours(acting, u)]
    if others or not is_ours(acting, cast.draft.office):
        raise Refused(
            f"{_named(others)} thuộc tỉnh khác: Văn phòng của tỉnh đó thực hiện việc sắp xếp."
        )
    if cast.is_move and (stay := [u for u in cast.sources if u.parent_id == cast.draft.office.pk]):
        raise Refused(
            f"{_named(stay)} đã trực thuộc {cast.draft.office.naming(cast.draft.on).short_name}."
        )


def no_circle(cast: Cast) -> None:
    """A body cannot follow one that itself follows it."""
    targets = {unit.pk for unit in cast.targets}
    for unit in cast.sources if targets else []:
        if targets & (lineage(unit)[0] - {unit.pk}):
            raise Refused(
                f"{unit.short_name} chính là đơn vị kế thừa của đơn vị được chọn: "
                "quan hệ kế thừa sẽ thành vòng."
            )


def one_level(cast: Cast) -> None:
    kinds = {unit.kind for unit in cast.sources} | {u.kind for u in cast.targets}
    kinds |= {new.kind for new in cast.new}
    if Unit.Kind.PROVINCE in kinds and len(kinds) > 1:
        raise Refused("VKSND cấp tỉnh chỉ kế thừa và được kế thừa bởi VKSND cấp tỉnh.")


def codes_are_free(cast: Cast) -> None:
    """Codes and numbers name one body at a time."""
    typed = [new.code for new in cast.new if new.code]
    if twice := [code for code, times in Counter(typed).items() if times > 1]:
        raise Refused(f"Hai đơn vị mới cùng mang mã “{twice[0]}”.")
    for other in Unit.objects.filter(code__in=typed).named(cast.draft.on):
        raise Refused(
            f"Mã “{other.code}” đang là mã của {other.short_name}, thời gian hoạt động trùng "
            "nhau: chọn mã khác."
        )
    numbers = [(new.kind, new.number) for new in cast.new if new.number is not None]
    if twice_numbered := [pair for pair, times in Counter(numbers).items() if times > 1]:
        raise Refused(f"Hai đơn vị mới cùng mang số {twice_numbered[0][1]}.")
    for new in cast.new:
        _number_is_free(cast, new)


def _number_is_free(cast: Cast, new: NewUnit) -> None:
    if new.number is None or new.kind == Unit.Kind.PROVINCE:
        return
    same = Unit.objects.filter(parent=cast.draft.office, kind=new.kind, number=new.number)
    living = same.exclude(pk__in=cast.draft.source_ids).exclude(valid_to__lt=cast.draft.on)
    if other := living.named(cast.draft.on).first():
        raise Refused(
            f"Số {new.number} đang là số của {other.short_name}, thời gian hoạt động trùng nhau: "
            "chọn số khác."
        )


RULES: list[Callable[[Cast], None]] = [
    has_source,
    has_target,
    target_is_another,
    target_stands_beside,
    is_own,
    numbers_fit_kind,
    one_level,
    is_more_than_a_name,
    day_is_within_lives,
    names_are_before_the_day,
    no_circle,
    nothing_is_left_below,
    codes_are_free,
]
