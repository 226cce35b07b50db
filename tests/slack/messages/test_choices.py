"""Messages that leave the choice to a person carry enough to act on it."""

from bot.slack.ids import ActionId
from bot.slack.messages.choices import conflict, misplaced, source_deleted, source_edited
from bot.slack.presses import Press
from tests.builders import an_alignment
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, a_good_answer, a_scene, a_workspace

METRIC, SCOPE = "success_criteria.metric", "capability.in_scope"
THEIRS = a_good_answer(METRIC, "At most 3 %", BEN, id="theirs")
MINE = a_good_answer(METRIC, "At most 5 %", ANA, id="mine", revision=2, is_set_aside=True)


def crossed(standing: str | None = "theirs") -> object:
    """Return the scene in which Ana's answer crossed Ben's."""
    database = a_workspace(an_alignment(THEIRS))
    with database.write() as tx:
        tx.alignments.record("T1", "A1", MINE)
    return a_scene(an_alignment(THEIRS), database=database, facts={"answer": "mine", "standing": standing})


def test_both_crossed_answers_are_shown_and_either_can_be_chosen() -> None:
    message = conflict(crossed())

    use_mine, keep_theirs = message.blocks[-1]["elements"]
    assert "<@U0BEN> answered *The number that means success* while you were writing:\n>At most 3 %" in as_read(message)
    assert "Yours is kept, but does not count yet:\n>At most 5 %" in as_read(message)
    assert [use_mine["action_id"], keep_theirs["action_id"]] == [ActionId.USE_MINE, ActionId.KEEP_THEIRS]
    assert Press(a="A1", f=METRIC, x="mine") == Press.of(use_mine) == Press.of(keep_theirs)


def test_a_conflict_can_be_shown_when_the_other_answer_is_not_known() -> None:
    assert "changed while you were writing" in as_read(conflict(crossed(standing=None)))


def test_a_conflict_about_nothing_is_not_spoken_of() -> None:
    assert conflict(a_scene(an_alignment(), facts={"answer": "gone", "standing": None})) is None


def test_a_misplaced_answer_can_be_moved_or_kept() -> None:
    answer = a_good_answer("capability.decision", "Austria only", BEN, id="it")
    facts = {"answer": "it", "field": answer.field, "better": SCOPE}

    message = misplaced(a_scene(an_alignment(answer), viewer=None, facts=facts))

    there, here = message.blocks[-1]["elements"]
    assert "This reads like an answer to *What is in scope*, not to *The decision it takes*." in as_read(message)
    assert Press(a="A1", f=SCOPE, x="it") == Press.of(there)
    assert Press(a="A1", f="capability.decision", x="it") == Press.of(here)


def test_a_misplaced_answer_nobody_knows_any_more_is_not_spoken_of() -> None:
    facts = {"answer": "gone", "field": METRIC, "better": SCOPE}

    assert misplaced(a_scene(an_alignment(), viewer=None, facts=facts)) is None


def test_an_edited_message_does_not_change_its_answer_by_itself() -> None:
    facts = {"field": METRIC, "answer": "theirs", "text": "At most &lt;2 %&gt;, <@U0BEN>"}

    message = source_edited(a_scene(an_alignment(THEIRS), viewer=None, facts=facts))

    update, keep = message.blocks[-1]["elements"]
    assert ">At most &lt;2 %&gt;, @Ben Okafor" in as_read(message)
    assert "The answer has not changed." in message.text
    assert [update["action_id"], keep["action_id"]] == [ActionId.UPDATE_ANSWER, ActionId.KEEP_ANSWER]
    assert Press(a="A1", f=METRIC, x="theirs") == Press.of(update)


def test_an_answer_outlives_its_message() -> None:
    message = source_deleted(a_scene(an_alignment(THEIRS), viewer=None, facts={"field": METRIC}))

    assert message.text == (
        "The message behind *The number that means success* was deleted. The answer stays and can still be changed."
    )
