"""Text from people is harmless, measured the strict way, and cut where a reader would cut it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import (
    ELLIPSIS,
    END_ISOLATE,
    ISOLATE,
    MARKS_PER_BASE,
    cleaned,
    length,
    stripped,
    truncated,
)

ANYTHING = st.text(st.characters(codec=None))
DECEPTIVE = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@given(ANYTHING)
def test_no_control_override_or_surrogate_survives(text: str) -> None:
    survivors = [
        character
        for character in stripped(text)
        if character in DECEPTIVE or unicodedata.category(character) in {"Cs"} or character in "\x00\x08\x1b\x7f\x9f\r"
    ]

    assert survivors == []


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = stripped(text)

    assert once == stripped(once)


def test_line_feeds_and_tabs_survive() -> None:
    assert cleaned("one\n\ttwo\r\nthree") == "one\n\ttwo\nthree"


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    assert cleaned("a\ud800b") == "a\ufffdb"


def test_composed_and_decomposed_letters_become_the_same() -> None:
    assert cleaned("e\u0301") == "é"


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u0e49", "\u05b0", "\u20dd"])
def test_a_tower_of_marks_is_cut_to_eight(mark: str) -> None:
    thinned = cleaned("x" + mark * 500 + "y")

    assert sum(unicodedata.category(character).startswith("M") for character in thinned) == MARKS_PER_BASE
    assert thinned.startswith("x")
    assert thinned.endswith("y")


def test_the_isolates_of_a_quotation_survive_cleaning_but_a_persons_own_do_not() -> None:
    quoted = f"{ISOLATE}שלום{END_ISOLATE}"

    assert quoted == cleaned(quoted)
    assert stripped(quoted) == "שלום"


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("é", 1), ("👩", 2), ("\ud800", 1)])
def test_length_counts_utf_16_units(text: str, units: int) -> None:
    assert units == length(text)


def test_a_text_within_the_limit_is_left_alone() -> None:
    assert truncated("twelve chars", 12) == "twelve chars"


def test_a_longer_text_ends_visibly() -> None:
    assert truncated("eleven chars", 11) == "eleven cha" + ELLIPSIS


@given(st.text(), st.integers(1, 40))
def test_a_truncated_text_is_never_longer_than_the_limit(text: str, limit: int) -> None:
    assert length(truncated(text, limit)) <= limit


@pytest.mark.parametrize(
    "character",
    [
        "👨‍👩‍👧‍👦",
        "👍🏽",
        "🇩🇪",
        "🏴\U000e0067\U000e0062\U000e007f",
        "e\u0323\u0301",
        "❤️",
    ],
)
def test_no_cut_falls_inside_what_a_reader_takes_for_one_character(character: str) -> None:
    text = character * 4
    whole = {character * count + ELLIPSIS for count in range(4)}

    cuts = {truncated(text, limit) for limit in range(1, length(text))}

    assert cuts <= whole
