"""The stage finds the renderer of every effect and never shows what is gone."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.effects import FormName, LookUpPerson, Notice, OpenForm, PostCard, SendDigest, UploadSpec, Whisper
from bot.domain.errors import UnknownAlignment
from bot.domain.people import NudgePreferences
from tests.builders import CHANNEL, WORKSPACE, a_person, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.messages.world import a_complete_alignment, a_stage, an_open_alignment, in_thread, whispered
from tests.slack.scenes import ANA, BEN, CY, SmallDirectory, a_workspace, core_catalogue

STAGE = a_stage(an_open_alignment(), a_complete_alignment())


def test_a_card_is_rendered_from_what_is_true_now() -> None:
    message = STAGE.message(WORKSPACE, PostCard(alignment_id="A1", channel=CHANNEL))

    assert message is not None
    assert message.text == "Route support tickets: 0 of 7 executable"


def test_what_is_settled_is_not_said() -> None:
    assert STAGE.message(WORKSPACE, in_thread(Notice.QUESTION, field="capability.decision")) is None


@pytest.mark.parametrize("notice", [Notice.SHOW, Notice.HISTORY, Notice.CONFLICT])
def test_a_whisper_about_nothing_that_exists_says_so(notice: Notice) -> None:
    gone = Whisper(alignment_id="gone", person=BEN, channel=CHANNEL, notice=notice)
    nameless = Whisper(person=BEN, channel=CHANNEL, notice=notice)

    for effect in (gone, nameless):
        message = STAGE.message(WORKSPACE, effect)
        assert message is not None
        assert message.text.startswith("There is no alignment here that you can see.")


def test_a_digest_of_another_day_is_not_sent_any_more() -> None:
    held_up = SendDigest(person=BEN, local_date="2026-02-27")

    assert STAGE.message(WORKSPACE, held_up) is None


def test_a_stand_in_is_told_whose_reminder_it_is() -> None:
    reminder = STAGE.message(WORKSPACE, SendDigest(person=BEN, local_date="2026-03-02", stand_in=ANA))

    assert reminder is not None
    assert f"<@{BEN}> is away and named you" in reminder.text
    assert len(reminder.blocks) > 2


def told_to_stand_in(**owners: str) -> str:
    """Return what Ana is told first when she stands in for Ben, who owes everything that these owners do not."""
    named = {name: an_ownership(name, BEN) for name in (artifact.name for artifact in core_catalogue().artifacts)}
    others = {name: an_ownership(name, person) for name, person in owners.items()}
    stage = a_stage(replace(an_open_alignment(), facilitator=BEN, owners={**named, **others}))
    reminder = stage.message(WORKSPACE, SendDigest(person=BEN, local_date="2026-03-02", stand_in=ANA))
    assert reminder is not None
    return as_read(reminder)


def test_a_stand_in_who_owes_nothing_themselves_may_just_reply() -> None:
    told = told_to_stand_in()

    assert "A reply here counts for that." in told
    assert "To answer the first, just reply here:" in told
    assert f"because you stand in for <@{BEN}>" in told


def test_a_stand_in_who_owes_something_themselves_is_told_to_use_the_buttons() -> None:
    told = told_to_stand_in(monitoring=ANA)

    assert f"please use the buttons for what <@{BEN}> owes" in told
    assert "just reply here" not in told


def two_away(person: str) -> str:
    """Return what Cy reads of the reminder of one of two absentees, Ana and Ben, who owe something each."""
    named = {"monitoring": an_ownership("monitoring", BEN), "rollback": an_ownership("rollback", ANA)}
    database = a_workspace(replace(an_open_alignment(), facilitator=ANA, owners=named))
    away = NudgePreferences(away_from=date(2026, 3, 2), away_until=date(2026, 3, 6), stand_in=CY)
    with database.write() as tx:
        tx.people.put(a_person(CY))
        for absentee in (ANA, BEN):
            tx.people.put_preferences(WORKSPACE, absentee, away)
    reminder = a_stage(database=database).message(
        WORKSPACE, SendDigest(person=person, local_date="2026-03-02", stand_in=CY)
    )
    assert reminder is not None
    return as_read(reminder)


def test_a_reply_of_whoever_stands_in_for_two_counts_for_the_first_of_them() -> None:
    assert "A reply here counts for that." in two_away(ANA)


def test_whoever_stands_in_for_two_is_told_whom_a_reply_does_not_count_for() -> None:
    told = two_away(BEN)

    assert f"You stand in for <@{ANA}> too" in told
    assert "just reply here" not in told


def test_a_stand_in_is_not_offered_what_only_an_owner_may_decide() -> None:
    told = two_away(BEN)

    assert "I will answer by" in told
    assert "Not mine" not in told
    assert "Not needed" not in told


def test_a_message_to_everybody_about_nothing_is_an_error() -> None:
    with pytest.raises(UnknownAlignment):
        STAGE.message(WORKSPACE, PostCard(alignment_id="gone", channel=CHANNEL))


def test_an_alignment_of_another_workspace_is_not_found() -> None:
    with pytest.raises(UnknownAlignment):
        STAGE.message("T2", PostCard(alignment_id="A1", channel=CHANNEL))


def test_membership_is_asked_at_that_moment() -> None:
    stage = a_stage(an_open_alignment(), directory=SmallDirectory({CHANNEL: set()}))

    message = stage.message(WORKSPACE, whispered(Notice.STATUS))

    assert message is not None
    assert "Route support tickets" not in str(message)


def test_an_effect_that_says_nothing_has_no_message() -> None:
    with pytest.raises(TypeError):
        STAGE.message(WORKSPACE, LookUpPerson(person=BEN))


def test_a_form_is_rendered_for_the_person_who_opens_it() -> None:
    effect = OpenForm(person=BEN, trigger_id="t", form=FormName.START, facts={"channel": CHANNEL, "title": "Refunds"})

    view = STAGE.form(WORKSPACE, effect)

    assert view["callback_id"] == "aligned.form.start"
    assert BEN in str(view)


OUTSIDER = "U0OUT"


def form_for(person: str, form: FormName = FormName.ANSWER) -> str:
    """Return the form about an alignment whose channel nobody reads any more."""
    stage = a_stage(an_open_alignment(), directory=SmallDirectory({CHANNEL: set()}))
    return str(stage.form(WORKSPACE, OpenForm(alignment_id="A1", person=person, trigger_id="t", form=form)))


@pytest.mark.parametrize("form", [FormName.ANSWER, FormName.WAIVE, FormName.PROMISE, FormName.HAND_OVER])
def test_a_form_shows_nothing_to_whoever_has_no_part_in_it_and_does_not_read_the_channel(form: FormName) -> None:
    shown = form_for(OUTSIDER, form)

    assert "Route support tickets" not in shown
    assert "There is no alignment here that you can see." in shown


def test_an_owner_is_shown_the_form_wherever_its_channel_is() -> None:
    assert "Route support tickets" in form_for(BEN)


def test_home_and_files_are_rendered() -> None:
    assert STAGE.home(WORKSPACE, BEN)["type"] == "home"
    upload = UploadSpec(alignment_id="A2", channel=CHANNEL, version=1)
    assert [file.name for file in STAGE.files(WORKSPACE, upload)] == [
        "spec-v1.md",
        "spec-v1.json",
        "input-v1.schema.json",
        "output-v1.schema.json",
    ]


def test_the_files_name_people_rather_than_ids() -> None:
    markdown, *_ = STAGE.files(WORKSPACE, UploadSpec(alignment_id="A2", channel=CHANNEL, version=1))

    assert "Started by Ana Ortiz." in markdown.content
