"""Sentences are files; what is filled in stays text; a missing fact is noticed at once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from bot.domain.errors import AlignmentClosed, CannotOwn, DateOutOfRange
from bot.slack.mrkdwn import Mrkdwn, mention
from bot.slack.words import Words, cut, day, listed, plain_cut, plain_list
from tests.slack.scenes import shipped_words

REFUSALS = '[CannotOwn]\nbot = "A bot."\notherwise = "Nobody."\n'


def words_of(tmp_path: Path, source: str) -> Words:
    """Return the words of a folder with one template, `greeting`."""
    (tmp_path / "refusals.toml").write_text(REFUSALS, encoding="utf-8")
    (tmp_path / "greeting.j2").write_text(source, encoding="utf-8")
    return Words(tmp_path)


def test_a_bare_name_means_its_text(tmp_path: Path) -> None:
    words = words_of(tmp_path, "{% block text %}\nHello {{ name }}.\n{% endblock %}{% block more %}More{% endblock %}")

    assert words.say("greeting", name="R&D") == "Hello R&amp;D."
    assert words.say("greeting.more") == "More"


def test_plain_words_are_not_escaped(tmp_path: Path) -> None:
    words = words_of(tmp_path, "{% block text %}Hello {{ name }}.{% endblock %}")

    assert words.plain("greeting", name="R&D <x>\u202e\x00") == "Hello R&D <x>."


def test_our_own_markup_is_kept(tmp_path: Path) -> None:
    words = words_of(tmp_path, "{% block text %}Hello {{ person|mention }} and {{ bold }}.{% endblock %}")

    assert words.say("greeting", person="U0ANA", bold=Mrkdwn("*you*")) == "Hello <@U0ANA> and *you*."


def test_what_a_person_typed_cannot_pass_as_an_id(tmp_path: Path) -> None:
    words = words_of(tmp_path, "{% block text %}{{ person|mention }}{% endblock %}")

    assert words.say("greeting", person="!channel") == "!channel"


def test_a_fact_that_is_missing_is_an_error(tmp_path: Path) -> None:
    words = words_of(tmp_path, "{% block text %}Hello {{ name }}.{% endblock %}")

    with pytest.raises(UndefinedError):
        words.say("greeting")


def test_templates_cannot_reach_into_objects(tmp_path: Path) -> None:
    words = words_of(tmp_path, "{% block text %}{{ name.__class__.__mro__ }}{% endblock %}")

    with pytest.raises(SecurityError):
        words.say("greeting", name="Ana")


def test_a_sentence_can_be_looked_for(tmp_path: Path) -> None:
    words = words_of(tmp_path, "{% block text %}Hello{% endblock %}")

    assert words.has("greeting")
    assert words.has("greeting.text")
    assert not words.has("greeting.bye")
    assert not words.has("farewell")


def test_a_refusal_names_its_facts_and_writes_dates_out() -> None:
    words = shipped_words()

    assert words.refusal(DateOutOfRange(latest="2026-05-31")).endswith("and 31 May 2026.")
    assert words.refusal(AlignmentClosed(title="R&D")).startswith("“R&amp;D” was closed")
    assert words.plainly_refused("AlignmentClosed", {"title": "R&D"}).startswith("“R&D” was closed")


@pytest.mark.parametrize("title", ["20260101", "2026-W10", "2026-03-05"])
def test_a_title_that_looks_like_a_date_stays_as_it_is(title: str) -> None:
    assert shipped_words().refusal(AlignmentClosed(title=title)).startswith(f"“{title}” was closed")


def test_a_refusal_without_its_fact_is_still_a_sentence() -> None:
    assert shipped_words().refusal(AlignmentClosed()).startswith("“…” was closed")


def test_a_refusal_may_depend_on_its_reason() -> None:
    words = shipped_words()

    assert words.refusal(CannotOwn(reason="bot")) == "That account is a bot. Please choose a person."
    assert words.refusal(CannotOwn(reason="alien")) == words.refusal(CannotOwn())


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")],
)
def test_lists_use_a_serial_and(items: list[str], expected: str) -> None:
    assert listed(items) == expected
    assert plain_list(items) == expected


def test_lists_escape_text_and_keep_markup() -> None:
    assert listed(["R&D", mention("U0ANA")]) == "R&amp;D and <@U0ANA>"
    assert plain_list(["R&D", "x"]) == "R&D and x"


def test_cutting_is_visible_and_cuts_nothing_in_half() -> None:
    assert cut("R&D & more", 6) == "R…"
    assert plain_cut("Hello there", 6) == "Hello…"
    assert cut("short", 60) == "short"


@pytest.mark.parametrize("value", [date(2026, 3, 2), datetime(2026, 3, 2, 12, 0, tzinfo=UTC), "2026-03-02"])
def test_a_day_is_written_so_that_nobody_confuses_it(value: object) -> None:
    assert day(value) == "2 March 2026"


def test_every_shipped_sentence_compiles_and_is_not_empty_by_itself() -> None:
    folder = Path(__file__).parents[2] / "templates" / "messages"

    for path in folder.glob("*.j2"):
        source = path.read_text(encoding="utf-8")
        assert "{% block" in source
        assert not any(phrase in source.lower() for phrase in ("click below", "click here", "→", "please note"))
