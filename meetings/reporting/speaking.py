"""How long a prepared speech takes: by words, as they are counted in Vietnamese (syllables)."""

from math import ceil

WORDS_A_MINUTE = 140  # read aloud in a hall; static/js/speech.js shows the same while typing


def words_in(text: str) -> int:
    return len(text.split())


def minutes_of(text: str) -> int:
    """Whole minutes begun; 0 of nothing."""
    return ceil(words_in(text) / WORDS_A_MINUTE)
