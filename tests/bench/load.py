"""`./dev load`: many people at once on a running server; answers per second and waiting times.

Signed in as demo accounts, they read the pages given as arguments, or what everybody sees first.
Figures are printed, never judged: machines differ. `./dev load meeting`: `load_meeting.py`.
"""

import argparse
import http.client
import re
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

import psycopg

from tests import databases
from tests.bench import load_meeting
from tests.server import Server, job_worker, web_server

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Visitor:
    """One browser: a connection that stays open, and its cookies."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(self.server.url).netloc, timeout=60)

    def request(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Status, and the body or the address to go on to."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(form) if form else None, headers)
        response = self.connection.getresponse()
        body = response.read().decode()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return response.status, response.headers.get("Location", "") or body

    def sign_in(self, username: str) -> str:
        """The address where the application then leads."""
        _, address = self.request("GET", "/")
        _, body = self.request("GET", address)
        found = TOKEN.search(body)
        assert found, f"no form at {address}"
        form = {"username": username, "password": databases.DEMO_PASSWORD}
        form["csrfmiddlewaretoken"] = found[1]
        status, landing = self.request("POST", address, form)
        assert status == 302, f"{username} cannot sign in: {status}"
        return landing


def arrive(server: Server, username: str, pages: Sequence[str]) -> tuple[Visitor, Sequence[str]]:
    """Signed in, with the pages to read: where sign-in leads when none are asked for."""
    visitor = Visitor(server)
    landing = visitor.sign_in(username)
    return visitor, pages or [landing]


def read(visitor: Visitor, pages: Sequence[str], rounds: int) -> list[float]:
    """Seconds that each page took; a page that is not there or breaks ends the run."""
    times = []
    for page in list(pages) * rounds:
        start = time.perf_counter()
        status, _ = visitor.request("GET", page)
        times.append(time.perf_counter() - start)
        assert status == 200, f"{page}: {status}"
    return times


def usernames(server: Server) -> list[str]:
    with psycopg.connect(server.owner_address) as owner:
        rows = owner.execute("SELECT username FROM units_user WHERE is_active ORDER BY username")
        return [name for (name,) in rows]


def measure(server: Server, people: int, pages: Sequence[str], rounds: int) -> str:
    """One line of the table; signing in is not part of the time."""
    names = usernames(server)
    with ThreadPoolExecutor(people) as pool:
        present = list(
            pool.map(lambda n: arrive(server, names[n % len(names)], pages), range(people))
        )
        start = time.perf_counter()
        jobs = [pool.submit(read, visitor, wanted, rounds) for visitor, wanted in present]
        times = [seconds for job in jobs for seconds in job.result()]
    rate = len(times) / (time.perf_counter() - start)
    p95 = quantiles(times, n=20)[-1]
    return f"{people:>7} {len(times):>9} {rate:>9.0f} {median(times):>9.3f} {p95:>9.3f}"


def main(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] == "meeting":
        return load_meeting.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="./dev load")
    parser.add_argument(
        "pages", nargs="*", help="địa chỉ trang; bỏ trống: trang đầu sau khi đăng nhập"
    )
    parser.add_argument("--people", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args(arguments)
    name = databases.clone_name("load")
    databases.clone(databases.demo(), name)
    try:
        with web_server(name, workers=2) as server, job_worker(name):
            print(f"{'người':>7} {'yêu cầu':>9} {'/giây':>9} {'p50 (s)':>9} {'p95 (s)':>9}")
            for people in options.people:
                print(measure(server, people, options.pages, options.rounds), flush=True)
    finally:
        databases.drop(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
