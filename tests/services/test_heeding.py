"""What people say about being reminded is heeded, and never becomes part of a spec."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.effects import Hear, Heard, Notice, SayDirectly, Whisper
from bot.domain.people import NudgePreferences
from bot.domain.wish import Wish, WishKind
from bot.services.requests import Promise, Where
from tests.builders import CHANNEL, WORKSPACE
from tests.services.office import ANA, BEN, EXECUTABLE, Office
from tests.services.test_hearing import DECISION, METRIC, ask

CADENCE = "monitoring.review_cadence"


def prefer(office: Office, person: str, **preferences: object) -> None:
    """Set how somebody wants to be reminded."""
    with office.database.write() as tx:
        tx.people.put_preferences(WORKSPACE, person, NudgePreferences(**preferences))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("later", WishKind.LATER),
        ("not mine", WishKind.NOT_MINE),
        ("stop", WishKind.STOP),
        ("I am off until Monday", WishKind.AWAY),
        ("Please remind me every Friday at 3pm", WishKind.PACE),
        ("I cannot answer this, please wait for Bob", WishKind.UNSURE),
    ],
)
def test_a_wish_in_a_direct_message_is_answered_once_and_nothing_of_it_is_kept(
    office: Office, said: str, kind: WishKind
) -> None:
    before = office.open()
    office.carry_out()

    office.write(said)

    spoken = [effect for effect in office.carry_out() if isinstance(effect, SayDirectly | Whisper)]
    assert [(Notice.WISHED, kind)] == [(effect.notice, effect.facts["kind"]) for effect in spoken]
    assert before.answers == office.alignment.answers
    assert before.skipped == office.alignment.skipped


def test_a_wish_burns_no_try(office: Office) -> None:
    office.open()
    for _ in range(4):
        office.write("I don't know")

    office.write(EXECUTABLE[DECISION])

    assert 1 == office.alignment.revision_of(DECISION)


def test_a_wish_is_joined_to_no_answer_that_was_begun(office: Office) -> None:
    office.open()
    office.write("When an invoice arrives, the model extracts its header fields.")
    begun = office.alignment.answers

    office.write("I am off until Monday")

    assert begun == office.alignment.answers


def test_a_real_answer_that_names_days_is_recorded(office: Office) -> None:
    office.open()
    ask(office, CADENCE)

    alignment = office.reply("every Friday at 3pm Bob reviews the dashboard")

    assert CADENCE in alignment.answers


def test_a_typed_time_is_taken_at_once_and_said_back_with_the_instant_that_is_planned(office: Office) -> None:
    office.open()
    office.carry_out()

    office.write("friday 3pm")

    (taken,) = office.said(Notice.TIME_TAKEN)
    planned = office.next_digest_of(ANA)
    assert planned == datetime.fromisoformat(str(taken.facts["at"]))
    assert datetime(2026, 3, 6, 14, 0, tzinfo=UTC) == planned
    assert taken.facts["is_moved"] is False


def test_a_time_outside_working_hours_is_said_back_as_it_is_really_planned(office: Office) -> None:
    office.open()
    office.carry_out()

    office.write("remind me on Saturday at 11pm")

    (taken,) = office.said(Notice.TIME_TAKEN)
    assert taken.facts["is_moved"] is True
    assert office.next_digest_of(ANA) == datetime.fromisoformat(str(taken.facts["at"]))
    assert datetime(2026, 3, 9, 8, 30, tzinfo=UTC) == office.next_digest_of(ANA)


def test_a_holiday_moves_a_typed_time_to_the_next_working_day(office: Office) -> None:
    office.open()
    prefer(office, ANA, country="DE")

    office.write("3 April")

    (taken,) = office.said(Notice.TIME_TAKEN)
    assert date(2026, 4, 7) == datetime.fromisoformat(str(taken.facts["at"])).date()


def test_no_time_is_said_back_to_whoever_switched_reminders_off(office: Office) -> None:
    office.open()
    prefer(office, ANA, digest=False)

    office.write("friday 3pm")

    (taken,) = office.said(Notice.TIME_TAKEN)
    assert "" == taken.facts["at"]


def test_a_typed_time_is_for_everything_somebody_owes(office: Office) -> None:
    first, second = office.open(), office.open()

    office.write("in two weeks")

    with office.database.read() as tx:
        silenced = [tx.alignments.get(WORKSPACE, one.id).silences[ANA] for one in (first, second)]
    assert silenced[0] == silenced[1]


def test_a_promise_stands_when_its_maker_names_a_time(office: Office) -> None:
    promised = office.open()
    office.services.pacing.promise(office.inbound(), Promise(alignment_id=promised.id, on=date(2026, 3, 13)))

    office.write("in two weeks")

    (wished,) = office.said(Notice.WISHED)
    assert office.alignment.silences[ANA].is_promise
    assert wished.facts["is_promised"] is True


def test_a_promise_that_falls_due_before_a_typed_time_is_named_as_the_reason(office: Office) -> None:
    promised = office.open()
    office.services.pacing.promise(office.inbound(), Promise(alignment_id=promised.id, on=date(2026, 3, 4)))
    office.open()
    office.carry_out()

    office.write("remind me on 10 March")

    (taken,) = office.said(Notice.TIME_TAKEN)
    assert (False, "promised") == (taken.facts["is_moved"], taken.facts["earlier"])
    assert "2026-03-04T09:30:00+01:00" == taken.facts["at"]
    assert "2026-03-10T09:30:00+01:00" == taken.facts["until"]


def test_what_else_is_due_before_a_time_typed_in_a_thread_is_the_reason(office: Office) -> None:
    office.open()
    asked = office.open()
    ask(office, DECISION)
    office.carry_out()
    said = Hear(what=Heard.SAID, person=ANA, channel=CHANNEL, ts="7.7", thread_ts="1.1", text="on 10 March")

    with office.database.write() as tx:
        office.services.heeding.heed(tx, WORKSPACE, said, Wish(kind=WishKind.LATER, when="10 March"), asked.id)

    (taken,) = office.said(Notice.TIME_TAKEN)
    assert (False, "other") == (taken.facts["is_moved"], taken.facts["earlier"])


@pytest.mark.parametrize("said", ["3 September", "31 February", "remind me later"])
def test_a_time_that_cannot_be_kept_is_asked_for_again(office: Office, said: str) -> None:
    office.open()
    office.carry_out()

    office.write(said)

    assert len(office.said(Notice.WISHED)) == 1
    assert {} == office.alignment.silences


def test_undo_reminds_as_before_of_everything_that_was_put_off(office: Office) -> None:
    first, second = office.open(), office.open()
    planned = office.next_digest_of(ANA)
    office.write("in two weeks")
    (taken,) = office.said(Notice.TIME_TAKEN)

    office.services.heeding.undo(office.inbound(), first.id, str(taken.facts["made_at"]), Where())

    with office.database.read() as tx:
        assert [{}, {}] == [tx.alignments.get(WORKSPACE, one.id).silences for one in (first, second)]
    assert planned == office.next_digest_of(ANA)


def test_undo_of_what_only_they_saw_is_confirmed_to_them_alone(office: Office) -> None:
    alignment = office.open()
    office.write("in two weeks")
    (taken,) = office.said(Notice.TIME_TAKEN)
    where = Where(channel=CHANNEL, thread_ts="1.1", response_url="https://hooks.example/1")

    office.services.heeding.undo(office.inbound(), alignment.id, str(taken.facts["made_at"]), where)

    (told,) = office.said(Notice.SETTLED)
    assert isinstance(told, Whisper)
    assert ("undone", ANA, "https://hooks.example/1") == (told.facts["what"], told.person, told.response_url)


def test_nothing_is_put_off_of_reminders_that_are_switched_off(office: Office) -> None:
    office.open()
    prefer(office, ANA, digest=False)

    office.write("in two weeks")

    (taken,) = office.said(Notice.TIME_TAKEN)
    assert ("", {}) == (taken.facts["at"], office.alignment.silences)


def test_whoever_is_away_without_an_end_is_told_that_no_reminder_comes(office: Office) -> None:
    office.open()
    prefer(office, ANA, away_from=date(2026, 3, 1))

    office.write("friday")

    (taken,) = office.said(Notice.TIME_TAKEN)
    assert {"at": "", "is_away": True} == taken.facts


def test_another_time_written_over_the_first_is_taken_like_the_first(office: Office) -> None:
    office.open()
    first = Hear(what=Heard.SAID, person=ANA, channel="D1", ts="1772442901.5", is_direct=True, text="friday")
    for said in (first, first.model_copy(update={"what": Heard.EDITED, "text": "thursday"})):
        office.receive(said)
        office.hear()

    assert len(office.said(Notice.TIME_TAKEN)) == 2
    assert office.alignment.silences[ANA].until == datetime(2026, 3, 5, 8, 30, tzinfo=UTC)


def test_undo_leaves_what_was_asked_for_since(office: Office) -> None:
    alignment = office.open()
    office.write("in two weeks")
    (taken,) = office.said(Notice.TIME_TAKEN)
    office.clock.advance(timedelta(minutes=5))
    office.write("friday")
    standing = office.alignment.silences

    office.services.heeding.undo(office.inbound(), alignment.id, str(taken.facts["made_at"]), Where())

    assert standing == office.alignment.silences


def test_the_same_undo_delivered_twice_is_done_once(office: Office) -> None:
    alignment = office.open()
    office.write("in two weeks")
    (taken,) = office.said(Notice.TIME_TAKEN)
    office.services.heeding.undo(office.inbound(key="press"), alignment.id, str(taken.facts["made_at"]), Where())
    undone = office.alignment

    office.services.heeding.undo(office.inbound(key="press"), alignment.id, str(taken.facts["made_at"]), Where())

    assert undone == office.alignment


def test_a_stand_in_puts_off_what_the_absentee_owes(office: Office) -> None:
    office.open()
    prefer(office, ANA, away_from=date(2026, 3, 1), away_until=date(2026, 3, 20), stand_in=BEN)

    office.write("friday 3pm", by=BEN)

    assert {ANA} == set(office.alignment.silences)


def test_an_owner_who_wishes_something_in_the_thread_is_told_alone(office: Office) -> None:
    office.open()
    ask(office, DECISION)
    office.carry_out()

    alignment = office.reply("I don't know")

    (whispered,) = office.said(Notice.WISHED)
    assert isinstance(whispered, Whisper)
    assert (ANA, alignment.id) == (whispered.person, whispered.alignment_id)
    assert DECISION not in alignment.answers


def test_a_wish_of_somebody_who_owes_nothing_there_is_left_alone(office: Office) -> None:
    office.open()
    ask(office, DECISION)
    office.carry_out()

    alignment = office.reply("I don't know", by=BEN)

    assert DECISION not in alignment.answers
    assert [] == [effect for effect in office.carry_out() if isinstance(effect, Whisper)]


def test_a_wish_in_a_thread_that_asks_nothing_is_people_talking(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        tx.alignments.save(replace(tx.alignments.get(WORKSPACE, office.alignment.id), asked=()))
    office.carry_out()

    office.reply("I'm on vacation")

    assert [] == [effect for effect in office.carry_out() if isinstance(effect, Whisper)]


def test_a_mere_time_completes_what_was_begun_in_the_thread(office: Office) -> None:
    office.open()
    ask(office, CADENCE)
    office.reply("Ben looks at the results", ts="1.1")

    alignment = office.reply("once a week, on Monday", ts="1.2")

    assert alignment.answers[CADENCE].revision == 2


def test_whoever_owes_nothing_is_told_so_and_may_still_change_their_reminders(office: Office) -> None:
    office.write("friday 3pm", by=BEN)
    office.write("unsubscribe", by=BEN)

    spoken = [effect.notice for effect in office.carry_out() if isinstance(effect, SayDirectly)]
    assert [Notice.NOTHING_OWED, Notice.WISHED] == spoken


def test_a_time_named_for_a_half_answered_question_is_no_part_of_it(office: Office) -> None:
    office.open()
    ask(office, METRIC)
    office.reply("Extraction accuracy of at least 95 %", ts="1.1")

    alignment = office.reply("remind me in two weeks", ts="1.2")

    assert 1 == alignment.revision_of(METRIC)
