"""Hours of the day as they are dictated: "16 giờ 30", "16h30", "16:30"."""

import datetime
import re

CLOCK = r"(?P<hour>\d{1,2})(?: ?giờ| ?h|:)(?: ?(?P<minute>\d{1,2})(?: ?phút)?)?"


class HourRefused(ValueError):
    """No such hour; the text is what was typed."""


def clock_time(found: re.Match[str]) -> datetime.time | None:
    """Of a match of CLOCK; None where it is optional and was not typed. Raises HourRefused."""
    if found["hour"] is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        raise HourRefused(f"{hour} giờ {minute:02}" if minute else f"{hour} giờ")
    return datetime.time(hour, minute)


def time_words(time: datetime.time) -> str:
    """`16 giờ`, `8 giờ 30 phút`, as it is printed."""
    return f"{time.hour} giờ {time:%M} phút" if time.minute else f"{time.hour} giờ"
