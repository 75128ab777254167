"""The letter of a day reaches a real mail server once, whenever the sender is killed."""

import datetime
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from meetings import jobs
from meetings.models import TaskDigest, TaskReminder
from meetings.tasks import following, reminding
from meetings.tasks.reminder_letters import LISTED, message, write
from procuracy.web import letters
from tests import databases
from tests.meetings.reminded import (
    DAY,
    HOUR,
    MONDAY,
    Reminded,
    remind,
    reminded,
    task,
    with_address,
)

db = pytest.mark.django_db
LETTERBOX = "django.core.mail.backends.locmem.EmailBackend"
LAST = ("before saying .", "after the dot", "lived")
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", HOUR.isoformat())


@pytest.fixture
def here() -> Reminded:
    return reminded()


class Post:
    """What a mail server took over; `refuses` the next letters with an answer."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.refuses: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuses:
            return self.refuses.pop(0)
        self.taken.append(message_from_bytes(envelope.content))
        return "250 OK"

    def wait(self) -> None:
        """Until the letter whose sender has died is taken over."""
        until = time.monotonic() + 5
        while not self.taken and time.monotonic() < until:
            time.sleep(0.01)

    @property
    def names(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.taken]


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """On loopback, speaking SMTP."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Post()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port
    yield handler
    server.stop()


class Worker:
    """Another process that writes letters and dies when told."""

    def __init__(self, settings: Settings) -> None:
        mail_server = {
            "PROCURACY_EMAIL_BACKEND": SMTP,
            "PROCURACY_EMAIL_HOST": "127.0.0.1",
            "PROCURACY_EMAIL_PORT": str(settings.EMAIL_PORT),
            "PROCURACY_TODAY": HOUR.isoformat(),
            "DJANGO_SETTINGS_MODULE": "procuracy.settings",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.meetings.dying"],
            cwd=databases.ROOT,
            env=databases.environment(str(connection.settings_dict["NAME"])) | mail_server,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def write(self, digest: TaskDigest, moment: int) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{digest.pk} {moment}\n")
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_and_repeated_nobody_gets_two_letters(
    post: Post, settings: Settings
) -> None:
    """Exactly one, but for a death in the very instant between the note that the letter is sent and
    its last dot: then the reminder stays here, and the next letter counts it."""
    here = reminded()
    with_address(here.other)
    task(here, MONDAY + DAY, here.second)
    (digest,) = remind(MONDAY)
    worker = Worker(settings)
    arrived: dict[str, int] = {}
    try:
        while "lived" not in arrived:
            TaskDigest.objects.update(mailed_at=None)
            post.taken.clear()
            moment = len(arrived) + 1
            died = worker.write(digest, moment)
            jobs.write_digest(digest.pk)
            if died == "after the dot":
                post.wait()
            arrived[died if died in LAST else f"{moment} {died}"] = len(post.taken)
    finally:
        worker.leave()
    assert {at for at, letters in arrived.items() if letters != 1} == {"before saying ."}
    assert arrived["before saying ."] == 0
    known = {at.partition(" ")[2] for at in arrived}
    assert known >= {"before SELECT", "before saying mail", "before saying DATA", "before UPDATE"}
    assert TaskReminder.objects.waiting().count() == 1


@db
def test_run_killed_at_each_statement_and_repeated_queues_one_letter_each(
    here: Reminded, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    with_address(here.leader, here.writer)
    task(here, MONDAY + DAY)
    statement = 0
    while True:
        statement += 1
        try:
            with connection.execute_wrapper(_dying_at(statement)):
                jobs.remind_of_tasks(timestamp=0)
            break
        except _Killed:
            assert not TaskReminder.objects.exists()
    jobs.remind_of_tasks(timestamp=0)
    assert statement > 10
    assert (TaskReminder.objects.count(), TaskDigest.objects.count()) == (2, 2)
    queued = ProcrastinateJob.objects.filter(task_name="meetings.jobs.write_digest")
    assert sorted(job.args["digest_id"] for job in queued) == sorted(
        TaskDigest.objects.values_list("pk", flat=True)
    )


class _Killed(BaseException):
    pass


def _dying_at(statement: int) -> Any:
    seen = [0]

    def wrapper(execute: Any, sql: str, *more: Any) -> Any:
        done = execute(sql, *more)
        seen[0] += not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))
        if seen[0] == statement:
            seen[0] += 1
            raise _Killed
        return done

    return wrapper


@db
def test_letter_names_papers_and_days_not_what_they_order(here: Reminded, post: Post) -> None:
    (address,) = with_address(here.leader)
    task(here, MONDAY - 3 * DAY)
    task(here, MONDAY + 2 * DAY, due_time=datetime.time(16, 30))
    task(here, MONDAY)
    digest = remind(MONDAY)[0]
    assert write(digest.pk, today=MONDAY, at=HOUR)
    (letter,) = post.taken
    assert letter["To"] == address
    assert letter["Message-ID"] == f"<task-digest-{digest.pk}@localhost>"
    assert str(make_header(decode_header(letter["Subject"]))) == "Nhắc việc: 3 nhiệm vụ, 1 quá hạn"
    words = _words(letter)
    assert words.startswith("Nhắc việc ngày 23/11/2026\n\nĐã quá hạn, chưa báo cáo (1):\n")
    assert "- Phòng 1: Chỉ đạo ngày 24/9/2026" in words
    assert "; hạn 20/11/2026, quá 1 ngày làm việc\n" in words
    assert "hạn 23/11/2026, hôm nay" in words
    assert "hạn 16:30, 25/11/2026, còn 2 ngày làm việc" in words
    assert "Rà soát" not in words


def _words(letter: Any) -> str:
    return str(letter.get_payload(decode=True).decode()).replace("\r\n", "\n")


@db
def test_letter_with_dots_and_many_lines_arrives_as_it_was_written(
    here: Reminded, post: Post
) -> None:
    with_address(here.leader)
    for no in range(45):
        task(here, MONDAY, occasion=f".Dịp {no}")
    (digest,) = (one for one in remind(MONDAY) if one.person_id == here.leader.person_id)
    letter = message(digest)
    assert letter
    letter.body = ".\n..\n" + str(letter.body)
    letters.hand_over(letter, note=lambda: None, forget=lambda: None)
    assert _words(post.taken[0]).rstrip() == str(letter.body).rstrip()
    assert str(letter.body).count("- Phòng 1") == LISTED
    assert "- và 5 nhiệm vụ khác." in str(letter.body)


@db
def test_refused_letter_is_sent_again_and_taken_once(here: Reminded, post: Post) -> None:
    with_address(here.other)
    task(here, MONDAY, here.second)
    (digest,) = remind(MONDAY)
    post.refuses = ["451 Xin gửi lại sau"]
    with pytest.raises(smtplib.SMTPDataError):
        write(digest.pk, today=MONDAY, at=HOUR)
    assert TaskDigest.objects.get().mailed_at is None
    assert [write(digest.pk, today=MONDAY, at=HOUR) for _ in range(3)] == [True, False, False]
    assert len(post.names) == 1
    post.refuses = ["554 Không nhận"]
    assert TaskDigest.objects.get().mailed_at == HOUR


@db
def test_two_workers_with_the_same_letter_send_one(here: Reminded, post: Post) -> None:
    """The second one is at the mail server already when the first has sent it."""
    with_address(here.other)
    task(here, MONDAY, here.second)
    (digest,) = remind(MONDAY)
    letter = message(digest)
    assert letter

    def overtaken() -> None:
        assert write(digest.pk, today=MONDAY, at=HOUR)
        raise letters.NotWanted

    with pytest.raises(letters.NotWanted):
        letters.hand_over(letter, note=overtaken, forget=lambda: None)
    assert len(post.names) == 1


@db
def test_mail_server_away_loses_nothing_and_the_next_day_tells_it_once(
    here: Reminded, settings: Settings
) -> None:
    """Not in a second letter of the same day, nor in an old one on another day."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 9
    with_address(here.other)
    task(here, MONDAY, here.second)
    (monday,) = remind(MONDAY)
    with pytest.raises(OSError, match="refused"):
        write(monday.pk, today=MONDAY, at=HOUR)
    settings.EMAIL_BACKEND = LETTERBOX
    assert not write(monday.pk, today=MONDAY + DAY, at=HOUR + DAY)
    task(here, MONDAY + 2 * DAY, here.second)
    (tuesday,) = remind(MONDAY + DAY)
    assert write(tuesday.pk, today=MONDAY + DAY, at=HOUR + DAY)
    (letter,) = mail.outbox
    assert letter.subject == "Nhắc việc: 2 nhiệm vụ, 1 quá hạn"
    assert remind(MONDAY + 2 * DAY) == []


@db
def test_unreached_without_anything_new_gets_the_letter_next_day(here: Reminded) -> None:
    with_address(here.other)
    task(here, MONDAY + 3 * DAY, here.second)
    remind(MONDAY)
    assert remind(MONDAY + DAY, by_mail=False) == []
    assert [row.person_id for row in remind(MONDAY + DAY)] == [here.other.person_id]
    assert remind(MONDAY + DAY) == []
    assert TaskReminder.objects.count() == 1


@db
def test_letter_that_was_lost_is_counted_in_the_next(here: Reminded, settings: Settings) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    with_address(here.other)
    task(here, MONDAY - DAY, here.second)
    (lost,) = remind(MONDAY)
    TaskDigest.objects.filter(pk=lost.pk).update(mailed_at=HOUR)
    task(here, MONDAY + 2 * DAY, here.second)
    (tuesday,) = remind(MONDAY + DAY)
    write(tuesday.pk, today=MONDAY + DAY, at=HOUR + DAY)
    assert mail.outbox[0].subject == "Nhắc việc: 1 nhiệm vụ"
    assert "còn 1 nhiệm vụ đã nhắc trước đây chưa được xác nhận" in str(mail.outbox[0].body)


@db
def test_no_letter_once_it_is_answered_or_acknowledged(here: Reminded, settings: Settings) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    with_address(here.leader, here.writer)
    one = task(here, MONDAY)
    first, second = sorted(remind(MONDAY), key=lambda row: row.person_id)
    assert first.person_id == here.leader.person_id
    reminding.acknowledge(here.leader, [one.pk], at=HOUR)
    assert not write(first.pk, today=MONDAY, at=HOUR)
    following.report(one, text="Xong", version=1, by=here.writer, at=HOUR)
    assert not write(second.pk, today=MONDAY, at=HOUR)
    assert mail.outbox == []


@db
def test_without_address_or_mail_server_the_inbox_alone(here: Reminded, settings: Settings) -> None:
    with_address(here.leader)
    task(here, MONDAY)
    queued = ProcrastinateJob.objects.filter(task_name="meetings.jobs.write_digest")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    jobs.remind_of_tasks(timestamp=0)
    assert (TaskReminder.objects.count(), queued.count()) == (2, 0)
    TaskReminder.objects.all().delete()
    TaskDigest.objects.all().delete()
    settings.EMAIL_BACKEND = LETTERBOX
    jobs.remind_of_tasks(timestamp=0)
    reached = TaskDigest.objects.get(person=here.leader.person_id)
    assert [job.args for job in queued] == [{"digest_id": reached.pk}]
    without = TaskDigest.objects.get(person=here.writer.person_id)
    assert not write(without.pk, today=MONDAY, at=HOUR)
    assert len(reminding.waiting_of(here.writer)) == 1
