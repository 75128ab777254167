"""Tests sign in a hundred times; hashing passwords slowly is for the office."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def quick_hashing(settings: Any) -> None:
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
