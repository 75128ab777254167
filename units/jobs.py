"""What the worker does at the door: sessions that ran out are taken away and recorded."""

from procrastinate.contrib.django import app

from units.actions.signing_in import end_timed_out
from units.sessions import SessionStore


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="end_timed_out_sessions")
def end_timed_out_sessions(timestamp: int) -> None:
    end_timed_out()
    SessionStore.clear_expired()  # of people who never finished signing in
