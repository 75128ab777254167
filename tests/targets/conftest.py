"""Tests of targets stand on 22 November 2026 unless they say otherwise."""

import pytest


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


@pytest.fixture
def in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work year 2026 runs, nothing is judged yet."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-01-15")
