"""Calls at the edge of a piece of the stack map memory again and again; with room they do not."""

import resource
from collections.abc import Callable
from threading import Thread

from procuracy.web.stack import with_room

CALLS = 200


def called_at(depth: int) -> None:
    """From one of these depths every call needs another piece."""
    if depth:
        called_at(depth - 1)
        return
    for _ in range(CALLS):
        returned()


def returned() -> None:
    pass


def most_faults(call: Callable[[int], None]) -> int:
    """Pages mapped anew, at the worst depth; on a thread, whose stack is its own."""
    faults = list[int]()

    def count() -> None:
        for depth in range(300):
            before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
            call(depth)
            faults.append(resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before)

    thread = Thread(target=count)
    thread.start()
    thread.join()
    return max(faults)


def test_calls_with_room_map_no_memory() -> None:
    assert most_faults(called_at) >= CALLS
    assert most_faults(with_room(called_at)) < CALLS // 10


def test_work_with_room_answers_as_without() -> None:
    assert with_room(divmod)(7, 2) == (3, 1)
    assert with_room(called_at).__name__ == "called_at"
