"""Handing a letter to the mail server so that nobody gets it twice.

SMTP gives a server everything first; it takes the letter over when it reads the last dot (RFC 5321,
4.1.1.4). Just before that dot the sender notes that the letter is sent. Whoever dies earlier leaves
no letter and no note: the job is repeated. Whoever dies later leaves the note: nothing is repeated.
"""

import re
import socket
from collections.abc import Callable
from smtplib import SMTP, SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

_OK = range(200, 300)
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


class NotWanted(Exception):
    """Raised by `note`: somebody else has sent the letter; the server forgets this one."""


def hand_over(
    letter: EmailMessage, *, note: Callable[[], None], forget: Callable[[], None]
) -> None:
    """Sends a letter; `note` is called, and must have committed, at the last moment before it is
    out of our hands, `forget` when the server then says that it does not take it.

    Raises SMTPException or OSError where nothing was sent, and NotWanted as `note` does.
    """
    connection = get_connection()
    if not isinstance(connection, EmailBackend):  # kept in memory, in files or on the screen
        note()
        connection.send_messages([letter])
        return
    connection.open()
    try:
        assert isinstance(connection.connection, SMTP)
        assert connection.connection.sock
        # The dot waits for no acknowledgement of what went before it.
        connection.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _dictate(connection.connection, letter)
        note()
        _end(connection.connection, forget)
    except BaseException:
        # No parting words: after DATA they would be read as part of the letter.
        if connection.connection:
            connection.connection.close()
        raise
    finally:
        connection.close()


def _dictate(server: SMTP, letter: EmailMessage) -> None:
    """The whole letter but for its last dot."""
    encoding = letter.encoding or "utf-8"
    sender = sanitize_address(letter.from_email, encoding)
    server.ehlo_or_helo_if_needed()
    code, said = server.mail(sender)
    if code not in _OK:
        raise SMTPSenderRefused(code, said, sender)
    for recipient in letter.recipients():
        address = sanitize_address(recipient, encoding)
        code, said = server.rcpt(address)
        if code not in _OK:
            raise SMTPRecipientsRefused({address: (code, said)})
    code, said = server.docmd("DATA")
    if code != 354:
        raise SMTPDataError(code, said)
    content = letter.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    server.send(_LEADING_DOT.sub(b"..", content.rstrip(b"\r\n") + b"\r\n"))


def _end(server: SMTP, forget: Callable[[], None]) -> None:
    """The dot. Only a plain answer of the server can take the note back; silence leaves it, for
    the letter may well be on its way."""
    server.send(b".\r\n")
    code, said = server.getreply()
    if code not in _OK:
        forget()
        raise SMTPDataError(code, said)
