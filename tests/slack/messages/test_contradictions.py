"""Contradictions as people read them: short on the card, with their question in the thread and in the spec."""

from dataclasses import replace

from bot.domain.alignment import Alignment, Answer
from bot.domain.catalogue import Depth
from bot.domain.spec import spec_of
from bot.rule_files import read_rules
from bot.services.reporting import Reporting
from bot.slack.exports import Exports
from bot.slack.messages.card import card
from bot.slack.messages.contradictions import MOST_ON_CARD, contradicted
from bot.slack.messages.notices import offered_help
from bot.slack.messages.reports import show
from bot.slack.messages.summary import summary
from bot.slack.messages.understood import understood
from bot.slack.scene import Scene
from tests.builders import OPENED_AT, WORKSPACE, a_person, an_alignment
from tests.fakes import StoppedClock
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, a_good_answer, a_scene, a_workspace, core_catalogue, whole_catalogue

TARGET = a_good_answer("success_criteria.metric", "At least 92 % right over 30 days.", id="target")
LIMIT = a_good_answer("success_criteria.failure_threshold", "Below 95 % right over 7 days.", id="limit")
X10 = "≠ *X10* · The number that means success / The number that means failure"


def a_scene_with_rules(*answers: Answer, off: str = "", frozen: bool = False, **facts: object) -> Scene:
    """Return a scene in which every rule is applied that is not switched off; Gil is a guest."""
    alignment = an_alignment(*answers, facilitator=ANA, version=int(frozen), depth=Depth.HIGH)
    database, book = a_workspace(alignment), read_rules(off)
    reporting = Reporting(database=database, catalogue=whole_catalogue(), clock=StoppedClock(), rulebook=book)
    with database.write() as tx:
        tx.people.put(a_person("U0GIL", name="Gil Haas", is_guest=True))
    if frozen:
        found = reporting.contradictions(alignment)
        spec = spec_of(alignment, core_catalogue(), OPENED_AT, contradictions=found, rules_off=book.off)
        with database.write() as tx:
            tx.specs.freeze(WORKSPACE, spec)
    return a_scene(alignment, database=database, reporting=reporting, catalogue=whole_catalogue(), facts=facts)


def test_the_card_names_the_rule_and_the_two_parts_on_one_line() -> None:
    lines = as_read(card(a_scene_with_rules(TARGET, LIMIT))).split("\n")

    assert f"  {X10}" in lines


def test_a_card_without_contradictions_says_nothing_of_them() -> None:
    assert "≠" not in as_read(card(a_scene_with_rules(TARGET)))


def test_many_contradictions_do_not_crowd_the_card() -> None:
    answers = [a_good_answer(field.key, "<@U0GIL> does it.") for field in whole_catalogue()]
    scene = a_scene_with_rules(*answers)

    lines = [line.strip() for line in as_read(card(scene)).split("\n") if "≠" in line]

    assert len(lines) == MOST_ON_CARD + 1
    assert lines[-1] == f"≠ and {len(scene.reporting.contradictions(scene.alignment)) - MOST_ON_CARD} more"


def test_the_answer_that_causes_it_is_told_with_the_question() -> None:
    said = as_read(understood(a_scene_with_rules(TARGET, LIMIT, answers=["limit"])))

    assert f"{X10}: “At least 92 %” counts as success, but “Below 95 %” counts as failure" in said


def test_an_answer_that_does_not_cause_it_is_not_told() -> None:
    harmless = a_good_answer("capability.out_of_scope", id="harmless")

    assert "≠" not in as_read(understood(a_scene_with_rules(TARGET, LIMIT, harmless, answers=["harmless"])))


def test_the_spec_so_far_lists_them_under_a_heading() -> None:
    said = as_read(show(a_scene_with_rules(TARGET, LIMIT)))

    assert f"One contradiction is still open:\n{X10}: " in said


def test_the_summary_says_what_was_open_when_the_version_was_frozen() -> None:
    said = as_read(summary(a_scene_with_rules(TARGET, LIMIT, frozen=True), 1))

    assert "One contradiction is still open:" in said
    assert X10 in said


def test_an_account_that_cannot_do_it_is_named_and_mentioned_by_nobody() -> None:
    backup = a_good_answer("ownership.backup_owner", "<@U0GIL> stands in.")

    said = as_read(contradicted(a_scene_with_rules(backup, person="U0GIL")))

    assert "≠ *X13* · Who stands in: @Gil Haas is a guest here" in said
    assert "<@U0GIL>" not in said


def test_nothing_is_said_about_an_account_once_the_answer_names_somebody_else() -> None:
    backup = a_good_answer("ownership.backup_owner", "<@U0BEN> stands in.")

    assert contradicted(a_scene_with_rules(backup, person="U0GIL")) is None


def test_words_of_people_stay_words() -> None:
    hostile = replace(TARGET, text="At least 92 % <!channel> *right* over 30 days.")

    said = as_read(show(a_scene_with_rules(hostile, LIMIT)))

    assert "<!channel>" not in said


def test_help_names_the_rules_that_are_switched_off() -> None:
    assert "Rules that are switched off here: X11 and V3." in as_read(offered_help(a_scene_with_rules(off="X11,V3")))
    assert "switched off" not in as_read(offered_help(a_scene_with_rules()))


def test_the_files_carry_contradictions_and_rules_that_were_off() -> None:
    scene = a_scene_with_rules(TARGET, LIMIT, off="X11", frozen=True)
    spec = scene.reporting.spec(WORKSPACE, scene.alignment.id, 1)
    assert spec is not None

    text = Exports().markdown(spec, str)

    assert "## Open contradictions\n\n- X10, The number that means success / The number that means failure: “" in text
    assert "Rules that were switched off: X11." in text
    assert [each.rule for each in spec.contradictions] == ["X10"]


def test_a_spec_without_contradictions_has_no_such_heading() -> None:
    alignment: Alignment = an_alignment(TARGET, facilitator=ANA, version=1)

    text = Exports().markdown(spec_of(alignment, core_catalogue(), OPENED_AT), str)

    assert "contradictions" not in text
    assert "switched off" not in text
