"""What the worker does for meetings; a job may be killed and repeated, its effect stays single."""

from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from meetings.consolidating import delivering, draft_print, drawing
from meetings.models import Meeting, MeetingNews, TaskDigest
from meetings.reporting import prefilling
from meetings.scheduling import news
from meetings.tasks import holders, recurring, reminder_letters, reminding
from meetings.volumes import closing
from procuracy.web import clock
from units.delivering import mail_is_possible

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


@app.task(retry=RetryStrategy(max_attempts=REPEATS, wait=2), pass_context=True)
def draw_report_print(context: JobContext, report_id: int) -> None:
    """Draws a report's draft on paper; after the last attempt its page says that it failed."""
    try:
        draft_print.draw(report_id, at=clock.now())
    except Exception:
        if context.job and context.job.attempts >= REPEATS:
            draft_print.give_up(report_id)
        raise


@app.task(retry=RetryStrategy(max_attempts=REPEATS, wait=2), pass_context=True)
def close_volume(context: JobContext, order_id: int) -> None:
    """Binds and closes a volume; after the last attempt its page says that it failed."""
    try:
        closing.close(order_id, at=clock.now())
    except Exception:
        if context.job and context.job.attempts >= REPEATS:
            closing.give_up(order_id)
        raise


@app.task(retry=PATIENT)
def send_consolidated(report_id: int) -> None:
    """Hands a released report to each reader that has not got it, one by one; the letter that
    tells of it is queued with the row."""
    for person_id, unit_id in delivering.awaited(report_id).items():
        with transaction.atomic():
            row = delivering.hand_over(report_id, person_id, unit_id, at=clock.now())
            if row and mail_is_possible():
                write_to_reader.configure(queueing_lock=f"report-letter-{row.pk}").defer(
                    delivery_id=row.pk
                )


@app.task(retry=PATIENT)
def write_to_reader(delivery_id: int, reminded_on: str = "", replaced_on: str = "") -> None:
    """`replaced_on`: the day on which another report took the place of the one sent before."""
    delivering.write(delivery_id, reminded_on=reminded_on, replaced_on=replaced_on, at=clock.now())


@app.periodic(cron="0 23,0-8 * * *")
@app.task(queueing_lock="remind_of_tasks")
def remind_of_tasks(timestamp: int) -> None:
    """At 6:00 in Vietnam (the queue counts in UTC), before the office opens; hourly after that for
    a server that was off. One digest a day to each person, with a letter where there is mail."""
    with transaction.atomic():
        by_mail = mail_is_possible()
        digests = reminding.remind(clock.today(), at=clock.now(), by_mail=by_mail)
        reached = TaskDigest.objects.filter(pk__in=[row.pk for row in digests])
        wanted: list[JSONDict] = [
            {"digest_id": pk}
            for pk in reached.exclude(person__email="").order_by("pk").values_list("pk", flat=True)
        ]
        if wanted and by_mail:
            write_digest.batch_defer(*wanted)


@app.task(retry=PATIENT)
def write_digest(digest_id: int) -> None:
    reminder_letters.write(digest_id, today=clock.today(), at=clock.now())


@app.periodic(cron="2 * * * *")
@app.task(queueing_lock="pass_tasks_on")
def pass_tasks_on(timestamp: int) -> None:
    """Of who left a position to who holds it next, before anything new is opened for him."""
    holders.pass_on(clock.today(), at=clock.now())


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="open_occurrences")
def open_occurrences(timestamp: int) -> None:
    """Soon after midnight in Vietnam, whatever the server's zone, and again for one that was off;
    what was opened once is not opened again."""
    recurring.open_next(clock.today())
