"""The set-up as a person meets it: address, account, page; and jobs that get done."""

import time

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in, sign_in_at_keyboard
from tests.server import Server


def test_demo_account_signs_in_and_sees_its_work(page: Page) -> None:
    sign_in_at_keyboard(page, "qt.chanhvanphong")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_visible()


@pytest.mark.usefixtures("worker")
def test_server_and_worker_are_the_application_role(page: Page, server: Server) -> None:
    page.goto("/")
    with psycopg.connect(server.owner_address, autocommit=True) as owner:
        wait_for(owner, "SELECT count(*) = 1 FROM procrastinate_workers")
        roles = owner.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert roles == [("procuracy_app",)]


@pytest.mark.parametrize("story", [1, 2])
def test_each_story_begins_with_the_same_data(page: Page, server: Server, story: int) -> None:
    """What one story breaks is whole again in the next, though the server keeps running."""
    sign_in(page, "qt.vanthu")
    with psycopg.connect(server.owner_address) as owner:
        owner.execute("UPDATE units_user SET is_active = false")
    page.reload()
    expect(page.get_by_label("Tên đăng nhập")).to_be_visible()


def wait_for(owner: psycopg.Connection[tuple[bool]], question: str) -> None:
    deadline = time.monotonic() + 90
    while owner.execute(question).fetchone() != (True,):
        assert time.monotonic() < deadline, question
        time.sleep(0.1)
