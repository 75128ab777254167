"""`./dev load meeting`: one large meeting, typed by many and followed by many, on this machine.

60 sites, 400 people present, 40 lines of agenda and 600 interventions already written down; 12
secretaries type and save by themselves as the desk does, 200 viewers follow. Server and PostgreSQL
share the machine with it. At the end everything that was sent is counted in the database and at
every viewer: a lost or doubled row or an error ends with status 1. Times are printed and judged
only with --judge: machines differ.
"""

import argparse
import asyncio
import itertools
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import django

from tests import databases
from tests.bench.crowd import Line, Machine, Memory, Times, machine
from tests.server import Server, web_server

SECRETARIES, VIEWERS = 12, 200
GOAL_SAVE_P95, GOAL_SEEN = 0.150, 2.0  # seconds
# From the third quarter of the time to the fourth, as a share.
GOAL_GROWTH = 0.02
WRITTEN_BEFORE = 600
WORDS = (
    "đơn",
    "vị",
    "đã",
    "giải",
    "quyết",
    "tin",
    "báo",
    "đúng",
    "hạn",
    "còn",
    "chuyển",
    "kỳ",
    "sau",
)
MARK = re.compile(r"\[#(\d+)\]")
ROW = re.compile(r'data-row="([0-9a-f-]{36})"')
SINCE = re.compile(r"since=(\d+)")
EVERY = re.compile(r'hx-trigger="every (\d+)(m?s)')
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')


@dataclass
class Cast:
    """Who takes part: sessions of those who type and of those who follow."""

    meeting: int
    item: int
    change_no: int
    secretaries: list[str]
    viewers: list[str]


@dataclass
class Play:
    """What was sent and what was seen."""

    cast: Cast
    place: tuple[str, int]
    ends: float
    arrival: float  # seconds until everybody is there; times are taken from then on
    every: float = 2.0
    saves: Times = field(default_factory=Times)
    polls: Times = field(default_factory=Times)
    pages: Times = field(default_factory=Times)
    seen: Times = field(default_factory=Times)
    memory: Memory = field(default_factory=Memory)
    # Followers go on for three looks after the last word was saved.
    is_followed: bool = True
    wrong: Counter[str] = field(default_factory=Counter)
    # By row: marks of its savings with the moment each was sent; the text last acknowledged.
    sent: dict[UUID, list[tuple[int, float]]] = field(default_factory=dict)
    stored: dict[UUID, str] = field(default_factory=dict)
    marks: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def is_on(self) -> bool:
        return time.monotonic() < self.ends

    def line(self, session: str) -> Line:
        return Line(*self.place, session)

    def address(self, rest: str) -> str:
        return f"/meetings/{self.cast.meeting}/{rest}"


class Follower:
    """Asks for what is newer, and keeps the newest mark of every row: the record as he sees it."""

    def __init__(self, play: Play, session: str, *, is_reading: bool = True) -> None:
        self.play, self.line = play, play.line(session)
        self.known = play.cast.change_no
        self.reading = "&reading=1" if is_reading else ""
        self.marks: dict[UUID, int] = {}
        self.reached: dict[UUID, int] = {}  # how many savings of a row were counted as seen

    async def follow(self, delay: float) -> None:
        await asyncio.sleep(delay)
        while self.play.is_followed:
            began = time.monotonic()
            await self.ask()
            await asyncio.sleep(max(0.0, self.play.every - (time.monotonic() - began)))

    async def ask(self) -> None:
        path = self.play.address(f"changes/?since={self.known}{self.reading}")
        status, body, seconds = await self.line.get(path)
        self.play.polls.add(seconds)
        if status == 200:
            self.take(body, time.monotonic())
        elif status != 204:
            self.play.wrong[f"hỏi thay đổi: {status}"] += 1

    def take(self, body: str, now: float) -> None:
        found = SINCE.search(body)
        if found:
            self.known = int(found[1])
        pieces = ROW.split(body)[1:]
        for key, piece in zip(pieces[::2], pieces[1::2], strict=True):
            if marks := MARK.findall(piece):
                self.see(UUID(key), int(marks[-1]), now)

    def see(self, row: UUID, mark: int, now: float) -> None:
        self.marks[row] = mark
        history = self.play.sent.get(row, [])
        at = self.reached.get(row, 0)
        while at < len(history) and history[at][0] <= mark:
            self.play.seen.add(now - history[at][1])
            at += 1
        self.reached[row] = at


class Secretary:
    """Types rows one after another; the desk sends each pause of the fingers."""

    def __init__(self, play: Play, session: str, place: int) -> None:
        self.play, self.line = play, play.line(session)
        self.dice = random.Random(place)
        self.follower = Follower(play, session, is_reading=False)

    async def work(self) -> None:
        await asyncio.sleep(self.dice.uniform(0, 3))
        while self.play.is_on:
            await self.write_row()

    async def write_row(self) -> None:
        key, text, version = uuid4(), "", 0
        savings = self.dice.randint(4, 12)
        for number in range(1, savings + 1):
            text += " ".join(self.dice.choices(WORDS, k=self.dice.randint(4, 14))) + " "
            is_last = number == savings or not self.play.is_on
            version = await self.save(key, text, version, is_last)
            if is_last or version < 0:
                return
            await asyncio.sleep(self.dice.uniform(1.2, 3.8))

    async def save(self, key: UUID, text: str, version: int, is_last: bool) -> int:
        mark = next(self.play.marks)
        marked = f"{text}[#{mark}]"
        form: dict[str, object] = {
            "speaker_text": "Viện trưởng",
            "kind": "report",
            "agenda_item": self.play.cast.item,
            "text": marked,
            "version": version,
        }
        if is_last:
            form["finish"] = 1
        self.play.sent.setdefault(key, []).append((mark, time.monotonic()))
        path = self.play.address(f"interventions/{key}/")
        status, body, seconds = await self.line.post(path, form)
        self.play.saves.add(seconds)
        if status != 200:
            self.play.wrong[f"lưu: {status}"] += 1
            return -1
        self.play.stored[key] = marked
        found = VERSION.search(body)
        return int(found[1]) if found else version


async def look_in(play: Play) -> None:
    """Every few seconds somebody opens the whole page."""
    for session in itertools.cycle(play.cast.viewers):
        status, body, seconds = await play.line(session).get(play.address("desk/"))
        play.pages.add(seconds)
        if status != 200:
            play.wrong[f"mở trang: {status}"] += 1
        elif found := EVERY.search(body):
            play.every = int(found[1]) / (1000 if found[2] == "ms" else 1)
        await asyncio.sleep(10)


async def weigh(play: Play, database: str) -> None:
    """The server's memory, from when everybody is there."""
    await asyncio.sleep(play.arrival)
    while True:
        play.memory.add(machine(database).memory)
        await asyncio.sleep(2)


async def perform(play: Play, database: str) -> list[Follower]:
    dice = random.Random(0)
    secretaries = [Secretary(play, s, n) for n, s in enumerate(play.cast.secretaries)]
    viewers = [Follower(play, session) for session in play.cast.viewers]
    followers = [*viewers, *(one.follower for one in secretaries)]
    beside = [asyncio.create_task(job) for job in (look_in(play), weigh(play, database))]
    following = asyncio.gather(
        *(one.follow(dice.uniform(0, 0.8 * play.arrival)) for one in followers)
    )
    await asyncio.gather(*(one.work() for one in secretaries))
    await asyncio.sleep(3 * play.every)
    play.is_followed = False
    await following
    for job in beside:
        job.cancel()
    for end in await asyncio.gather(*beside, return_exceptions=True):
        if isinstance(end, Exception):  # and no mere cancelling
            raise end
    return followers


def judge(play: Play, followers: list[Follower]) -> list[str]:
    """What was lost or doubled, in the database and at each follower."""
    from meetings.models import Intervention

    rows = Intervention.objects.filter(meeting_id=play.cast.meeting).values_list(
        "client_key", "text"
    )
    kept = dict(rows)
    faults = [f"{key}: mất" for key in play.stored if key not in kept]
    faults += [
        f"{key}: khác nội dung đã gửi" for key, text in play.stored.items() if kept.get(key) != text
    ]
    if (count := len(rows)) != (wanted := WRITTEN_BEFORE + len(play.stored)):
        faults.append(f"có {count} dòng, phải là {wanted}")
    last = {key: int(MARK.findall(text)[-1]) for key, text in play.stored.items()}
    behind = sum(one.marks != last for one in followers)
    if behind:
        faults.append(f"{behind} người xem không thấy đủ")
    faults += [f"{what} ({times} lần)" for what, times in play.wrong.items()]
    return faults


def show(play: Play, people: int, seconds: float, before: Machine, after: Machine) -> None:
    savings = sum(len(marks) for marks in play.sent.values())
    print(f"{'':<28}{'số lần':>9}{'p50 (ms)':>10}{'p95 (ms)':>10}{'lâu nhất':>10}")
    for words, times in (
        ("tự lưu", play.saves),
        ("người khác thấy", play.seen),
        ("hỏi thay đổi", play.polls),
        ("mở cả trang", play.pages),
    ):
        print(f"{words:<28}{times}")
    print(f"dòng đã gửi {len(play.sent)} ({savings} lần lưu), máy chủ đã nhận {len(play.stored)}")
    rate = len(play.polls.values) / seconds
    print(f"{people} người theo dõi, hỏi mỗi {play.every} s: {rate:.0f} lần/giây")
    used = [after.server - before.server, after.postgresql - before.postgresql]
    shares = [f"{part / seconds:.0%}" for part in (*used, after.here - before.here)]
    print(f"bộ xử lý: máy chủ web {shares[0]}, PostgreSQL {shares[1]}, phép đo {shares[2]}")
    print(f"bộ nhớ máy chủ web: {play.memory}")
    sys.stdout.flush()


async def warm(server: Server, cast: Cast, workers: int) -> None:
    """Each process of a server has done its first work long before a meeting begins."""
    address = urlsplit(server.url)
    assert address.hostname
    assert address.port
    lines = [Line(address.hostname, address.port, session) for session in cast.secretaries]
    for _ in range(2):
        await asyncio.gather(
            *(line.get(f"/meetings/{cast.meeting}/desk/") for line in lines[: 2 * workers])
        )


def measure(server: Server, cast: Cast, seconds: float) -> tuple[Play, list[Follower]]:
    """Times and the use of the machine count from when everybody is there."""
    address = urlsplit(server.url)
    assert address.hostname
    assert address.port
    arrival = min(30.0, seconds / 4)
    ends = time.monotonic() + seconds
    play = Play(cast, (address.hostname, address.port), ends, arrival)
    before: list[Machine] = []

    def begin() -> None:
        for times in (play.saves, play.polls, play.pages, play.seen):
            times.clear()
        before.append(machine(server.database))

    async def run() -> list[Follower]:
        asyncio.get_running_loop().call_later(arrival, begin)
        return await perform(play, server.database)

    began = time.monotonic()
    followers = asyncio.run(run())
    lasted = time.monotonic() - began - arrival
    show(play, len(followers), lasted, before[0], machine(server.database))
    return play, followers


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev load meeting")
    parser.add_argument("--seconds", type=float, default=1800, help="kéo dài bao lâu")
    parser.add_argument("--workers", type=int, default=2, help="số tiến trình máy chủ web")
    parser.add_argument("--threads", type=int, default=4, help="số luồng của mỗi tiến trình")
    parser.add_argument("--viewers", type=int, default=VIEWERS, help="số người xem")
    parser.add_argument("--judge", action="store_true", help="không đạt cả khi chậm hơn mục tiêu")
    options = parser.parse_args(arguments)
    django.setup()
    from tests.bench.large_meeting import make_cast

    name = databases.clone_name("meeting")
    databases.clone(databases.migrated(), name)
    try:
        with databases.connected(name):
            cast = make_cast(SECRETARIES, options.viewers, WRITTEN_BEFORE)
        with web_server(name, workers=options.workers, threads=options.threads) as server:
            asyncio.run(warm(server, cast, options.workers))
            play, followers = measure(server, cast, options.seconds)
        with databases.connected(name):
            faults = judge(play, followers)
    finally:
        databases.drop(name)
    if options.judge and play.saves.at(95) > GOAL_SAVE_P95:
        faults.append("tự lưu chậm hơn 150 ms")
    if options.judge and play.seen.longest > GOAL_SEEN:
        faults.append("người khác thấy muộn hơn 2 giây")
    if options.judge and play.memory.growth > GOAL_GROWTH:
        faults.append("bộ nhớ máy chủ web còn tăng")
    for fault in faults[:20]:
        print(f"Không đạt: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
