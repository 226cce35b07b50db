"""The form that files a message as an answer, and the one that shows the history of answers."""

from dataclasses import replace

import pytest

from bot.domain.alignment import MessageRef, Status
from bot.services.requests import MessageAsAnswer
from bot.slack.forms.history import SHOWN, history_form
from bot.slack.forms.use_as_answer import read_use_as_answer, use_as_answer_form
from tests.builders import CHANNEL, an_alignment, an_answer
from tests.slack.messages.reading import as_read
from tests.slack.scenes import (
    ANA,
    BEN,
    CY,
    a_good_answer,
    a_partial_answer,
    a_scene,
    a_workspace,
    every_answer,
    shipped_words,
    submitted,
)

WORDS = shipped_words()
FACTS = {"text": "At most 3 % &lt;per week&gt;", "author": CY, "source_channel": CHANNEL, "source_ts": "1.2"}
METRIC = "success_criteria.metric"


def test_a_message_becomes_the_answer_of_its_author() -> None:
    view = use_as_answer_form(a_scene(an_alignment(), alignment_id=None, channel=CHANNEL, facts=FACTS))
    option = next(o for o in view["blocks"][0]["element"]["option_groups"][0]["options"] if METRIC in o["value"])

    request = read_use_as_answer(submitted(view, gap={"selected_option": option}), WORDS)

    expected = MessageAsAnswer(
        alignment_id="A1",
        field=METRIC,
        text="At most 3 % <per week>",
        author=CY,
        source=MessageRef(channel=CHANNEL, ts="1.2"),
    )
    assert expected == request


def test_only_open_questions_of_this_channel_are_offered() -> None:
    here = an_alignment(*every_answer()[1:], title="Here")
    elsewhere = an_alignment(id="A2", channel="C2", title="Elsewhere")
    ended = an_alignment(id="A3", title="Ended", status=Status.CLOSED)

    view = use_as_answer_form(a_scene(here, elsewhere, ended, alignment_id=None, channel=CHANNEL, facts=FACTS))

    groups = view["blocks"][0]["element"]["option_groups"]
    assert [(g["label"]["text"], len(g["options"])) for g in groups] == [("Here", 1)]


def test_what_was_closed_since_takes_no_room_from_what_is_open() -> None:
    closed = [an_alignment(id=f"A{number}", status=Status.CLOSED) for number in range(2, 60)]

    view = use_as_answer_form(a_scene(an_alignment(), *closed, alignment_id=None, channel=CHANNEL, facts=FACTS))

    (group,) = view["blocks"][0]["element"]["option_groups"]
    assert "Refund copilot" == group["label"]["text"]


def test_in_a_thread_only_its_alignment_is_offered() -> None:
    scene = a_scene(an_alignment(), an_alignment(id="A2", title="Other"), channel=CHANNEL, facts=FACTS)

    groups = use_as_answer_form(scene)["blocks"][0]["element"]["option_groups"]

    assert [group["label"]["text"] for group in groups] == ["Refund copilot"]


def test_no_more_questions_are_offered_than_slack_can_show() -> None:
    many = [an_alignment(id=f"A{number}") for number in range(8)]

    groups = use_as_answer_form(a_scene(*many, alignment_id=None, channel=CHANNEL, facts=FACTS))["blocks"][0]

    assert sum(len(group["options"]) for group in groups["element"]["option_groups"]) == 100


def test_without_an_open_question_the_form_says_what_to_do() -> None:
    view = use_as_answer_form(a_scene(an_alignment(*every_answer()), channel=CHANNEL, facts=FACTS))

    assert "submit" not in view
    assert "No question is open in this channel." in as_read(view)


def test_a_question_must_be_chosen() -> None:
    view = use_as_answer_form(a_scene(an_alignment(), channel=CHANNEL, facts=FACTS))

    errors = read_use_as_answer(submitted(view, text={"value": " "}), WORDS)

    assert errors == {"gap": "Please choose a question.", "text": "Please write an answer."}


def test_history_shows_every_answer_with_what_became_of_it() -> None:
    first = a_partial_answer(METRIC, "fast", BEN, revision=1, id="1")
    crossed = a_good_answer(METRIC, "at most 5 %", CY, revision=2, id="2", is_set_aside=True)
    current = a_good_answer(METRIC, "at most 3 %", ANA, revision=3, id="3")
    database = a_workspace(an_alignment(first))
    with database.write() as tx:
        tx.alignments.record("T1", "A1", crossed)
        tx.alignments.record("T1", "A1", current)

    view = history_form(a_scene(an_alignment(first), database=database, facts={"field": METRIC}))

    circumstances = [block["elements"][0]["text"] for block in view["blocks"] if block["type"] == "context"][1:]
    assert [text.rsplit(" · ", 1)[1] for text in circumstances] == ["current", "set aside", "replaced"]
    assert "submit" not in view


def test_history_of_an_artifact_leaves_out_the_others() -> None:
    alignment = an_alignment(a_good_answer(METRIC), a_good_answer("capability.decision"))

    shown = as_read(history_form(a_scene(alignment, facts={"artifact": "capability"})))

    assert "The decision it takes" in shown
    assert "The number that means success" not in shown


@pytest.mark.parametrize(
    ("more", "said"), [(1, "One older answer is not shown."), (2, "2 older answers are not shown.")]
)
def test_history_counts_what_it_does_not_show(more: int, said: str) -> None:
    answers = [an_answer(f"capability.question_{number}") for number in range(SHOWN + more)]

    assert said in as_read(history_form(a_scene(an_alignment(*answers))))


def test_history_that_does_not_exist_yet_says_so() -> None:
    assert "Nobody has answered this yet." in as_read(history_form(a_scene(an_alignment())))


def test_history_is_not_shown_to_somebody_outside_the_channel() -> None:
    alignment = replace(an_alignment(a_good_answer(METRIC, "at most 3 %")), title="Secret plan")

    shown = as_read(history_form(a_scene(alignment, viewer=BEN, members={CHANNEL: {ANA}})))

    assert "There is no alignment here that you can see." in shown
    assert "Secret plan" not in shown
    assert "at most 3 %" not in shown
