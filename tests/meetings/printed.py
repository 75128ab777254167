"""Printed notices shared by the layout tests, each drawn once per test process."""

import re
from functools import cache
from typing import Any

from meetings.papers.printing import notice_pdf
from tests.meetings.measuring import Sheet, sheets
from tests.meetings.notice_facts import annex, directives, province_facts, region_facts


def long_region() -> dict[str, Any]:
    """A region's notice of several pages, unsigned, with an annex lying across."""
    return region_facts(
        number=None,
        dated_on=None,
        directives=directives(20),
        annex=annex(9, coordinating="Văn phòng", leader="Phó Viện trưởng", product="Báo cáo"),
        illustrative=True,
    )


CASES = {
    "province, one page": lambda: province_facts(directives=directives(1), organisation=["Hết"]),
    "province, three pages": lambda: province_facts(directives=directives(20), annex=annex(12)),
    "region, two pages": region_facts,
    "region, unsigned, illustrative": long_region,
}


@cache
def printed(case: str) -> list[Sheet]:
    """The pages of one of CASES."""
    return sheets(notice_pdf(CASES[case]()))


def printed_with(**changes: Any) -> list[Sheet]:
    """The pages of a province's notice with some facts changed."""
    return sheets(notice_pdf(province_facts(**changes)))


def body(case: str) -> list[Sheet]:
    """The pages before the annex."""
    pages = printed(case)
    for index, page in enumerate(pages):
        if "PHỤ LỤC" in page.text:
            return pages[:index]
    return pages


def page_number(page: Sheet) -> str:
    """What stands alone in the top margin."""
    lines = [line for line in page.lines() if line.baseline < 19.9]
    return " ".join(line.text.strip() for line in lines)


def squeezed(text: str) -> str:
    """Text without any space, to look for words over line ends."""
    return re.sub(r"\s+", "", text)
