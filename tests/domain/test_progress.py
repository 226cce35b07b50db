"""How far an alignment is, and what is asked next."""

from datetime import date

from bot.domain.catalogue import Catalogue
from bot.domain.progress import ArtifactState, first_questions, next_question, progress_of
from bot.domain.verdict import Verdict
from tests.builders import a_waiver, an_alignment, an_answer, an_assessment, an_ownership
from tests.domain.catalogues import a_catalogue

TODAY = date(2026, 3, 10)
PARTIAL = an_assessment(Verdict.PARTIAL, missing=("outcome",))


def state_of(alignment, artifact: str, catalogue: Catalogue | None = None) -> ArtifactState:  # type: ignore[no-untyped-def]
    return progress_of(alignment, catalogue or a_catalogue(), TODAY).artifact(artifact).state


def test_an_artifact_nobody_said_anything_about_is_missing() -> None:
    assert state_of(an_alignment(), "capability") is ArtifactState.MISSING


def test_an_artifact_with_a_vague_answer_is_written() -> None:
    alignment = an_alignment(an_answer(assessment=PARTIAL))

    assert state_of(alignment, "capability") is ArtifactState.WRITTEN


def test_an_artifact_is_executable_only_when_every_field_is() -> None:
    half = an_alignment(an_answer("capability.decision"))
    whole = an_alignment(an_answer("capability.decision"), an_answer("capability.in_scope"))

    assert state_of(half, "capability") is ArtifactState.WRITTEN
    assert state_of(whole, "capability") is ArtifactState.EXECUTABLE


def test_a_waived_artifact_is_waived_and_never_executable() -> None:
    alignment = an_alignment(waivers=(a_waiver("capability"),))

    assert state_of(alignment, "capability") is ArtifactState.WAIVED


def test_waiving_every_open_field_waives_the_artifact() -> None:
    alignment = an_alignment(an_answer("capability.decision"), waivers=(a_waiver("capability.in_scope"),))

    assert state_of(alignment, "capability") is ArtifactState.WAIVED


def test_waiving_one_of_two_open_fields_leaves_the_artifact_open() -> None:
    alignment = an_alignment(waivers=(a_waiver("capability.in_scope"),))
    progress = progress_of(alignment, a_catalogue(), TODAY)

    assert progress.artifact("capability").state is ArtifactState.MISSING
    assert [gap.field.key for gap in progress.artifact("capability").gaps] == ["capability.decision"]


def test_a_waiver_that_has_expired_covers_nothing() -> None:
    alignment = an_alignment(waivers=(a_waiver("capability", expires_on=TODAY),))

    assert state_of(alignment, "capability") is ArtifactState.MISSING


def test_gaps_are_sorted_by_consequence() -> None:
    gaps = progress_of(an_alignment(), a_catalogue(), TODAY).gaps

    assert [gap.field.key for gap in gaps] == [
        "ownership.accountable_owner",
        "capability.decision",
        "capability.in_scope",
    ]


def test_a_vague_answer_weighs_less_than_a_missing_one() -> None:
    alignment = an_alignment(an_answer("ownership.accountable_owner", assessment=PARTIAL))

    gaps = progress_of(alignment, a_catalogue(), TODAY).gaps

    assert gaps[0].field.key == "capability.decision"


def test_the_score_is_that_of_the_weakest_artifact() -> None:
    alignment = an_alignment(an_answer("capability.decision"), an_answer("capability.in_scope"))

    assert progress_of(alignment, a_catalogue(), TODAY).score == 0.0


def test_it_is_complete_when_nothing_is_owed() -> None:
    alignment = an_alignment(
        an_answer("capability.decision"), an_answer("capability.in_scope"), waivers=(a_waiver("ownership"),)
    )
    progress = progress_of(alignment, a_catalogue(), TODAY)

    assert progress.is_complete
    assert (progress.executable, progress.waived) == (1, 1)


def test_first_contact_asks_what_it_decides_before_anything_else() -> None:
    asked = first_questions(an_alignment(), progress_of(an_alignment(), a_catalogue(), TODAY))

    assert [gap.field.key for gap in asked][:2] == ["capability.decision", "ownership.accountable_owner"]


def test_a_question_somebody_put_off_is_not_the_next() -> None:
    alignment = an_alignment(skipped=("ownership.accountable_owner",))

    gap = next_question(alignment, progress_of(alignment, a_catalogue(), TODAY))

    assert gap is not None
    assert gap.field.key == "capability.decision"


def test_there_is_no_next_question_when_all_were_put_off() -> None:
    alignment = an_alignment(skipped=tuple(field.key for field in a_catalogue()))

    assert next_question(alignment, progress_of(alignment, a_catalogue(), TODAY)) is None


def test_a_gap_is_owed_by_the_owner_of_its_artifact() -> None:
    alignment = an_alignment(owners={"capability": an_ownership("capability", "UBEN")})

    owed = progress_of(alignment, a_catalogue(), TODAY).gaps_of("UBEN")

    assert {gap.field.artifact for gap in owed} == {"capability"}
