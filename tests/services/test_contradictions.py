"""Contradictions: who is told of them, what they stop, and what they do not."""

import pytest

from bot.domain.alignment import Alignment, Status
from bot.domain.effects import LookUpPerson, Notice, UpdateCard
from bot.domain.spec import Spec
from bot.rule_files import read_rules
from bot.services.requests import Answers
from tests.builders import WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import Office
from tests.services.stories import WHOLE_SPEC

METRIC, FAILURE, BACKUP = "success_criteria.metric", "success_criteria.failure_threshold", "ownership.backup_owner"
TARGET, WRONG = "Extraction accuracy at least 95 % over 30 days.", "Extraction accuracy below 97 % over 7 days."
RIGHT = "Extraction accuracy below 90 % over 7 days."
GUEST = a_person("U0GIL", is_guest=True)


@pytest.fixture
def strict(database: InMemoryDatabase, clock: StoppedClock) -> Office:
    """An office in which every rule is applied, and Gil is a guest."""
    return Office(database, clock, GUEST, rulebook=read_rules())


def rules_in(office: Office) -> list[str]:
    return [each.rule for each in office.services.reporting.contradictions(office.alignment)]


def caused_by_newest(office: Office, alignment: Alignment, field: str) -> list[str]:
    newest = alignment.answers[field].id
    return [each.rule for each in office.services.reporting.caused_by(alignment, (newest,))]


def frozen(office: Office) -> Spec:
    spec = office.services.reporting.spec(WORKSPACE, office.alignment.id)
    assert spec is not None
    return spec


def test_the_answer_that_brings_a_contradiction_in_is_the_one_that_causes_it(strict: Office) -> None:
    strict.open()
    first = strict.answer(METRIC, TARGET)
    assert caused_by_newest(strict, first, METRIC) == []

    second = strict.answer(FAILURE, WRONG)

    assert caused_by_newest(strict, second, FAILURE) == ["X10"]
    assert rules_in(strict) == ["X10"]


def test_a_later_answer_to_something_else_does_not_cause_it_again(strict: Office) -> None:
    strict.open()
    strict.answer(METRIC, TARGET)
    strict.answer(FAILURE, WRONG)

    third = strict.answer("capability.out_of_scope", "No legal advice, no claims with injured people.")

    assert caused_by_newest(strict, third, "capability.out_of_scope") == []


def test_correcting_one_of_the_two_answers_ends_it(strict: Office) -> None:
    strict.open()
    strict.answer(METRIC, TARGET)
    strict.answer(FAILURE, WRONG)

    strict.answer(FAILURE, RIGHT)

    assert rules_in(strict) == []


def test_both_answers_in_one_form_cause_it_together(strict: Office) -> None:
    alignment = strict.open()
    texts = {METRIC: TARGET, FAILURE: WRONG}
    strict.services.interrogation.submit(strict.inbound(), Answers(alignment_id=alignment.id, texts=texts))

    ids = [answer.id for answer in strict.alignment.answers.values() if answer.field in texts]

    assert [each.rule for each in strict.services.reporting.caused_by(strict.alignment, ids)] == ["X10"]


def test_a_spec_that_contradicts_itself_is_complete_and_says_so(strict: Office) -> None:
    alignment = strict.open()
    texts = {**WHOLE_SPEC, FAILURE: "Field extraction accuracy below 98 % over 7 days: then it is switched off."}
    strict.services.interrogation.submit(strict.inbound(), Answers(alignment_id=alignment.id, texts=texts))

    assert strict.alignment.status is Status.COMPLETE
    assert "X10" in [each.rule for each in frozen(strict).contradictions]


def test_a_rule_that_is_switched_off_is_named_in_the_spec(database: InMemoryDatabase, clock: StoppedClock) -> None:
    office = Office(database, clock, rulebook=read_rules("X10,X11"))
    alignment = office.open()
    texts = {**WHOLE_SPEC, FAILURE: "Field extraction accuracy below 98 % over 7 days: then it is switched off."}
    office.services.interrogation.submit(office.inbound(), Answers(alignment_id=alignment.id, texts=texts))

    assert frozen(office).contradictions == ()
    assert frozen(office).rules_off == ("X10", "X11")


def test_somebody_who_is_mentioned_for_the_first_time_is_looked_up(strict: Office) -> None:
    strict.open()
    strict.carry_out()

    strict.answer(BACKUP, "<@U0GIL> stands in while I am away, agreed.")

    looked_up = [effect for effect in strict.carry_out() if isinstance(effect, LookUpPerson)]
    assert [effect.person for effect in looked_up] == ["U0GIL"]


def test_the_thread_hears_of_a_guest_who_is_to_do_something_and_the_card_shows_it(strict: Office) -> None:
    strict.open()
    strict.carry_out()

    strict.answer(BACKUP, "<@U0GIL> stands in while I am away, agreed.")

    happened = strict.carry_out()
    (told,) = [each for each in happened if getattr(each, "notice", None) is Notice.CONTRADICTED]
    assert told.facts["person"] == "U0GIL"  # type: ignore[union-attr]
    assert any(isinstance(each, UpdateCard) for each in happened[happened.index(told) - 1 :])
    assert rules_in(strict) == ["X13"]


def test_nobody_hears_of_a_colleague_who_is_to_do_something(strict: Office) -> None:
    strict.open()
    strict.answer(BACKUP, "<@U0BEN> stands in while I am away, agreed.")

    assert strict.said(Notice.CONTRADICTED) == []


def test_what_only_a_switched_off_rule_objects_to_is_stored_as_executable(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    office = Office(database, clock, rulebook=read_rules("V6"))
    office.open()

    alignment = office.answer(METRIC, "Extraction accuracy around 95 % or more over 30 days.")

    assert alignment.answers[METRIC].assessment.is_executable
