"""What the worker does for meetings; a job may be killed and repeated, its effect stays single."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from meetings.consolidating import drawing
from meetings.models import Meeting, MeetingNews
from meetings.reporting import prefilling
from meetings.scheduling import news
from procuracy.web import clock

# Somebody sits before the page and waits: soon again, and not for long.
REPEATS = 2
PATIENT = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(retry=PATIENT)
def mail_news(news_id: int) -> None:
    """One job for each row of news, queued with it; who has acknowledged needs no mail."""
    rows = MeetingNews.objects.waiting().select_related("meeting", "move", "person")
    row = rows.filter(pk=news_id).first()
    letter = news.message(row, at=clock.now()) if row else None
    if letter:
        letter.send()


@app.task(retry=PATIENT)
def prefill_reports(meeting_id: int) -> None:
    """What the software knows, for the reports of a meeting that have none of it yet."""
    meeting = Meeting.objects.select_related("period", "work_year").get(pk=meeting_id)
    prefilling.fill_empty(meeting, at=clock.now())


@app.task(retry=RetryStrategy(max_attempts=REPEATS, wait=2), pass_context=True)
def draw_consolidated(context: JobContext, report_id: int) -> None:
    """Draws up a consolidated report; after the last attempt its page says that it failed."""
    try:
        drawing.draw(report_id, at=clock.now())
    except Exception:
        if context.job and context.job.attempts >= REPEATS:
            drawing.give_up(report_id)
        raise
