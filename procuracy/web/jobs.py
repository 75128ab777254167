"""The queue itself: jobs whose worker was killed are taken up again."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from procuracy.web import clock
from procuracy.web.history import drafts, sealing


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """A worker that sends no heartbeat is dead; its jobs are safe to repeat."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_history")
def seal_history(timestamp: int) -> None:
    """Binds what was recorded since the last run; a run that was left out loses nothing."""
    sealing.seal()


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="prune_drafts")
def prune_drafts(timestamp: int) -> None:
    drafts.prune(clock.now())
