"""What the worker does for targets; a job may be killed and repeated, its effect stays single."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from procuracy.web import clock
from targets import commitments, drawing
from targets.workbooks import loading, making

# Somebody sits before the page and waits: soon again, and not for long.
REPEATS = 2


@app.task(retry=RetryStrategy(max_attempts=REPEATS, wait=2), pass_context=True)
def draw_board(context: JobContext, print_id: int) -> None:
    """Draws a print that still waits; after the last attempt its page says that it failed."""
    try:
        drawing.draw(print_id, at=clock.now())
    except Exception:
        if _is_last(context):
            drawing.give_up(print_id, at=clock.now())
        raise


@app.task(retry=RetryStrategy(max_attempts=REPEATS, wait=2), pass_context=True)
def make_workbook(context: JobContext, workbook_id: int) -> None:
    try:
        making.make(workbook_id, at=clock.now())
    except Exception:
        if _is_last(context):
            making.give_up(workbook_id, at=clock.now())
        raise


@app.task(retry=RetryStrategy(max_attempts=REPEATS, wait=2), pass_context=True)
def read_workbook(context: JobContext, load_id: int) -> None:
    try:
        loading.read(load_id, at=clock.now())
    except Exception:
        if _is_last(context):
            loading.give_up(load_id, at=clock.now())
        raise


@app.task(retry=RetryStrategy(max_attempts=REPEATS, wait=2), pass_context=True)
def write_workbook(context: JobContext, load_id: int) -> None:
    try:
        loading.write_by_job(load_id, at=clock.now())
    except Exception:
        if _is_last(context):
            loading.give_up(load_id, at=clock.now())
        raise


def _is_last(context: JobContext) -> bool:
    return bool(context.job and context.job.attempts >= REPEATS)


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="measure_commitments")
def measure_commitments(timestamp: int) -> None:
    """What was promised for a day that is over, as soon as its figures are there."""
    commitments.measure(today=clock.today(), at=clock.now())
