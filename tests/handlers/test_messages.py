"""Messages: answers in the thread and in direct messages, mentions, edits and deletions, and all that is not meant."""

import pytest

from bot.domain.alignment import LONGEST_ANSWER, Answer, Provenance
from bot.domain.delivery import Lane
from bot.domain.effects import Effect, Hear, Heard, Notice, SayDirectly, SayInThread, Whisper
from tests.handlers.payloads import (
    ORGANISATION,
    OTHER_ORGANISATION,
    OTHER_TEAM,
    a_deletion,
    a_direct_message,
    a_message,
    an_edit,
    an_event,
    in_shared_channel,
)
from tests.handlers.reception import Reception
from tests.services.office import ANA, BEN, CARD_TS, EXECUTABLE

DECISION, METRIC = "capability.decision", "success_criteria.metric"
A_FILE = {"id": "F1", "name": "schema.png", "mimetype": "image/png"}
A_TABLE = {
    "id": 1,
    "fallback": "[no preview available]",
    "blocks": [
        {
            "type": "table",
            "rows": [
                [{"type": "raw_text", "text": "field"}, {"type": "raw_text", "text": "type"}],
                [{"type": "raw_text", "text": "claim_id"}, {"type": "raw_text", "text": "string"}],
            ],
        }
    ],
}
MENTION = {
    "type": "app_mention",
    "user": ANA,
    "channel": "C1",
    "ts": "1772443000.000100",
    "text": "<@U0APP> Route  support tickets",
}


def _notices(effects: tuple[Effect, ...]) -> list[Notice]:
    return [effect.notice for effect in effects if hasattr(effect, "notice")]


def _answers(reception: Reception, provenance: Provenance) -> list[Answer]:
    return [answer for answer in reception.office.alignment.answers.values() if answer.provenance is provenance]


def test_a_reply_in_the_thread_is_an_answer(reception: Reception) -> None:
    reception.office.open()

    response = reception.hears(a_message(EXECUTABLE[DECISION]))

    answer = reception.office.alignment.answers[DECISION]
    assert response.status == 200
    assert (answer.text, answer.author, answer.provenance) == (EXECUTABLE[DECISION], ANA, Provenance.THREAD)


def test_an_answer_is_acknowledged_before_it_is_read(reception: Reception) -> None:
    before = reception.office.open()

    response = reception.receives(a_message(EXECUTABLE[DECISION]))

    assert (200, before) == (response.status, reception.office.alignment)


def test_what_was_acknowledged_waits_to_be_heard_as_it_was_typed(reception: Reception) -> None:
    reception.office.open()
    said = a_message(EXECUTABLE[DECISION])

    reception.receives(said)

    with reception.office.database.write() as tx:
        (waiting,) = tx.deliveries.claim(Lane.HEARING, reception.office.clock.now(), 9)
    event = said["event"]
    expected = Hear(
        what=Heard.SAID,
        person=event["user"],
        channel=event["channel"],
        ts=event["ts"],
        thread_ts=event["thread_ts"],
        text=event["text"],
    )
    assert expected == waiting.effect


@pytest.mark.parametrize("subtype", ["thread_broadcast", "file_share"])
def test_a_reply_that_is_also_something_else_is_still_an_answer(reception: Reception, subtype: str) -> None:
    reception.office.open()

    reception.hears(a_message(EXECUTABLE[DECISION], subtype=subtype))

    assert DECISION in reception.office.alignment.answers


@pytest.mark.parametrize(
    "changes",
    [
        {"subtype": "bot_message", "bot_id": "B0OTHER", "user": None},
        {"bot_id": "B0OTHER"},
        {"subtype": "channel_join"},
        {"subtype": "channel_topic"},
        {"subtype": "reminder_add"},
        {"user": None},
        {"user_team": OTHER_TEAM},
        {"thread_ts": None},
        {"thread_ts": "1772000000.000100"},
        {"channel": "C2"},
    ],
)
def test_what_is_no_answer_of_a_colleague_in_the_thread_is_left_alone(
    reception: Reception, changes: dict[str, str | None]
) -> None:
    before = reception.office.open()

    response = reception.hears(a_message(EXECUTABLE[DECISION], **changes))

    assert response.status == 200
    assert before.answers == reception.office.alignment.answers
    assert reception.office.carry_out() == ()


def test_a_table_from_a_spreadsheet_is_an_answer_although_slack_leaves_it_out_of_the_text(reception: Reception) -> None:
    reception.office.open()

    reception.hears(a_message("2.", attachments=[A_TABLE]))

    answers = [answer.text for answer in _answers(reception, Provenance.THREAD)]
    assert ["| field | type |\n| claim_id | string |"] == answers


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thanks!",
        ":tada:",
        "<@U0BEN> do you know?",
        "\u200b",
        "thanks :pray:",
        "_done_ :white_check_mark: :+1::skin-tone-3:",
        "Great work <@U0BEN> and <@U0CAT|cat>! :tada:",
        "<!here> thanks all",
        "cc <@U0BEN>",
        "<@U0BEN> do you know? :thinking_face:",
    ],
)
def test_people_talking_to_each_other_are_left_alone(reception: Reception, text: str) -> None:
    before = reception.office.open()

    reception.hears(a_message(text))

    assert before.answers == reception.office.alignment.answers


def test_the_same_reply_delivered_twice_is_one_answer(reception: Reception) -> None:
    alignment = reception.office.open()
    said = a_message(EXECUTABLE[DECISION])

    responses = [reception.hears(said) for _ in range(3)]

    assert [response.status for response in responses] == [200, 200, 200]
    assert len(reception.office.services.reporting.history("T1", alignment.id, DECISION)) == 1


def test_an_answer_of_forty_thousand_characters_is_kept_as_far_as_answers_go(reception: Reception) -> None:
    reception.office.open()

    response = reception.hears(a_message(f"{EXECUTABLE[DECISION]} {'w' * 40_000}"))

    (answer,) = _answers(reception, Provenance.THREAD)
    assert response.status == 200
    assert len(answer.text) == LONGEST_ANSWER


def test_a_reply_that_could_not_be_stored_is_left_for_slack_to_deliver_again(reception: Reception) -> None:
    reception.office.open()
    said = a_message(EXECUTABLE[DECISION])
    reception.office.database.fail_next_commit = True

    first, second = reception.hears(said), reception.hears(said)

    assert (first.status, second.status) == (503, 200)
    assert DECISION in reception.office.alignment.answers


def test_a_direct_message_answers_what_its_author_owes(reception: Reception) -> None:
    reception.office.open()

    reception.hears(a_direct_message(EXECUTABLE[METRIC]))

    given = {answer.text for answer in _answers(reception, Provenance.DIRECT)}
    assert given == {EXECUTABLE[METRIC]}


def test_a_direct_message_of_somebody_who_owes_nothing_is_answered(reception: Reception) -> None:
    reception.hears(a_direct_message("What do you want from me, and why today of all days?", person=BEN))

    assert _notices(reception.office.carry_out()) == [Notice.NOTHING_OWED]


def test_a_direct_message_of_another_bot_is_left_alone(reception: Reception) -> None:
    reception.hears(a_direct_message("I am a bot and I say a lot of things.", bot_id="B0OTHER"))

    assert reception.office.carry_out() == ()


@pytest.mark.parametrize(
    ("team", "organisation", "author"),
    [
        ("T1", None, {"team": "T1"}),
        ("T1", ORGANISATION, {"team": "T1", "user_team": ORGANISATION}),
        (OTHER_TEAM, None, {"team": OTHER_TEAM, "user_team": "T1"}),
    ],
)
def test_a_colleague_answers_in_a_channel_shared_with_another_organisation(
    reception: Reception, team: str, organisation: str | None, author: dict[str, str]
) -> None:
    reception.office.open()

    reception.hears(
        in_shared_channel(a_message(EXECUTABLE[DECISION]), sent_to=team, organisation=organisation, **author)
    )

    assert DECISION in reception.office.alignment.answers


@pytest.mark.parametrize(
    ("team", "author"),
    [
        (OTHER_TEAM, {"team": OTHER_TEAM}),
        ("T1", {"team": OTHER_TEAM}),
        ("T1", {"team": "T1", "user_team": OTHER_ORGANISATION}),
    ],
)
def test_somebody_of_the_other_organisation_answers_nothing(
    reception: Reception, team: str, author: dict[str, str]
) -> None:
    before = reception.office.open()

    reception.hears(
        in_shared_channel(a_message(EXECUTABLE[DECISION]), sent_to=team, organisation=ORGANISATION, **author)
    )

    assert before.answers == reception.office.alignment.answers


def test_a_colleague_mentions_the_app_in_a_channel_of_the_other_organisation(reception: Reception) -> None:
    mentioned = in_shared_channel(an_event(MENTION), sent_to=OTHER_TEAM, user_team="T1")

    reception.hears(mentioned)

    (whisper,) = reception.office.queued(Whisper)
    assert whisper.notice is Notice.MENTIONED


def test_everybody_in_a_channel_of_ones_own_organisation_is_a_colleague(reception: Reception) -> None:
    reception.office.open()
    said = a_message(EXECUTABLE[DECISION], team="T0SIBLING", user_team="T0SIBLING")

    reception.hears({**said, "is_ext_shared_channel": False})

    assert DECISION in reception.office.alignment.answers


def test_a_mention_offers_to_start_with_what_was_said(reception: Reception) -> None:
    response = reception.hears(an_event(MENTION))

    (whisper,) = reception.office.carry_out()
    assert response.status == 200
    assert isinstance(whisper, Whisper)
    assert (whisper.notice, whisper.person) == (Notice.MENTIONED, ANA)
    assert whisper.facts == {"text": "Route support tickets"}


def test_a_mention_in_another_thread_is_answered_in_that_thread(reception: Reception) -> None:
    reception.hears(an_event({**MENTION, "thread_ts": "1772000000.000100"}))

    (whisper,) = reception.office.queued(Whisper)
    assert whisper.thread_ts == "1772000000.000100"


def test_a_mention_in_the_thread_of_an_alignment_is_an_answer_and_nothing_else(reception: Reception) -> None:
    reception.office.open()

    reception.hears(an_event({**MENTION, "thread_ts": CARD_TS}))

    assert reception.office.carry_out() == ()


@pytest.mark.parametrize("changes", [{"bot_id": "B0OTHER"}, {"user_team": OTHER_TEAM}])
def test_a_mention_by_a_bot_or_by_a_stranger_is_left_alone(reception: Reception, changes: dict[str, str]) -> None:
    response = reception.hears(an_event({**MENTION, **changes}))

    assert response.status == 200
    assert reception.office.carry_out() == ()


@pytest.mark.parametrize("text", ["<@U0APP> {}", "<@U0APP|aligned>: {}", "{} <@U0APP>"])
def test_the_name_of_the_app_is_no_part_of_an_answer(reception: Reception, text: str) -> None:
    reception.office.open()

    reception.hears(a_message(text.format(EXECUTABLE[DECISION])))

    assert reception.office.alignment.answers[DECISION].text == EXECUTABLE[DECISION]


def test_a_colleague_whom_an_answer_names_stays_in_it(reception: Reception) -> None:
    reception.office.open()

    reception.hears(a_message(f"{EXECUTABLE[DECISION]} <@U0BEN> checks it."))

    assert reception.office.alignment.answers[DECISION].text.endswith("<@U0BEN> checks it.")


def test_a_question_to_the_app_is_no_answer(reception: Reception) -> None:
    before = reception.office.open()

    reception.hears(a_message("<@U0APP> what do you mean by metric?"))

    assert before.answers == reception.office.alignment.answers


def test_a_name_added_to_an_answer_later_is_no_other_answer(reception: Reception) -> None:
    reception.office.open()
    said = a_message(EXECUTABLE[DECISION])
    reception.hears(said)
    reception.office.carry_out()

    reception.hears(an_edit(said, f"<@U0APP> {EXECUTABLE[DECISION]}"))

    assert reception.office.carry_out() == ()


def test_a_file_without_words_is_answered_once_to_whoever_shared_it(reception: Reception) -> None:
    reception.office.open()
    reception.office.carry_out()

    for _ in range(2):
        reception.hears(a_message("", subtype="file_share", files=[A_FILE]))

    (whisper,) = reception.office.carry_out()
    assert isinstance(whisper, Whisper)
    assert (whisper.notice, whisper.person, whisper.thread_ts) == (Notice.FILE_ONLY, ANA, CARD_TS)


def test_a_file_sent_to_the_app_is_answered_there(reception: Reception) -> None:
    reception.hears(a_direct_message("", subtype="file_share", files=[A_FILE]))

    (said,) = reception.office.carry_out()
    assert isinstance(said, SayDirectly)
    assert (said.notice, said.person) == (Notice.FILE_ONLY, ANA)


@pytest.mark.parametrize("thread", [None, "1772000000.000100"])
def test_a_file_that_is_none_of_our_business_is_left_alone(reception: Reception, thread: str | None) -> None:
    reception.office.open()
    reception.office.carry_out()

    reception.hears(a_message("", subtype="file_share", files=[A_FILE], thread_ts=thread))

    assert reception.office.carry_out() == ()


def test_an_edited_answer_is_offered_and_never_changed_silently(reception: Reception) -> None:
    reception.office.open()
    said = a_message(EXECUTABLE[DECISION])
    reception.hears(said)
    reception.office.carry_out()

    reception.hears(an_edit(said, "A clerk does everything, as before."))

    (offer,) = reception.office.carry_out()
    assert isinstance(offer, SayInThread)
    assert (offer.notice, offer.facts["text"]) == (Notice.SOURCE_EDITED, "A clerk does everything, as before.")
    assert reception.office.alignment.answers[DECISION].text == EXECUTABLE[DECISION]


def test_an_edit_whose_message_never_came_is_an_answer(reception: Reception) -> None:
    reception.office.open()
    said = a_message("It should be really good.", ts="1772452700.000100")

    reception.hears(an_edit(said, EXECUTABLE[DECISION]))
    reception.hears(said)

    assert EXECUTABLE[DECISION] == reception.office.alignment.answers[DECISION].text


def test_an_edit_by_somebody_of_another_organisation_is_no_answer(reception: Reception) -> None:
    reception.office.open()
    said = a_message("It should be really good.", ts="1772452700.000100", user_team=OTHER_TEAM)

    reception.hears(an_edit(said, EXECUTABLE[DECISION]))

    assert DECISION not in reception.office.alignment.answers


def test_an_edit_that_changes_no_words_is_left_alone(reception: Reception) -> None:
    reception.office.open()
    said = a_message(EXECUTABLE[DECISION])
    reception.hears(said)
    reception.office.carry_out()

    reception.hears(an_edit(said, EXECUTABLE[DECISION], attachments=[{"title": "an unfurled link"}]))

    assert reception.office.carry_out() == ()


def test_an_edited_message_that_answers_nothing_is_left_alone(reception: Reception) -> None:
    reception.office.open()
    said = a_message("thanks!")
    reception.hears(said)

    reception.hears(an_edit(said, "thanks everybody!"))

    assert reception.office.carry_out() == ()


def test_a_deleted_answer_is_noticed_and_stays(reception: Reception) -> None:
    reception.office.open()
    said = a_message(EXECUTABLE[DECISION])
    reception.hears(said)
    reception.office.carry_out()

    reception.hears(a_deletion(said))

    assert _notices(reception.office.carry_out()) == [Notice.SOURCE_DELETED]
    assert DECISION in reception.office.alignment.answers


def test_a_deleted_message_that_had_replies_leaves_a_stub_that_is_no_edit(reception: Reception) -> None:
    reception.office.open()
    said = a_message(EXECUTABLE[DECISION])
    reception.hears(said)
    reception.office.carry_out()

    reception.hears(an_edit(said, "This message was deleted.", subtype="tombstone", user="USLACKBOT"))

    assert _notices(reception.office.carry_out()) == [Notice.SOURCE_DELETED]


@pytest.mark.parametrize("hostile", ["\x00", "\ud800", "\u202e", "<!channel>", "`" * 50, "\u0301" * 50])
def test_hostile_answers_are_taken_like_any_other(reception: Reception, hostile: str) -> None:
    reception.office.open()

    response = reception.hears(a_message(f"{hostile} {EXECUTABLE[DECISION]}"))

    assert response.status == 200
    assert Notice.UNDERSTOOD in _notices(reception.office.carry_out())
