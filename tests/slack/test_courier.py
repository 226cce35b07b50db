"""Every effect reaches Slack once, and every way it can fail is an outcome."""

from datetime import timedelta
from math import inf

import pytest

from bot.domain.alignment import MessageRef
from bot.domain.delivery import DeliveryState
from bot.domain.effects import (
    EditMessage,
    FormName,
    LookUpPerson,
    Notice,
    OpenForm,
    PostCard,
    PostSummary,
    PublishHome,
    SayDirectly,
    SayInThread,
    SendDigest,
    UpdateCard,
    UploadSpec,
    Whisper,
)
from bot.domain.outcome import Obstacle, Outcome, Postponed, Refused, Sent, Skipped
from bot.slack.message import Message
from bot.slack.web import AGAIN_SOON
from tests.slack.wired import Wired, a_fault, a_section


def message_of(outcome: Outcome) -> MessageRef:
    """Return the address of what was sent."""
    assert isinstance(outcome, Sent), outcome
    assert outcome.message is not None
    return outcome.message


def test_a_card_is_posted_to_its_channel_and_its_address_returned(wired: Wired) -> None:
    outcome = wired.courier.deliver(wired.a_delivery(PostCard(alignment_id="A1", channel=wired.channel)))

    assert wired.first(message_of(outcome)).text == "hello"


def test_a_posted_message_carries_its_key_and_nothing_else(wired: Wired) -> None:
    delivery = wired.a_delivery(PostSummary(alignment_id="A1", channel=wired.channel, version=1))

    outcome = wired.courier.deliver(delivery)

    metadata = wired.first(message_of(outcome)).raw["metadata"]
    assert metadata == {"event_type": "aligned_delivery", "event_payload": {"k": delivery.key}}


def test_what_is_settled_meanwhile_is_not_said(wired: Wired) -> None:
    wired.stage.says = None

    outcome = wired.courier.deliver(wired.a_delivery(PostCard(alignment_id="A1", channel=wired.channel)))

    assert outcome == Skipped(reason="settled meanwhile")
    assert wired.calls("chat.postMessage") == 0


def test_words_for_the_thread_are_posted_under_the_card(wired: Wired) -> None:
    card = wired.posts_card()

    outcome = wired.courier.deliver(wired.a_delivery(_question(wired)))

    assert [message_of(outcome).ts] == [said.ts for said in wired.ana.thread(wired.channel, card)[1:]]


def test_words_for_the_thread_wait_until_the_card_is_posted(wired: Wired) -> None:
    wired.has_alignment(card=DeliveryState.DUE)

    outcome = wired.courier.deliver(wired.a_delivery(_question(wired)))

    assert outcome == Postponed(wait=timedelta(seconds=1), reason="the card is not posted yet")


def test_words_for_a_thread_that_will_never_be_are_left_out(wired: Wired) -> None:
    wired.has_alignment(card=DeliveryState.DEAD)

    outcome = wired.courier.deliver(wired.a_delivery(_question(wired)))

    assert outcome == Skipped(reason="there is no thread")


def test_an_effect_of_an_unknown_alignment_is_left_out(wired: Wired) -> None:
    outcome = wired.courier.deliver(wired.a_delivery(_question(wired)))

    assert outcome == Skipped(reason="the alignment is gone")


def test_the_card_is_edited_in_place(wired: Wired) -> None:
    card = wired.posts_card()
    wired.stage.says = Message(text="3 of 7", blocks=(a_section("3 of 7"),))

    wired.courier.deliver(wired.a_delivery(UpdateCard(alignment_id="A1", channel=wired.channel)))

    assert [(seen.ts, seen.text) for seen in wired.seen()] == [(card, "3 of 7")]


def test_an_earlier_message_is_replaced(wired: Wired) -> None:
    sent = wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="question")
    edit = EditMessage(channel=wired.channel, ts=sent["ts"], notice=Notice.SETTLED)

    outcome = wired.courier.deliver(wired.a_delivery(edit))

    assert wired.first(message_of(outcome)).text == "hello"


def test_editing_a_deleted_card_says_that_it_is_gone(wired: Wired) -> None:
    card = wired.posts_card()
    wired.web.call(wired.workspace, "chat.delete", channel=wired.channel, ts=card)

    outcome = wired.courier.deliver(wired.a_delivery(UpdateCard(alignment_id="A1", channel=wired.channel)))

    assert outcome == Refused(obstacle=Obstacle.MESSAGE_GONE, code="message_not_found")


def test_a_reminder_arrives_in_the_persons_messages(wired: Wired) -> None:
    outcome = wired.courier.deliver(wired.a_delivery(_digest(wired)))

    assert [message_of(outcome).ts] == [said.ts for said in wired.bob.sees(message_of(outcome).channel)]


def test_the_conversation_with_a_person_is_opened_once_and_remembered(wired: Wired) -> None:
    for effect in (_digest(wired), SayDirectly(person=wired.bob.id, notice=Notice.PROMISED)):
        wired.courier.deliver(wired.a_delivery(effect))

    assert wired.calls("conversations.open") == 1
    with wired.database.read() as tx:
        assert tx.people.direct_channel_of(wired.workspace, wired.bob.id)


def test_a_deactivated_account_is_not_written_to(wired: Wired) -> None:
    wired.slack.change_person("bob", deleted=True)

    outcome = wired.courier.deliver(wired.a_delivery(_digest(wired)))

    assert outcome == Refused(obstacle=Obstacle.PERSON, code="user_disabled")
    assert wired.calls("chat.postMessage") == 0


def test_a_form_opens_for_the_person_with_the_trigger(wired: Wired) -> None:
    trigger = wired.running.sandbox.triggers.issue(wired.ana.id)

    outcome = wired.courier.deliver(wired.a_delivery(_form(wired, trigger)))

    assert outcome == Sent()
    assert wired.ana.waits_for_modal(title="Start")


def test_a_late_form_is_refused_and_its_trigger_not_tried_again(wired: Wired) -> None:
    trigger = wired.running.sandbox.triggers.issue(wired.ana.id)
    wired.slack.clock.advance(seconds=4)

    outcome = wired.courier.deliver(wired.a_delivery(_form(wired, trigger)))

    assert isinstance(outcome, Refused)
    assert outcome.obstacle is Obstacle.FORM
    assert wired.calls("views.open") == 1


def test_a_form_of_which_nothing_is_known_counts_as_refused(wired: Wired) -> None:
    wired.slack.faults(a_fault("views.open", "drop_after"))
    trigger = wired.running.sandbox.triggers.issue(wired.ana.id)

    outcome = wired.courier.deliver(wired.a_delivery(_form(wired, trigger)))

    assert outcome == Refused(obstacle=Obstacle.FORM, code="outcome_lost")


def test_no_form_opens_for_a_channel_the_bot_is_not_in(wired: Wired) -> None:
    elsewhere = wired.slack.add_channel("elsewhere", "ana")

    outcome = wired.courier.deliver(wired.a_delivery(_form(wired, "unused", channel=elsewhere)))

    assert outcome == Refused(obstacle=Obstacle.CHANNEL, code="not_in_channel")
    assert wired.calls("views.open") == 0


def test_no_form_opens_for_an_archived_channel(wired: Wired) -> None:
    wired.slack.change_channel("refunds", archived=True)

    outcome = wired.courier.deliver(wired.a_delivery(_form(wired, "unused")))

    assert outcome == Refused(obstacle=Obstacle.CHANNEL, code="is_archived")


def test_a_form_opens_as_soon_as_the_bot_was_invited(wired: Wired) -> None:
    elsewhere = wired.slack.add_channel("elsewhere", "ana")
    wired.courier.deliver(wired.a_delivery(_form(wired, "unused", channel=elsewhere)))
    wired.ana.invites(wired.running.sandbox.installation.bot_user.id, channel=elsewhere)

    outcome = wired.courier.deliver(wired.a_delivery(_form(wired, _trigger(wired), channel=elsewhere)))

    assert outcome == Sent()


def test_a_form_opens_when_nobody_can_say_whether_the_bot_is_in_the_channel(wired: Wired) -> None:
    wired.slack.faults(a_fault("conversations.info", "server_error"))

    outcome = wired.courier.deliver(wired.a_delivery(_form(wired, _trigger(wired))))

    assert outcome == Sent()


def test_another_form_opens_without_a_look_at_the_channel(wired: Wired) -> None:
    form = _form(wired, _trigger(wired)).model_copy(update={"form": FormName.PREFERENCES})

    wired.courier.deliver(wired.a_delivery(form))

    assert wired.calls("conversations.info") == 0


def test_a_whisper_goes_through_the_response_url_where_there_is_one(wired: Wired) -> None:
    wired.courier.deliver(wired.a_delivery(_whisper(wired, response_url=_response_url(wired))))

    (seen,) = wired.seen()
    assert seen.is_ephemeral
    assert wired.calls("chat.postEphemeral") == 0


def test_who_pressed_in_app_home_gets_a_message_that_stays(wired: Wired) -> None:
    whisper = Whisper(person=wired.ana.id, channel=wired.ana.id, notice=Notice.SHOW)

    outcome = wired.courier.deliver(wired.a_delivery(whisper))

    (said,) = wired.ana.sees(message_of(outcome).channel)
    assert not said.is_ephemeral


def test_a_whisper_in_a_thread_is_seen_there_although_the_response_url_leads_into_the_channel(wired: Wired) -> None:
    card = wired.posts_card()
    whisper = _whisper(wired, response_url=_response_url(wired)).model_copy(update={"thread_ts": card})

    wired.courier.deliver(wired.a_delivery(whisper))

    assert [seen.is_ephemeral for seen in wired.ana.thread(wired.channel, card)] == [False, True]


def test_a_whisper_in_a_thread_of_a_channel_without_the_app_goes_through_the_response_url(wired: Wired) -> None:
    card = wired.posts_card()
    whisper = _whisper(wired, response_url=_response_url(wired)).model_copy(update={"thread_ts": card})
    wired.slack.faults(a_fault("chat.postEphemeral", "error", error="not_in_channel"))

    wired.courier.deliver(wired.a_delivery(whisper))

    assert [seen.is_ephemeral for seen in wired.seen()] == [False, True]


def test_a_whisper_without_a_response_url_is_seen_by_one_person(wired: Wired) -> None:
    wired.courier.deliver(wired.a_delivery(_whisper(wired)))

    assert [seen.is_ephemeral for seen in wired.seen()] == [True]
    assert wired.bob.sees(wired.channel) == []


def test_a_whisper_whose_response_url_has_expired_is_shown_in_the_channel(wired: Wired) -> None:
    url = _response_url(wired)
    wired.slack.clock.advance(minutes=31)

    wired.courier.deliver(wired.a_delivery(_whisper(wired, response_url=url)))

    assert wired.calls("chat.postEphemeral") == 1
    assert len(wired.seen()) == 1


def test_a_whisper_that_no_channel_takes_becomes_a_direct_message(wired: Wired) -> None:
    elsewhere = wired.slack.add_channel("elsewhere", "ana")
    whisper = Whisper(person=wired.ana.id, channel=elsewhere, notice=Notice.NOT_A_MEMBER)

    outcome = wired.courier.deliver(wired.a_delivery(whisper))

    assert [said.text for said in wired.ana.sees(message_of(outcome).channel)] == ["hello"]


@pytest.mark.parametrize("url", ["http://169.254.169.254/latest", "https://hooks.slack.com@evil.example/x"])
def test_a_forged_response_url_is_never_called(wired: Wired, url: str) -> None:
    outcome = wired.courier.deliver(wired.a_delivery(_whisper(wired, response_url=url)))

    assert outcome == Sent()
    assert wired.calls("chat.postEphemeral") == 1


def test_the_spec_is_uploaded_into_the_thread(wired: Wired) -> None:
    card = wired.posts_card()

    outcome = wired.courier.deliver(wired.a_delivery(_upload(wired)))

    shared = [file["name"] for said in wired.ana.thread(wired.channel, card)[1:] for file in said.raw["files"]]
    assert outcome == Sent()
    assert shared == ["spec-a1.md", "spec-a1.json"]


def test_a_conversation_slack_has_forgotten_is_opened_anew(wired: Wired) -> None:
    with wired.database.write() as tx:
        tx.people.put_direct_channel(wired.workspace, wired.bob.id, "D0GONE")

    outcome = wired.courier.deliver(wired.a_delivery(_digest(wired)))

    with wired.database.read() as tx:
        kept = tx.people.direct_channel_of(wired.workspace, wired.bob.id)
    assert message_of(outcome).channel == kept != "D0GONE"


def test_a_conversation_slack_does_not_find_again_is_a_refusal(wired: Wired) -> None:
    wired.slack.faults(a_fault("chat.postMessage", "error", error="channel_not_found", times=None))

    outcome = wired.courier.deliver(wired.a_delivery(_digest(wired)))

    assert Refused(obstacle=Obstacle.CHANNEL, code="channel_not_found") == outcome


def test_what_happens_once_is_put_off_when_others_may_soon_think_it_lost(wired: Wired) -> None:
    wired.posts_card()
    posted = wired.calls("chat.postMessage")
    effects = (PostCard(alignment_id="A1", channel=wired.channel), _digest(wired), _upload(wired))

    outcomes = [wired.courier.deliver(wired.a_delivery(effect, send_before=-inf)) for effect in effects]

    assert {Postponed(wait=AGAIN_SOON, reason="its lease is running out")} == set(outcomes)
    assert (posted, 0) == (wired.calls("chat.postMessage"), wired.calls("files.completeUploadExternal"))


def test_an_upload_without_its_scope_names_the_workspace_as_the_obstacle(wired: Wired) -> None:
    wired.posts_card()
    wired.slack.scopes(remove=["files:write"])

    outcome = wired.courier.deliver(wired.a_delivery(_upload(wired)))

    assert outcome == Refused(obstacle=Obstacle.WORKSPACE, code="missing_scope")


def test_a_home_is_published_for_its_reader(wired: Wired) -> None:
    wired.courier.deliver(wired.a_delivery(PublishHome(person=wired.ana.id)))

    home = wired.ana.home()
    assert home is not None
    assert home["blocks"][0]["text"]["text"] == f"home of {wired.ana.id}"


def test_a_look_up_refreshes_what_is_remembered_of_an_account(wired: Wired) -> None:
    remembered = timedelta(hours=1)
    wired.directory.person(wired.workspace, wired.bob.id, fresher_than=remembered)
    wired.slack.change_person("bob", deleted=True)

    wired.courier.deliver(wired.a_delivery(LookUpPerson(person=wired.bob.id)))

    assert wired.directory.person(wired.workspace, wired.bob.id, fresher_than=remembered).is_deactivated


def test_a_message_slack_finds_fault_with_is_sent_in_plain_text_once(wired: Wired) -> None:
    wired.slack.faults(a_fault("chat.postMessage", "error", error="invalid_blocks"))

    outcome = wired.courier.deliver(wired.a_delivery(PostCard(alignment_id="A1", channel=wired.channel)))

    assert wired.first(message_of(outcome)).blocks == []
    assert wired.calls("chat.postMessage") == 2


def test_a_message_slack_still_finds_fault_with_is_refused(wired: Wired) -> None:
    wired.slack.faults(a_fault("chat.postMessage", "error", error="invalid_blocks", times=2))

    outcome = wired.courier.deliver(wired.a_delivery(PostCard(alignment_id="A1", channel=wired.channel)))

    assert outcome == Refused(obstacle=Obstacle.PAYLOAD, code="invalid_blocks")


def test_a_channel_the_bot_is_not_in_is_the_obstacle(wired: Wired) -> None:
    wired.channel = wired.slack.add_channel("elsewhere", "ana")
    wired.has_alignment()

    outcome = wired.courier.deliver(wired.a_delivery(PostCard(alignment_id="A1", channel=wired.channel)))

    assert outcome == Refused(obstacle=Obstacle.CHANNEL, code="not_in_channel")


def test_what_is_refused_because_its_channel_has_another_id_by_now_is_tried_again(wired: Wired) -> None:
    wired.has_alignment(thread_ts="1772442000.000100")
    late = SayInThread(alignment_id="A1", channel="C0OLD", notice=Notice.QUESTION)

    outcome = wired.courier.deliver(wired.a_delivery(late))

    assert isinstance(outcome, Postponed)
    assert outcome.is_failure


def test_an_archived_channel_is_the_obstacle(wired: Wired) -> None:
    wired.has_alignment()
    wired.slack.change_channel("refunds", archived=True)

    outcome = wired.courier.deliver(wired.a_delivery(PostCard(alignment_id="A1", channel=wired.channel)))

    assert outcome == Refused(obstacle=Obstacle.CHANNEL, code="is_archived")


def test_a_reminder_waits_for_the_end_of_a_pause(wired: Wired) -> None:
    wired.bob.pauses_notifications(wired.clock.now() + timedelta(minutes=30))

    outcome = wired.courier.deliver(wired.a_delivery(_digest(wired)))

    assert isinstance(outcome, Postponed)
    assert timedelta(minutes=29) < outcome.wait <= timedelta(minutes=30)
    assert wired.calls("chat.postMessage") == 0


def test_what_somebody_asked_for_does_not_wait_for_the_end_of_a_pause(wired: Wired) -> None:
    wired.bob.pauses_notifications(wired.clock.now() + timedelta(minutes=30))

    outcome = wired.courier.deliver(wired.a_delivery(SayDirectly(person=wired.bob.id, notice=Notice.UNDERSTOOD)))

    assert isinstance(outcome, Sent)


def test_whether_a_spec_still_holds_is_asked_after_a_pause(wired: Wired) -> None:
    wired.bob.pauses_notifications(wired.clock.now() + timedelta(minutes=30))

    outcome = wired.courier.deliver(wired.a_delivery(_review(wired)))

    assert isinstance(outcome, Postponed)
    assert timedelta(minutes=29) < outcome.wait <= timedelta(minutes=30)
    assert wired.calls("chat.postMessage") == 0


def test_nor_is_it_asked_at_night(wired: Wired) -> None:
    wired.stage.night = timedelta(hours=9)

    outcome = wired.courier.deliver(wired.a_delivery(_review(wired)))

    assert outcome == Postponed(wait=timedelta(hours=9), reason="not to be disturbed")


def test_in_working_hours_it_is_asked_at_once(wired: Wired) -> None:
    outcome = wired.courier.deliver(wired.a_delivery(_review(wired)))

    assert isinstance(outcome, Sent)


def _review(wired: Wired) -> SayDirectly:
    return SayDirectly(alignment_id="A1", person=wired.bob.id, notice=Notice.REVIEW_DUE)


def _question(wired: Wired) -> SayInThread:
    return SayInThread(alignment_id="A1", channel=wired.channel, notice=Notice.QUESTION)


def _digest(wired: Wired) -> SendDigest:
    return SendDigest(person=wired.bob.id, local_date="2026-03-02")


def _upload(wired: Wired) -> UploadSpec:
    return UploadSpec(alignment_id="A1", channel=wired.channel, version=1)


def _form(wired: Wired, trigger: str, channel: str | None = None) -> OpenForm:
    return OpenForm(form=FormName.START, person=wired.ana.id, trigger_id=trigger, channel=channel or wired.channel)


def _trigger(wired: Wired) -> str:
    return wired.running.sandbox.triggers.issue(wired.ana.id)


def _whisper(wired: Wired, response_url: str | None = None) -> Whisper:
    return Whisper(person=wired.ana.id, channel=wired.channel, notice=Notice.HELP, response_url=response_url)


def _response_url(wired: Wired) -> str:
    sandbox = wired.running.sandbox
    conversation = sandbox.workspace.conversations[wired.channel]
    return sandbox.response_urls.issue(conversation, wired.ana.id)


def test_reminders_that_leave_together_ask_slack_about_everybody_in_two_calls(wired: Wired) -> None:
    people = [wired.slack.add_person(f"p{number}", f"Person {number}").id for number in range(10)]
    reminders = [wired.a_delivery(SendDigest(person=person, local_date="2026-03-02")) for person in people]

    wired.courier.expect(reminders)
    outcomes = [wired.courier.deliver(reminder) for reminder in reminders]

    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    asked = ("dnd.teamInfo", "users.list", "dnd.info", "users.info")
    assert [wired.calls(method) for method in asked] == [1, 1, 0, 0]


def test_a_reminder_waits_while_slack_cannot_be_asked_about_do_not_disturb(wired: Wired) -> None:
    wired.slack.faults(a_fault("dnd.info", "ratelimited", retry_after="9"))

    outcome = wired.courier.deliver(wired.a_delivery(SendDigest(person=wired.bob.id, local_date="2026-03-02")))

    assert isinstance(outcome, Postponed)
    assert wired.calls("chat.postMessage") == 0
