"""How a page tells what an action did."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages

from procuracy.web.errors import Refused
from units.acting import Request


@contextmanager
def telling(request: Request, done: str) -> Iterator[None]:
    """Around one action: the sentence of success, or the sentence of the refusal."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
