"""The aggregate: what changes keep, and what they refuse."""

from datetime import date, timedelta

import pytest

from bot.domain.alignment import Consent, Escalation, Status
from bot.domain.errors import AlignmentClosed, DateOutOfRange, ReasonMissing
from bot.domain.verdict import Verdict
from tests.builders import OPENED_AT, a_silence, a_waiver, an_alignment, an_answer, an_assessment, an_ownership


def test_a_newer_answer_follows_the_current_one() -> None:
    alignment = an_alignment(an_answer(text="first"))

    after = alignment.with_answer(an_answer(text="second", revision=2))

    assert after.answers["capability.decision"].text == "second"
    assert after.revision_of("capability.decision") == 2


def test_an_executable_answer_is_no_longer_waited_for() -> None:
    alignment = an_alignment(asked=("capability.decision", "ownership.accountable_owner"))

    after = alignment.with_answer(an_answer())

    assert after.asked == ("ownership.accountable_owner",)


def test_a_partial_answer_is_still_waited_for() -> None:
    alignment = an_alignment(asked=("capability.decision",))

    after = alignment.with_answer(an_answer(assessment=an_assessment(Verdict.PARTIAL, missing=("outcome",))))

    assert after.asked == ("capability.decision",)


def test_answering_a_question_that_was_put_off_takes_it_up_again() -> None:
    alignment = an_alignment(skipped=("capability.decision",))

    assert alignment.with_answer(an_answer()).skipped == ()


def test_naming_oneself_is_accepting() -> None:
    after = an_alignment().with_owner("monitoring", "UANA", named_by="UANA", at=OPENED_AT)

    assert after.owners["monitoring"].consent is Consent.ACCEPTED


def test_being_named_by_somebody_else_is_being_asked() -> None:
    after = an_alignment().with_owner("monitoring", "UBEN", named_by="UANA", at=OPENED_AT)

    assert after.owners["monitoring"].consent is Consent.ASKED


def test_accepting_takes_on_everything_one_was_named_for_and_nothing_else() -> None:
    asked = an_ownership("monitoring", "UBEN", consent=Consent.ASKED)
    other = an_ownership("capability", "UCAT", consent=Consent.ASKED)
    alignment = an_alignment(owners={"monitoring": asked, "capability": other})

    after = alignment.accepted_by("UBEN", alignment.owners)

    assert after.owners["monitoring"].consent is Consent.ACCEPTED
    assert after.owners["capability"].consent is Consent.ASKED


def test_the_facilitator_owes_what_nobody_was_named_for() -> None:
    assert an_alignment().owner_of("monitoring") == "UANA"


def test_a_new_owner_starts_with_no_reminders_behind_them() -> None:
    alignment = an_alignment(owners={"monitoring": an_ownership(nudges=4, escalation=Escalation.FACILITATOR)})

    after = alignment.with_owner("monitoring", "UCAT", named_by="UBEN", at=OPENED_AT)

    assert after.owners["monitoring"].nudges == 0
    assert after.owners["monitoring"].escalation is Escalation.NOBODY


def test_a_waiver_without_a_reason_is_refused() -> None:
    with pytest.raises(ReasonMissing):
        an_alignment().with_waiver(a_waiver(reason="  "))


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_a_waiver_lasts_between_one_and_ninety_days(days: int) -> None:
    granted = date(2026, 3, 2)

    with pytest.raises(DateOutOfRange):
        an_alignment().with_waiver(a_waiver(granted_on=granted, expires_on=granted + timedelta(days=days)))


def test_a_second_waiver_of_the_same_subject_replaces_the_first() -> None:
    alignment = an_alignment().with_waiver(a_waiver(reason="first")).with_waiver(a_waiver(reason="second"))

    assert [waiver.reason for waiver in alignment.waivers] == ["second"]


def test_a_promise_in_the_past_is_refused() -> None:
    with pytest.raises(DateOutOfRange):
        an_alignment().with_silence(a_silence(until=OPENED_AT - timedelta(days=1)))


def test_putting_a_question_off_stops_waiting_for_it() -> None:
    after = an_alignment(asked=("capability.decision",)).with_skipped("capability.decision")

    assert after.asked == ()
    assert after.skipped == ("capability.decision",)


def test_completing_counts_the_version_up_and_waits_for_nothing() -> None:
    after = an_alignment(asked=("capability.decision",), version=1).completed(OPENED_AT)

    assert (after.status, after.version, after.asked) == (Status.COMPLETE, 2, ())


@pytest.mark.parametrize(
    "change",
    [
        lambda alignment: alignment.with_answer(an_answer()),
        lambda alignment: alignment.with_owner("monitoring", "UBEN", named_by="UANA", at=OPENED_AT),
        lambda alignment: alignment.with_waiver(a_waiver()),
        lambda alignment: alignment.with_silence(a_silence()),
        lambda alignment: alignment.accepted_by("UBEN", alignment.owners),
        lambda alignment: alignment.closed(),
    ],
)
def test_nothing_about_a_closed_alignment_changes(change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AlignmentClosed):
        change(an_alignment().closed())


def test_a_silence_covers_only_what_was_owned_when_it_was_made() -> None:
    later = OPENED_AT + timedelta(days=1)
    alignment = an_alignment(
        owners={
            "monitoring": an_ownership("monitoring", "UBEN"),
            "capability": an_ownership("capability", "UBEN", since=later),
            "output_format": an_ownership("output_format", "UCAT"),
        },
        silences={"UBEN": a_silence()},
    )

    assert alignment.spared("UBEN", OPENED_AT) == {"monitoring"}


def test_nobody_is_spared_once_the_silence_has_ended() -> None:
    silence = a_silence()
    alignment = an_alignment(owners={"monitoring": an_ownership()}, silences={"UBEN": silence})

    assert alignment.spared("UBEN", silence.until) == frozenset()


@pytest.mark.parametrize(("owed", "kept"), [(("monitoring", "capability"), {"UBEN"}), (("capability",), set())])
def test_a_silence_is_forgotten_once_nothing_it_is_about_is_owed(owed: tuple[str, ...], kept: set[str]) -> None:
    alignment = an_alignment(owners={"monitoring": an_ownership()}, silences={"UBEN": a_silence()})

    assert set(alignment.without_silences_but_of(owed).silences) == kept


def test_what_is_owed_anew_has_no_reminders_behind_it() -> None:
    now = OPENED_AT + timedelta(days=20)
    reminded = an_ownership(nudges=3, last_nudged_at=OPENED_AT, escalation=Escalation.FACILITATOR)

    after = an_alignment(owners={"monitoring": reminded}).owed_anew(["monitoring"], now)

    assert after.owners["monitoring"] == an_ownership(since=now)
