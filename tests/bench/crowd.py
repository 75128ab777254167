"""Many browsers in one process: requests, how long they took, the server's memory."""

import asyncio
import os
import re
import time
from array import array
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from urllib.parse import urlencode

TOKEN = "t" * 32
GIVEN = re.compile(rb"\r\nSet-Cookie: +([^=;]+)=([^;\r]*)[^\r]*?[Pp]ath=([^;\r]+)")


class Line:
    """One browser. Each request has a connection of its own, as the proxy in front makes them."""

    def __init__(self, host: str, port: int, session: str) -> None:
        self.host, self.port = host, port
        self.head = (
            f"Host: {host}:{port}\r\nConnection: close\r\nHX-Request: true\r\n"
            f"X-CSRFToken: {TOKEN}\r\nCookie: sessionid={session}; csrftoken={TOKEN}"
        )
        # Cookies given later: path, name → value.
        self.given: dict[tuple[str, str], str] = {}

    async def get(self, path: str) -> tuple[int, str, float]:
        """Status, body, seconds."""
        return await self._ask(f"GET {path} HTTP/1.1\r\n{self._head(path)}\r\n".encode())

    async def post(self, path: str, form: dict[str, object]) -> tuple[int, str, float]:
        body = urlencode(form)
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        length = f"Content-Length: {len(body)}\r\n"
        return await self._ask(
            f"POST {path} HTTP/1.1\r\n{self._head(path)}{kind}{length}\r\n{body}".encode()
        )

    def _head(self, path: str) -> str:
        more = [f"; {name}={v}" for (to, name), v in self.given.items() if path.startswith(to)]
        return f"{self.head}{''.join(more)}\r\n"

    async def _ask(self, request: bytes) -> tuple[int, str, float]:
        began = time.perf_counter()
        try:
            reader, writer = await asyncio.open_connection(self.host, self.port)
            writer.write(request)
            answer = await asyncio.wait_for(reader.read(-1), 60)
            writer.close()
        except (OSError, TimeoutError):
            return 0, "", time.perf_counter() - began
        head, _, body = answer.partition(b"\r\n\r\n")
        for name, value, to in GIVEN.findall(head):
            self.given[to.decode(), name.decode()] = value.decode()
        status = int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/") else 0
        return status, body.decode("utf-8", "replace"), time.perf_counter() - began


class Times:
    """Seconds of something that happened often."""

    def __init__(self) -> None:
        self.values = array("f")

    def add(self, seconds: float) -> None:
        self.values.append(seconds)

    def at(self, percent: int) -> float:
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0

    def clear(self) -> None:
        del self.values[:]

    @property
    def longest(self) -> float:
        return max(self.values, default=0.0)

    def __str__(self) -> str:
        middle, late, longest = (1000 * x for x in (self.at(50), self.at(95), self.longest))
        return f"{len(self.values):>9}{middle:>10.0f}{late:>10.0f}{longest:>10.0f}"


@dataclass(frozen=True)
class Machine:
    """What the server of this process and PostgreSQL's backends have used, at a moment."""

    memory: float  # megabytes, of the server
    server: float  # seconds of processor
    postgresql: float
    here: float


class Memory:
    """Megabytes of the server, taken again and again from when it is warm."""

    def __init__(self) -> None:
        self.values = array("f")

    def add(self, megabytes: float) -> None:
        self.values.append(megabytes)

    def part(self, number: int) -> float:
        """The mean of a quarter of the time."""
        step = max(1, len(self.values) // 4)
        last = None if number == 4 else number * step
        return fmean(self.values[(number - 1) * step : last] or [0.0])

    @property
    def growth(self) -> float:
        """From the third quarter to the fourth, as a share: 0 where it is flat."""
        return self.part(4) / self.part(3) - 1 if self.part(3) else 0.0

    def __str__(self) -> str:
        parts = ", ".join(f"{self.part(number):.0f}" for number in (1, 2, 3, 4))
        return f"{parts} MB qua bốn phần tư thời gian ({self.growth:+.1%} ở nửa sau)"


def machine(database: str) -> Machine:
    parents, seconds, words = {}, {}, {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            facts = (place / "stat").read_text().rpartition(")")[2].split()
            words[int(place.name)] = (place / "cmdline").read_text()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(place.name)] = int(facts[1])
        seconds[int(place.name)] = (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")
    own = {os.getpid()}
    for _ in range(3):
        own |= {pid for pid, parent in parents.items() if parent in own}
    own -= {os.getpid()}
    backends = [pid for pid, said in words.items() if "postgres:" in said and database in said]
    return Machine(
        sum(_memory(pid) for pid in own) / 1024,
        sum(seconds[pid] for pid in own),
        sum(seconds[pid] for pid in backends),
        time.process_time(),
    )


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
