"""Text tokens of app.css keep WCAG AA contrast (4.5 : 1) on every ground they stand on."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static/css/app.css").read_text("utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})\b", CSS))

PAIRS = [
    *[(text, ground) for text in ("ink", "ink-soft", "mute") for ground in ("paper", "ground")],
    *[(text, "navy-soft") for text in ("ink", "ink-soft", "mute", "navy", "bad")],
    *[(text, "mute-soft") for text in ("ink-soft", "mute")],
    *[(text, "marked") for text in ("ink", "navy")],
    *[
        (text, ground)
        for text in ("good", "more", "warn", "bad", "navy")
        for ground in ("paper", "ground")
    ],
    *[(text, f"{text}-soft") for text in ("good", "more", "warn", "bad")],
    ("ink", "warn-soft"),
    ("paper", "navy"),
    ("paper", "navy-deep"),
    ("paper", "bad"),
    ("paper", "mute"),
]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_legible(text: str, ground: str) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "ground"])
def test_edges_of_controls_and_focus_are_visible(ground: str) -> None:
    assert contrast(TOKENS["edge"], TOKENS[ground]) >= 3
    assert contrast(TOKENS["focus"], TOKENS[ground]) >= 3
