"""Filters that write numbers and dates as Vietnamese offices do. Nothing in, nothing out."""

from datetime import date, datetime

from django import template

from procuracy.web import dates, numbers

register = template.Library()


@register.filter
def number(value: numbers.Number | None) -> str:
    """1549 → `1.549`; a Decimal keeps its decimals: `1.234,50`."""
    return "" if value in (None, "") else numbers.format_number(value)


@register.filter
def trimmed(value: numbers.Number | None) -> str:
    """As thresholds are written: 90.00 → `90`, 66.50 → `66,5`."""
    return "" if value in (None, "") else numbers.format_trimmed(value)


@register.filter
def percent(value: numbers.Number | None) -> str:
    """A value in percent: 78.5714 → `78,57 %`."""
    return "" if value in (None, "") else numbers.format_percent(value)


@register.filter
def day(value: date | None) -> str:
    return dates.screen_day(dates.office_day(value)) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return dates.screen_moment(value) if value else ""


@register.filter
def month(value: date | None) -> str:
    return dates.screen_month(dates.office_day(value)) if value else ""


@register.filter
def until(value: date | None, today: date) -> str:
    """`{{ task.due_on|until:frame.today }}` → `còn 3 ngày`."""
    return dates.until(dates.office_day(value), today) if value else ""
