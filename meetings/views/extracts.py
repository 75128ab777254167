"""Trích biên bản of a leaders' briefing: one's own part, or for who reads it whole anybody's."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.agenda import papers
from meetings.conclusion import minutes_versions
from meetings.models import Meeting, MinutesVersion
from meetings.models.concerning import reads_whole
from meetings.papers import minutes_extract as extracting
from meetings.papers.minutes_printing import record_blocks
from meetings.permissions.minutes import may_read_extract
from procuracy.web.access import requires
from units.acting import Request
from units.models import Person

KNOWN = (Meeting.State.CONCLUDED, Meeting.State.CLOSED)


@require_safe
@requires(may_read_extract, load=Meeting)
def minutes_extract(request: Request, meeting: Meeting) -> HttpResponse:
    if not meeting.kind.by_portfolio:
        return redirect("meetings:meeting_minutes", meeting.pk)
    version = _version(meeting)
    said = version.content if version else None
    is_whole = reads_whole(request.user, meeting)
    others = extracting.concerned(said) if said and is_whole else {}
    person = _person(request, others)
    context = {
        "meeting": meeting,
        "person": person,
        "others": others,
        "is_purged": version is None and meeting.versions.exists() and meeting.state in KNOWN,
        "source": extracting.source_words(meeting),
        "blocks": record_blocks(extracting.extract(said, person.pk)) if said else [],
    }
    return render(request, "meetings/minutes_extract.html", context)


@require_safe
@requires(may_read_extract, load=Meeting)
def minutes_extract_print(request: Request, meeting: Meeting) -> HttpResponse:
    version = _version(meeting)
    if version is None:
        return redirect("meetings:minutes_extract", meeting.pk)
    is_whole = reads_whole(request.user, meeting)
    person = _person(request, extracting.concerned(version.content) if is_whole else {})
    return papers.answer(extracting.extract_pdf(version, person), "trich-bien-ban", meeting)


def _version(meeting: Meeting) -> MinutesVersion | None:
    """The one concluded last, while it stands."""
    is_known = meeting.kind.by_portfolio and meeting.state in KNOWN
    version = minutes_versions.latest(meeting) if is_known else None
    return None if version is None or minutes_versions.is_purged(version) else version


def _person(request: Request, others: dict[int, str]) -> Person:
    """Whose extract: the one asked for, where it may be; else the reader's own, or the first."""
    asked = request.GET.get("of", "")
    keys = {str(pk): pk for pk in others}
    own = request.acting.person_id
    chosen = keys.get(asked) or (own if own in others or not others else next(iter(others)))
    return Person.objects.get(pk=chosen)
