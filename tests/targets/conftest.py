"""Tests of targets stand at ten in the morning of 22 November 2026 unless they say otherwise."""

import pytest


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")


@pytest.fixture
def in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work year 2026 runs, nothing is judged yet."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-01-15")
