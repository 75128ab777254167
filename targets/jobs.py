"""What the worker does for targets; a job may be killed and repeated, its effect stays single."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from procuracy.web import clock
from targets import drawing

# Somebody sits before the page and waits: soon again, and not for long.
REPEATS = 2


@app.task(retry=RetryStrategy(max_attempts=REPEATS, wait=2), pass_context=True)
def draw_board(context: JobContext, print_id: int) -> None:
    """Draws a print that still waits; after the last attempt its page says that it failed."""
    try:
        drawing.draw(print_id, at=clock.now())
    except Exception:
        if context.job and context.job.attempts >= REPEATS:
            drawing.give_up(print_id, at=clock.now())
        raise
