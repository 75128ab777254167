"""Calendar files as RFC 5545 has them: escaped, folded by bytes, in UTC."""

import datetime

from procuracy.web import icalendar
from tests import factories as make


def event(**more: object) -> icalendar.Event:
    facts = {
        "uid": "meeting-1@vks",
        "sequence": 2,
        "starts_at": make.moment("2026-11-24 08:00"),
        "ends_at": make.moment("2026-11-24 10:30"),
        "stamp": make.NOW,
        "title": "Giao ban",
    }
    return icalendar.Event(**facts | more)  # type: ignore[arg-type]


def lines(*events: icalendar.Event) -> list[str]:
    return icalendar.calendar("Lịch họp", events).decode().split("\r\n")


def unfolded(*events: icalendar.Event) -> list[str]:
    return icalendar.calendar("Lịch họp", events).decode().replace("\r\n ", "").split("\r\n")


def test_event_says_when_in_utc_and_which_version() -> None:
    found = lines(event())
    assert "DTSTART:20261124T010000Z" in found
    assert "DTEND:20261124T033000Z" in found
    assert "SEQUENCE:2" in found
    assert (found[0], found[-2], found[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")


def test_signs_of_the_format_are_escaped() -> None:
    found = unfolded(event(title="Họp; bàn A, B \\ C", words="dòng một\r\ndòng hai"))
    assert r"SUMMARY:Họp\; bàn A\, B \\ C" in found
    assert r"DESCRIPTION:dòng một\ndòng hai" in found


def test_text_cannot_begin_a_line_of_its_own() -> None:
    for end in ("\r\n", "\r", "\n"):
        found = unfolded(event(title=f"Họp{end}STATUS:CANCELLED"))
        assert found.count("STATUS:CANCELLED") == 0


def test_long_lines_are_folded_between_letters() -> None:
    title = "Hội nghị sơ kết công tác sáu tháng đầu năm của Viện kiểm sát nhân dân tỉnh " * 3
    folded = lines(event(title=title.strip()))
    assert max(len(line.encode()) for line in folded) <= 75
    assert f"SUMMARY:{title.strip()}" in unfolded(event(title=title.strip()))


def test_stamp_is_the_moment_of_writing() -> None:
    moment = make.NOW.astimezone(datetime.UTC)
    assert f"DTSTAMP:{moment:%Y%m%dT%H%M%SZ}" in lines(event())
