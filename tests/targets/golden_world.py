"""The cases of golden_verdicts.toml, typed as clerks type them, and read where people read them."""

import datetime
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from django.test import Client

from targets import answering, correcting, entry
from targets.calendar import add_months, first_of_month
from targets.models import (
    Indicator,
    Period,
    Target,
    TargetAssignment,
    TargetSet,
    TargetTerm,
    WorkYear,
)
from targets.years import derive_periods
from tests import factories as f
from tests.factories import submissions
from units.models import Field, Role, Unit, User

YEARS = {
    2024: ("2023-12-01", "2024-11-30"),
    2025: ("2024-12-01", "2025-09-30"),
    2026: ("2025-10-01", "2026-09-30"),
}
MERGED_ON = datetime.date(2026, 3, 1)
Case = dict[str, Any]
Typed = dict[tuple[Unit, datetime.date], dict[Indicator, Decimal | None]]


def cases() -> list[Case]:
    text = Path(__file__).with_name("golden_verdicts.toml").read_text(encoding="utf-8")
    found: list[Case] = tomllib.loads(text)["case"]
    return found


def months(of: list[Case]) -> list[str]:
    return sorted({case["as_of"] for case in of})


@dataclass
class World:
    client: Client
    cases: list[Case]
    typed: Typed = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.province = f.province()
        self.office = f.user(Role.OFFICE_STAFF, f.secretariat(self.province))
        self.first = f.region(self.province, "VKSND khu vực 1")
        self.second = f.region(self.province, "VKSND khu vực 2")
        ended = {"valid_to": MERGED_ON - datetime.timedelta(days=1)}
        self.ended = [f.region(self.province, f"VKSND khu vực {no}", **ended) for no in (3, 4)]
        self.heir = f.region(self.province, "VKSND khu vực 5", valid_from=MERGED_ON)
        for old in self.ended:
            f.succession(old, self.heir, on=MERGED_ON)
        self.years = {year: f.work_year(year, *days) for year, days in YEARS.items()}
        for year in self.years.values():
            year.refresh_from_db()
            derive_periods(year)
        # One for each month looked at, so that a board shows the cases of that month alone.
        self.fields: dict[str, Field] = {day: f.field(day) for day in months(self.cases)}
        self.set = TargetSet.objects.create(name="Hệ thống chỉ tiêu", small_below=10)
        for case in self.cases:
            self._prepare(case)
        self._type()
        for case in self.cases:
            self._say(case)

    @cached_property
    def head(self) -> User:
        return f.user(Role.PROVINCE_HEAD, self.province)

    @cached_property
    def clerk(self) -> User:
        return f.user(Role.UNIT_CLERK, self.first)

    def sign_in(self, user: User) -> Client:
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return self.client

    def year_of(self, case: Case) -> WorkYear:
        day = datetime.date.fromisoformat(f"{case['as_of']}-01")
        return next(y for y in self.years.values() if y.starts_on <= day <= y.ends_on)

    def period_of(self, case: Case) -> Period:
        day = datetime.date.fromisoformat(f"{case['as_of']}-01")
        return self.year_of(case).periods.get(kind=Period.Kind.MONTH, starts_on=day)

    def unit_of(self, case: Case) -> Unit:
        return self.heir if case.get("merged") else self.first

    def _prepare(self, case: Case) -> None:
        """Target, its lines, who was given it, and what will be typed for them."""
        target = Target.objects.create(
            target_set=self.set,
            code=case["key"],
            name=case["key"],
            short_name=case["key"],
            field=self.fields[case["as_of"]],
            measure=case["measure"],
            direction=case["direction"],
            threshold=case.get("threshold"),
        )
        case["target"], case["lines"] = target, {}
        for side, at in (("numerator", "top"), ("denominator", "bottom")):
            if at in case:
                name = case.get("line", "") if at == "top" else ""
                line = f.indicator(
                    name or f"{case['key']} {at}",
                    where=self.fields[case["as_of"]],
                    nature=case.get(f"{at}_nature", "flow"),
                )
                case["lines"][at] = line
                TargetTerm.objects.create(target=target, side=side, indicator=line)
        if case.get("with_top"):
            TargetTerm.objects.create(
                target=target, side="denominator", indicator=case["lines"]["top"]
            )
        self._of_unit(case, self.unit_of(case), case)
        if "other" in case:
            self._of_unit(case, self.second, case["other"])
        for unit, said in zip(self.ended, case.get("before", ()), strict=False):
            self._of_unit(case, unit, {"is_assigned": "assigned" in said} | said)
        if case.get("total", {}).get("assigned"):
            f.assignment(
                target,
                self.province,
                self.year_of(case),
                assigned_threshold=case["total"]["assigned"],
            )

    def _of_unit(self, case: Case, unit: Unit, said: Case) -> None:
        year = self.year_of(case)
        if said.get("is_assigned", True):
            f.assignment(
                case["target"],
                unit,
                year,
                assigned_threshold=said.get("assigned"),
                committed_threshold=said.get("committed"),
                due_on=said.get("due"),
            )
        for at, line in case["lines"].items():
            for number, typed in enumerate(said[at].split()):
                if typed != ".":
                    month = add_months(first_of_month(year.starts_on), number)
                    self.typed.setdefault((unit, month), {})[line] = Decimal(typed)

    def _type(self) -> None:
        for (unit, month), values in self.typed.items():
            by = self.clerk if unit == self.first else f.user(Role.OFFICE_STAFF, unit)
            entry.save_many(unit, month, values, by=by, at=f.NOW)

    def _say(self, case: Case) -> None:
        """What is said beside the figures: a tick, an answer, a correction."""
        unit, target = self.first, case["target"]
        if case.get("is_ticked"):
            rows = TargetAssignment.objects.filter(unit=unit, target=target)
            rows.filter(work_year=self.year_of(case)).update(none_arose=True)
        if "answer" in case:
            answering.answer(
                unit,
                target,
                first_of_month(self.year_of(case).starts_on),
                is_fulfilled=case["answer"],
                text="Căn cứ kết quả kiểm tra",
                by=self.clerk,
                at=f.NOW,
                today=f.TODAY,
            )
        if "corrected" in case:
            month = first_of_month(self.year_of(case).starts_on)
            row = submissions.submission(unit, month, "accepted", by=self.office)
            asked = correcting.ask(
                row,
                case["lines"]["top"],
                typed=case["corrected"],
                reason="Đếm sót",
                by=self.clerk,
                at=f.NOW,
            )
            correcting.approve(asked, by=self.office, at=f.NOW)
