"""What happens at the door: a password and a code are tried, a session begins and ends."""

import datetime
from dataclasses import dataclass

from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest

from procuracy.web import clock
from units.acting import MUST_ENROL
from units.actions.second_factor import code_is_right, device_of_factor, must_enrol
from units.models import SignIn, User, UserSession
from units.models.signing_in import name_digest
from units.sessions import store_of
from units.throttling import Attempt, Verdict, verdict
from units.visitors import Visitor, visitor_of

# Session key: who has given a right password and owes a code.
OWES_CODE = "owes_code"
CODE_WITHIN = datetime.timedelta(minutes=5)
BY_CODE = "bằng mã xác thực hai bước khi đang tạm dừng"


@dataclass(frozen=True)
class Outcome:
    """`user` signed in; or `owes_code`; or `is_locked`; or simply refused.

    `is_other`: right, but not the one user who may sign in here.
    """

    user: User | None = None
    owes_code: bool = False
    is_locked: bool = False
    is_other: bool = False


def record(
    event: SignIn.Event,
    visitor: Visitor,
    *,
    user: User | None,
    name: str = "",
    by: User | None = None,
    note: str = "",
) -> SignIn:
    """`name`: as typed, where there may be no such account."""
    return SignIn.objects.create(
        at=clock.actual(),
        event=event,
        user=user,
        name_digest=name_digest(user.username if user else name),
        address=visitor.address,
        browser=visitor.browser,
        device=visitor.key_for(user),
        by=by or user,
        note=note,
    )


def try_password(
    request: HttpRequest, username: str, password: str, code: str = "", *, only: str = ""
) -> Outcome:
    """A known and an unknown name cost the same questions and one hash each.

    `code`: typed beside the password while the account is slowed; both right open it.
    `only`: the key of the one user who may sign in here; said only to who knows the password.
    """
    visitor = visitor_of(request)
    named = User.objects.filter(username__iexact=username).select_related("person").first()
    found = look(visitor, named, username)
    if found.is_locked and not (code and found.may_lift):
        return locked(found, visitor, named, username)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        return refused(found, visitor, named, username)
    if only and str(user.pk) != only:
        return Outcome(is_other=True)
    if found.is_locked and not lifts(user, code, visitor):
        return locked(found, visitor, named, username)
    if found.is_locked or device_of_factor(user) is None:
        begin(request, user, note=BY_CODE if found.is_locked else "")
        return Outcome(user=user)
    request.session[OWES_CODE] = {"user": user.pk, "at": clock.actual().timestamp()}
    return Outcome(owes_code=True)


def look(visitor: Visitor, named: User | None, username: str) -> Verdict:
    name = name_digest(named.username if named else username)
    return verdict(Attempt(name, visitor.address, visitor.key_for(named)), clock.actual())


def locked(found: Verdict, visitor: Visitor, named: User | None, username: str) -> Outcome:
    if not found.is_recorded:
        record(SignIn.Event.LOCKED, visitor, user=named, name=username)
    return Outcome(is_locked=True)


def refused(found: Verdict, visitor: Visitor, named: User | None, username: str) -> Outcome:
    """Told apart in the record only."""
    if found.is_locked:
        return locked(found, visitor, named, username)
    is_disabled = named is not None and not named.is_active
    event = SignIn.Event.DISABLED if is_disabled else SignIn.Event.WRONG_PASSWORD
    record(event, visitor, user=named, name=username)
    return Outcome()


def lifts(user: User, code: str, visitor: Visitor) -> bool:
    if code_is_right(user, code):
        return True
    record(SignIn.Event.WRONG_CODE, visitor, user=user)
    return False


def who_owes_code(request: HttpRequest) -> User | None:
    owed = request.session.get(OWES_CODE)
    if not owed or clock.actual().timestamp() - owed["at"] > CODE_WITHIN.total_seconds():
        return None
    return User.objects.filter(pk=owed["user"], is_active=True).select_related("person").first()


def try_code(request: HttpRequest, user: User, code: str) -> Outcome:
    """After a right password; wrong codes count like wrong passwords."""
    visitor = visitor_of(request)
    found = look(visitor, user, user.username)
    if found.is_locked:
        return locked(found, visitor, user, user.username)
    if not code_is_right(user, code):
        record(SignIn.Event.WRONG_CODE, visitor, user=user)
        return Outcome()
    begin(request, user)
    return Outcome(user=user)


def begin(request: HttpRequest, user: User, note: str = "") -> None:
    """A session of this user, whoever had this browser before."""
    visitor = visitor_of(request)
    if request.user.is_authenticated and request.user.pk != user.pk:
        taken_over = "tài khoản khác đăng nhập trên cùng trình duyệt"
        record(SignIn.Event.SESSION_ENDED, visitor, user=request.user, by=user, note=taken_over)
    request.session.pop(OWES_CODE, None)
    login(request, user)
    request.session["address"], request.session["browser"] = visitor.address, visitor.browser
    request.session[MUST_ENROL] = must_enrol(user, clock.today())
    record(SignIn.Event.SIGNED_IN, visitor, user=user, note=note)


def leave(request: HttpRequest, user: User) -> None:
    record(SignIn.Event.SIGNED_OUT, visitor_of(request), user=user)
    logout(request)


def after_password_change(request: HttpRequest, user: User) -> None:
    """Only the browser in which it was changed stays signed in."""
    end_sessions(user, by=user, note="mật khẩu đã đổi", except_for=request)
    record(SignIn.Event.PASSWORD_CHANGED, visitor_of(request), user=user)


@transaction.atomic
def end_sessions(
    account: User, *, by: User | None, note: str, except_for: HttpRequest | None = None
) -> int:
    """At once and everywhere, but for the session of the request named; returns how many."""
    rows = UserSession.objects.filter(user=account)
    if except_for is not None and store_of(except_for) is not None:
        rows = rows.exclude(pk=except_for.session.session_key)
    return _end(list(rows.select_related("user")), by=by, note=note)


def end_timed_out() -> int:
    """Those nobody used in time could not be used any more; now they are gone and recorded."""
    rows = UserSession.objects.over(clock.actual()).select_related("user")
    return _end(list(rows), by=None, note="hết thời gian")


def _end(rows: list[UserSession], *, by: User | None, note: str) -> int:
    now = clock.actual()
    UserSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
    SignIn.objects.bulk_create(
        SignIn(
            at=min(now, row.ends_at),
            event=SignIn.Event.SESSION_ENDED,
            user=row.user,
            address=row.address,
            browser=row.browser,
            by=by,
            note=note,
        )
        for row in rows
    )
    return len(rows)
