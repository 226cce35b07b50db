"""Answers, wherever they are given, and what happens to them afterwards."""

from bot.slack.ids import ActionId, CallbackId, CardChoice
from sandbox.seen import SeenMessage
from tests.journeys.journey import Journey, Thread

DECISION, METRIC, THRESHOLD = "capability.decision", "success_criteria.metric", "success_criteria.failure_threshold"
OTHER_METRIC = "At least 80 % of claims in the right queue, over 7 days."


def test_a_reply_is_read_back_and_the_next_question_asked(journey: Journey) -> None:
    thread = journey.start()

    thread.says(journey.bob, journey.example(DECISION))

    understood = thread.waits_for(journey.label(DECISION), "executable")
    assert any(action.startswith(ActionId.NOT_NOW) for action in understood.action_ids)


def test_an_answer_that_is_addressed_to_the_app_is_kept_without_its_name(journey: Journey) -> None:
    thread = journey.start()

    thread.says(journey.bob, f"@aligned {journey.example(DECISION)}")

    thread.waits_for(journey.label(DECISION), "executable")
    assert journey.ana.types("/aligned show", channel=thread.channel).ok
    shown = journey.told(journey.ana, thread.channel, journey.example(DECISION)[:40])
    assert journey.app_user not in shown.everything
    assert "@Aligned" not in shown.everything


def test_a_form_closes_the_gap_and_the_card_shows_it(journey: Journey) -> None:
    thread = journey.start()
    form = thread.form_for(journey.ana, "success_criteria")

    submitted = journey.submit(
        form,
        success_criteria__metric=journey.example(METRIC),
        success_criteria__failure_threshold=journey.example(THRESHOLD),
    )

    assert submitted.ok
    thread.waits_for_card("1 of 7 executable")


def _crossed(journey: Journey) -> Thread:
    """Let Bob send a form that he opened before Ana answered the same question."""
    thread = journey.start()
    form = thread.form_for(journey.bob, "success_criteria")
    journey.submit(thread.form_for(journey.ana, "success_criteria"), success_criteria__metric=journey.example(METRIC))
    thread.waits_for(journey.label(METRIC), f"<@{journey.ana.id}>")
    assert journey.submit(form, success_criteria__metric=OTHER_METRIC).ok
    return thread


def test_a_form_filled_in_while_somebody_else_answered_keeps_both_and_tells_its_author(journey: Journey) -> None:
    thread = _crossed(journey)

    told = journey.told(journey.bob, thread.channel, "while you were writing")

    assert journey.example(METRIC) in told.everything
    assert OTHER_METRIC in told.everything


def test_of_two_crossed_answers_the_second_can_be_chosen(journey: Journey) -> None:
    thread = _crossed(journey)
    told = journey.told(journey.bob, thread.channel, "while you were writing")

    journey.press(journey.bob, told, ActionId.USE_MINE)

    thread.waits_for(f"<@{journey.bob.id}>", OTHER_METRIC)


def _replied(journey: Journey) -> tuple[Thread, SeenMessage]:
    thread = journey.start()
    reply = thread.says(journey.ana, journey.example(DECISION))
    thread.waits_for(journey.label(DECISION), "executable")
    return thread, reply


def test_an_edited_reply_offers_an_update_and_changes_nothing_by_itself(journey: Journey) -> None:
    thread, reply = _replied(journey)

    journey.ana.edits(reply, f"{journey.example(DECISION)} Only in Portugal.")

    offer = thread.waits_for("was edited", "Only in Portugal.")
    assert "The answer has not changed" in offer.everything


def test_an_edited_reply_becomes_the_answer_once_somebody_says_so(journey: Journey) -> None:
    thread, reply = _replied(journey)
    journey.ana.edits(reply, f"{journey.example(DECISION)} Only in Portugal.")

    journey.press(journey.ana, thread.waits_for("was edited"), ActionId.UPDATE_ANSWER)

    thread.waits_for("updated the answer")
    assert "Only in Portugal." in thread.menu(journey.ana, CardChoice.HISTORY).everything


def test_of_two_numbered_answers_the_edited_one_is_offered_and_taken_without_its_number(journey: Journey) -> None:
    thread = journey.start()
    numbered = f"Hi all, here are our answers:\n1. {journey.example(DECISION)}\n2. {journey.example(METRIC)}"
    reply = thread.says(journey.ana, numbered)
    thread.waits_for(journey.label(DECISION), journey.label(METRIC), "executable")

    journey.ana.edits(reply, numbered.replace(journey.example(METRIC), OTHER_METRIC))
    journey.press(journey.ana, thread.waits_for(journey.label(METRIC), "was edited"), ActionId.UPDATE_ANSWER)

    thread.waits_for("updated the answer", journey.label(METRIC))
    assert journey.ana.types("/aligned show", channel=thread.channel).ok
    shown = journey.told(journey.ana, thread.channel, OTHER_METRIC)
    assert journey.example(DECISION)[:40] in shown.everything
    assert f"2. {OTHER_METRIC}" not in shown.everything


def test_a_question_in_the_thread_is_answered_to_whoever_asks_and_recorded_nowhere(journey: Journey) -> None:
    thread = journey.start()

    thread.says(journey.bob, "Sorry I joined late, what is this about?")

    told = journey.told(journey.bob, thread.channel, "Nothing of this was recorded as an answer")
    assert "Anybody can answer" in told.everything
    thread.says(journey.bob, journey.example(DECISION))
    thread.waits_for(journey.label(DECISION), "executable")


def test_an_edited_reply_can_be_left_out(journey: Journey) -> None:
    thread, reply = _replied(journey)
    journey.ana.edits(reply, "A clerk does it all.")

    journey.press(journey.ana, thread.waits_for("was edited"), ActionId.KEEP_ANSWER)

    thread.waits_for("kept the answer as it is")


def test_an_edit_that_overtakes_its_message_is_the_answer(journey: Journey) -> None:
    thread = journey.start()
    journey.sandbox.faults({"method": "events_api", "fault": "reorder", "containing": "really good", "seconds": 15})
    reply = thread.says(journey.ana, "It should be really good.")

    journey.ana.edits(reply, journey.example(DECISION))

    thread.waits_for(journey.label(DECISION), "executable")
    assert not any("really good" in said.everything for said in thread.replies() if said.raw.get("bot_id"))


def test_a_deleted_reply_is_told_and_its_answer_stays(journey: Journey) -> None:
    thread, reply = _replied(journey)

    journey.ana.deletes(reply)

    thread.waits_for("was deleted", "The answer stays")


def _used_as_answer(journey: Journey, message: SeenMessage, field: str) -> None:
    journey.bob.uses_shortcut(CallbackId.ANSWER_FROM_MESSAGE, message=message)
    form = journey.bob.waits_for_modal()
    gap = next(block for block in form.view["blocks"] if block["block_id"] == "gap")
    options = [option for group in gap["element"]["option_groups"] for option in group["options"]]
    chosen = next(option["value"] for option in options if field in option["value"])
    assert journey.submit(form, gap=chosen).ok


def test_a_message_elsewhere_is_used_as_an_answer(journey: Journey) -> None:
    thread = journey.start()
    message = journey.dana.says(journey.example(METRIC), channel=thread.channel)

    _used_as_answer(journey, message, METRIC)

    thread.waits_for(journey.label(METRIC), f"<@{journey.dana.id}>")


def test_a_schema_pasted_from_a_spreadsheet_is_an_answer(journey: Journey) -> None:
    thread = journey.start()
    rows = [["field", "type", "required"], ["claim_id", "string", "yes"], ["damage | cost", "decimal", "no"]]
    message = journey.dana.says(table=rows, channel=thread.channel)

    _used_as_answer(journey, message, "input_schema.fields")

    understood = thread.waits_for(journey.label("input_schema.fields"), "executable")
    assert all(name in understood.everything for name in ("claim_id", "damage"))


def test_a_message_forwarded_to_the_app_answers_what_is_owed(journey: Journey) -> None:
    eve = journey.newcomer()
    thread = journey.start(by=eve)
    message = journey.ana.says(journey.example(THRESHOLD), channel=thread.channel)

    eve.says(forwarding=message)

    thread.waits_for(journey.label(THRESHOLD), f"<@{eve.id}>")


def test_somebody_of_another_organisation_answers_nothing(journey: Journey) -> None:
    thread = journey.start()
    stranger = journey.newcomer(is_stranger=True)
    stranger.joins(thread.channel)

    thread.says(stranger, journey.example(DECISION))
    thread.says(journey.bob, journey.example(METRIC))

    thread.waits_for(journey.label(METRIC), "executable")
    read_back = [reply for reply in thread.replies() if "executable" in reply.everything]
    assert not [reply for reply in read_back if journey.label(DECISION) in reply.everything]


def test_an_answer_of_forty_thousand_characters_is_taken(journey: Journey) -> None:
    thread = journey.start()
    decision = journey.example(DECISION)

    thread.says(journey.ana, f"{decision} {'w' * (40_000 - len(decision) - 1)}")

    understood = thread.waits_for(journey.label(DECISION))
    assert "20,000 characters are kept" in understood.everything
    assert len(understood.everything) < 12_000


def test_a_direct_message_answers_what_is_owed(journey: Journey) -> None:
    thread = journey.start(accountable=journey.dana.id)
    journey.direct(journey.dana, "Refund copilot")

    journey.dana.says(journey.example(THRESHOLD))

    journey.direct(journey.dana, journey.label(THRESHOLD), "executable")
    thread.waits_for(journey.label(THRESHOLD), f"<@{journey.dana.id}>")


def test_a_direct_message_links_the_thread_as_slack_itself_would(journey: Journey) -> None:
    eve = journey.newcomer()
    thread = journey.start(accountable=eve.id)

    told = journey.direct(eve, "Refund copilot")

    channel = journey.sandbox.channel_id(thread.channel)
    assert f"/archives/{channel}/p{thread.ts.replace('.', '')}?thread_ts={thread.ts}&amp;cid={channel}|" in str(
        told.blocks
    )


def test_the_app_does_not_answer_itself(journey: Journey) -> None:
    thread, _ = _replied(journey)

    thread.says(journey.bob, "thanks!")
    thread.says(journey.bob, "It is better.")
    thread.waits_for_reply(3)

    assert len([reply for reply in thread.replies() if reply.raw["bot_id"]]) == 3


def test_a_button_on_the_card_of_a_closed_alignment_says_that_it_is_closed(journey: Journey) -> None:
    thread = journey.start("Shift planning")
    old_card = thread.card
    journey.submit(thread.menu(journey.ana, CardChoice.CLOSE))
    thread.waits_for_card("closed")

    outcome = journey.bob.presses(old_card, ActionId.SHOW)

    assert outcome.ok
    assert "Shift planning" in journey.told(journey.bob, thread.channel, "Shift planning").everything


def test_a_question_behind_a_closed_alignment_says_that_it_is_closed(journey: Journey) -> None:
    thread = journey.start("Shift planning")
    thread.says(journey.ana, "It makes planning better.")
    question = next(reply for reply in thread.replies() if any("answer" in action for action in reply.action_ids))
    journey.submit(thread.menu(journey.ana, CardChoice.CLOSE))
    thread.waits_for_card("closed")

    action = next(action for action in question.action_ids if action.startswith(ActionId.ANSWER))
    journey.bob.presses(question, action)

    told = journey.told(journey.bob, thread.channel, "was closed")
    assert "Shift planning" in told.everything
    assert journey.bob.modal() is None


def test_whoever_may_not_close_it_reads_so_in_the_form(journey: Journey) -> None:
    thread = journey.start()
    form = thread.menu(journey.bob, CardChoice.CLOSE)

    submitted = journey.submit(form)

    modal = journey.bob.modal()
    assert submitted.response_action == "update"
    assert modal is not None
    assert "Only the owner" in modal.everything
    assert "Close" not in str(modal.view.get("submit"))


def test_the_history_shows_every_answer(journey: Journey) -> None:
    thread = journey.start()
    thread.says(journey.ana, "It makes claims better.")
    thread.waits_for_reply(2)
    thread.says(journey.bob, journey.example(DECISION))
    thread.waits_for(journey.label(DECISION), "executable")

    history = thread.menu(journey.dana, CardChoice.HISTORY)

    assert "It makes claims better." in history.everything
    assert journey.example(DECISION) in history.everything
