"""Sessions in rows that name their user (settings.SESSION_ENGINE).

A session ends after SESSION_IDLE without an act of a person, after SESSION_FOLLOWING without one
while a page keeps asking by itself (live minutes), and after SESSION_LENGTH in any case. Reading
one costs the query it always cost; that somebody is there is written down once a minute at most.
"""

import datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.http import HttpRequest

from procuracy.web import clock
from units.models import UserSession

NOTED_EVERY = datetime.timedelta(minutes=1)


class SessionStore(db.SessionStore):
    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: UserSession | None = None

    @classmethod
    def get_model_class(cls) -> type[UserSession]:
        return UserSession

    def load(self) -> dict[str, Any]:
        row: UserSession | None = self._get_session_from_db()  # type: ignore[attr-defined]
        if row is None:
            return {}
        if row.user_id and row.ends_at <= clock.actual():
            self._session_key = None
            return {}
        self.row = row
        return self.decode(row.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> UserSession:
        """The times begin anew when the key changes or somebody else signs in."""
        made = cast(UserSession, super().create_model_instance(data))
        now = clock.actual()
        made.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        made.address, made.browser = data.get("address"), data.get("browser", "")
        made.started_at, made.seen_at, made.followed_at = now, now, None
        before = self.row
        if before and (before.pk, before.user_id) == (made.pk, made.user_id):
            made.started_at, made.seen_at = before.started_at, before.seen_at
            made.followed_at = before.followed_at
        self.row = made
        return made

    def note_presence(self, *, unattended: bool) -> None:
        """Somebody acted, or (`unattended`) a page asked by itself.

        A question soon after an act tells nothing new.
        """
        if self.row is None or self.row.user_id is None:
            return
        now, name = clock.actual(), "followed_at" if unattended else "seen_at"
        noted = self.row.seen_at
        if unattended and self.row.followed_at:
            noted = max(noted, self.row.followed_at)
        if now - noted >= NOTED_EVERY:
            setattr(self.row, name, now)
            UserSession.objects.filter(pk=self.row.pk).update(**{name: now})


def store_of(request: HttpRequest) -> SessionStore | None:
    """None where tests exchange the engine."""
    return request.session if isinstance(request.session, SessionStore) else None
