"""What a hand wrote in a consolidated report stays, however often the software's text changes."""

import pytest

from meetings.consolidating import editing, generating
from meetings.reporting.sections import mark_of
from tests import factories as make
from tests.meetings.consolidating import heard

pytestmark = pytest.mark.django_db
MINE = "Thụ lý 3[1] vụ, có 1 vụ trọng điểm."


@pytest.mark.parametrize("is_kept_between", [False, True])
def test_own_words_stay_while_the_software_writes_anew_twice(is_kept_between: bool) -> None:
    here = heard()
    line = here.line(template="Thụ lý {so} vụ.", indicators=[here.new.code])
    here.count(here.new, here.stage.region, 3)
    report = here.drawn()
    row = report.lines.get(outline=line)
    seen = row.version
    editing.write(row, MINE, seen=seen, by=here.clerk, at=make.NOW)
    marks = []
    for value in (9, 12):
        here.new.figures.update(value=value)
        assert generating.generate(report, at=make.NOW).beside == 1
        row.refresh_from_db()
        assert (row.text, row.generated) == (MINE, f"Thụ lý {value}[1] vụ.")
        assert (row.is_edited, row.has_fresh, row.version) == (True, True, seen + 1)
        assert row.breakdown[0]["total"] == 3  # of the words that stand
        assert row.generated_breakdown[0]["total"] == value
        marks.append(mark_of(row.generated))
        if is_kept_between and value == 9:
            editing.keep_own(row, beside=marks[0])
    # Who still looks at the first of the two is told, and keeps nothing unseen.
    with pytest.raises(editing.LineConflict):
        editing.keep_own(row, beside=marks[0])
    # Typing goes on from one's own words; the newest of the software stands beside them.
    editing.write(row, f"{MINE} Thêm.", seen=row.version, by=here.clerk, at=make.NOW)
    row.refresh_from_db()
    assert (row.text, row.has_fresh) == (f"{MINE} Thêm.", True)
    editing.keep_own(row, beside=marks[1])
    # Nothing new: the same text again is not offered a second time.
    assert generating.generate(report, at=make.NOW).beside == 0
    row.refresh_from_db()
    assert (row.text, row.has_fresh) == (f"{MINE} Thêm.", False)
