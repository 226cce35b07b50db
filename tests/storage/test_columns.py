"""What goes into a column comes out as it should, or is refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from bot.domain.effects import SayInThread
from storage.columns import storable
from tests.builders import a_finding, a_person, a_spec, an_alignment, an_answer, an_assessment, an_effect

HOSTILE = "a\0b\ud800c\udfffd"
CLEAN = "a\ufffdb\ufffdc\ufffdd"
FOREIGN = "Größe ≥ 5 µs · 日本語 · \u202eevil\u202c · 👩‍👩‍👧 · '; DROP TABLE answers; --"


@pytest.mark.parametrize(("text", "expected"), [(HOSTILE, CLEAN), (FOREIGN, FOREIGN), ("", "")])
def test_text_is_stored_without_what_no_database_takes(database, text, expected):
    with database.write() as tx:
        tx.alignments.add(an_alignment(an_answer(text=text), title=text))

    with database.read() as tx:
        stored = tx.alignments.get("T1", "A1")
    assert (stored.title, stored.answers["capability.decision"].text) == (expected, expected)


def test_a_judgement_that_quotes_hostile_words_is_stored_clean(database):
    judged = an_assessment(found={"limit": HOSTILE}, findings=(a_finding(words=HOSTILE),))
    with database.write() as tx:
        tx.alignments.add(an_alignment(an_answer(assessment=judged)))

    with database.read() as tx:
        stored = tx.alignments.get("T1", "A1").answers["capability.decision"].assessment
    assert stored == an_assessment(found={"limit": CLEAN}, findings=(a_finding(words=CLEAN),))


def test_a_question_for_hostile_text_finds_nothing_and_does_not_fail(database):
    with database.read() as tx:
        assert tx.people.find(HOSTILE, HOSTILE) is None
        assert tx.alignments.find_by_thread("T1", HOSTILE, HOSTILE) is None


def test_facts_of_an_effect_are_stored_clean(database, clock):
    with database.write() as tx:
        number = tx.deliveries.add("T1", an_effect(facts={"words": ["a\0b"]}), due_at=clock.now())

    with database.read() as tx:
        effect = tx.deliveries.get(number).effect
    assert isinstance(effect, SayInThread)
    assert effect.facts == {"words": ["a\ufffdb"]}


def test_a_document_is_stored_clean(database):
    with database.write() as tx:
        tx.specs.freeze("T1", a_spec(title="a\0b"))

    with database.read() as tx:
        assert tx.specs.get("T1", "A1") == a_spec(title="a\ufffdb")


def test_keys_of_a_document_are_cleaned_too():
    assert storable({"a\0": ["b\0", 1, None, ("c\0",)]}) == {"a\ufffd": ["b\ufffd", 1, None, ["c\ufffd"]]}


def test_an_instant_of_any_zone_comes_back_in_utc(database):
    seen_at = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with database.write() as tx:
        tx.people.put(a_person(seen_at=seen_at))

    with database.read() as tx:
        stored = tx.people.find("T1", "UANA").seen_at
    assert (stored, stored.tzinfo) == (seen_at, UTC)


def test_a_naive_instant_is_refused(database):
    naive = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 # that is the point

    with pytest.raises(StatementError, match="naive"), database.write() as tx:
        tx.people.put(a_person(seen_at=naive))
