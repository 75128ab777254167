"""A worker that dies: `python -m tests.meetings.dying`, one order a line on its standard input.

An order is `<digest> <moment>`: a child writes the letter of that digest and kills itself at the
moment of that number. The answer is `lived`, or what it was at when it died. Moments lie before
every statement (each commits by itself) and every word to the mail server, and after the last dot.
"""

import os
import signal
import smtplib
import sys
from typing import Any

import django


class Moments:
    """Counts them, and dies at the one that was ordered."""

    def __init__(self, ordered: int, answers: int) -> None:
        self.ordered, self.answers, self.passed = ordered, answers, 0

    def pass_by(self, what: str) -> None:
        self.passed += 1
        if self.passed == self.ordered:
            os.write(self.answers, f"{what}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)


def work(digest: int, moments: Moments) -> None:
    from django.db import connection

    from meetings.jobs import write_digest

    say = smtplib.SMTP.send

    def said(server: smtplib.SMTP, words: Any) -> None:
        known = words if isinstance(words, str) else words.decode("ascii", "replace")
        moments.pass_by(f"before saying {known.split()[0][:10]}")
        say(server, words)
        if known == ".\r\n":
            moments.pass_by("after the dot")

    smtplib.SMTP.send = said  # type: ignore[method-assign, assignment]

    def asked(execute: Any, sql: str, *more: Any) -> Any:
        # Who acts is said in front of what is written.
        word = "UPDATE" if "UPDATE " in sql else sql.split()[0]
        moments.pass_by(f"before {word}")
        return execute(sql, *more)

    with connection.execute_wrapper(asked):
        write_digest(digest)
    os.write(moments.answers, b"lived\n")


def main() -> None:
    django.setup()
    for order in sys.stdin:
        digest, moment = map(int, order.split())
        if not (child := os.fork()):
            work(digest, Moments(moment, sys.stdout.fileno()))
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
