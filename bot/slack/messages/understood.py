"""What was understood from answers, a line or two for each, and the one thing to ask next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.alignment import LONGEST_ANSWER, Answer, Provenance, Status
from bot.domain.catalogue import Field
from bot.domain.verdict import Assessment, Finding
from bot.slack.blocks import Row, actions, button, divider, message, section
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.contradictions import contradictions_caused
from bot.slack.messages.declared import declared_rows, tabled
from bot.slack.messages.pieces import flattened, pieces_of
from bot.slack.messages.questions import question_rows
from bot.slack.mrkdwn import Mrkdwn
from bot.slack.presses import Press
from bot.slack.scene import Scene

LINE, GLANCE = 120, 50
FEW = 5
LINES_IN_A_SECTION = 10
SUGGESTIONS = 5

Known = Sequence[tuple[Answer, Field]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The most consequential thing that is still missing from the answers."""

    field: Field
    finding: Finding


def understood(scene: Scene) -> Message | None:
    """Repeat what was understood, ask for what is missing, and put the next question into the same message."""
    answers = scene.reporting.answers(scene.workspace, scene.alignment.id, scene.names("answers"))
    known = [(answer, field) for answer in answers if (field := scene.field_of(answer.field))]
    if not known:
        return None
    follow_up = chosen_follow_up(known, scene.names("given_up"))
    lines = [_lead(scene, known), *_lines(scene, known, follow_up)]
    return message(
        _summary(scene, known, follow_up),
        section(_about(scene)),
        section(_debt(scene)),
        *(section("\n".join(part)) for part in _sections([line for line in lines if line])),
        *declared_rows(scene, known),
        contradictions_caused(scene, [answer.id for answer, _ in known]),
        *_follow_up_rows(scene, follow_up),
        *_next_rows(scene),
        section(_ending(scene)),
    )


def chosen_follow_up(known: Known, given_up: Sequence[str]) -> FollowUp | None:
    """Choose what to ask for: what the heaviest field lacks most, unless that field was tried often enough."""
    lacking = [
        FollowUp(field=field, finding=answer.assessment.findings[0])
        for answer, field in known
        if answer.assessment.findings and not answer.assessment.is_executable and field.key not in given_up
    ]
    return max(lacking, key=lambda each: each.field.weight, default=None)


def _summary(scene: Scene, known: Known, follow_up: FollowUp | None) -> Mrkdwn:
    labels = [field.label for _, field in known]
    asked = scene.said(follow_up.finding.follow_up) if follow_up else ""
    return scene.words.say(
        "understood",
        labels=labels[:FEW],
        more=len(labels[FEW:]),
        is_clear=all(answer.assessment.is_executable for answer, _ in known),
        asked_label=follow_up.field.label if follow_up else "",
        follow_up=asked,
    )


def _lead(scene: Scene, known: Known) -> str:
    """Name who answered where the readers did not see it happen."""
    if _is_here(scene, known[0][0]):
        return ""
    executable = sum(answer.assessment.is_executable for answer, _ in known)
    return scene.words.say("understood.lead", author=known[0][0].author, count=len(known), executable=executable)


def _lines(scene: Scene, known: Known, follow_up: FollowUp | None) -> Iterator[Mrkdwn]:
    """Say what is settled first, and what is asked about last, next to the question."""
    asked = follow_up.field.key if follow_up else None
    shown = tabled(known)
    for answer, field in sorted(known, key=lambda each: (not each[0].assessment.is_executable, each[1].key == asked)):
        is_tabled = shown is not None and shown[0] is field
        yield _line(scene, answer, field, known, is_asked=field.key == asked, is_tabled=is_tabled)


def _line(scene: Scene, answer: Answer, field: Field, known: Known, *, is_asked: bool, is_tabled: bool) -> Mrkdwn:
    assessment, is_few = answer.assessment, _is_few(known)
    is_worth_quoting = len(known) == 1 or is_asked or (is_few and not assessment.is_executable)
    is_quoted = is_worth_quoting and not is_tabled and not _is_here(scene, answer)
    said = flattened(scene.said(answer.text))
    pieces = () if is_tabled else _pieces(scene, answer, said)
    return scene.words.say(
        "understood.answer",
        label=field.label,
        is_executable=assessment.is_executable,
        is_stated=is_few and not _is_all_executable(scene, known),
        is_begun=bool(assessment.found),
        pieces=pieces,
        most=LINE if is_few or is_asked else GLANCE,
        missing=[_spoken(field, slot) for slot in assessment.missing],
        is_asked=is_asked,
        kept=LONGEST_ANSWER if len(answer.text) >= LONGEST_ANSWER else None,
        is_given_up=field.key in scene.names("given_up"),
        owner=scene.alignment.owner_of(field.artifact),
        said=said if is_quoted and pieces != (said,) else "",
        line=LINE,
    )


def _is_all_executable(scene: Scene, known: Known) -> bool:
    """Tell whether the lead has said of several answers that all of them are executable."""
    has_lead = len(known) > 1 and not _is_here(scene, known[0][0])
    return has_lead and all(answer.assessment.is_executable for answer, _ in known)


def _pieces(scene: Scene, answer: Answer, said: str) -> tuple[str, ...]:
    """Say of a complete answer all it says, and of another only what was understood of it."""
    found = {slot: scene.said(words) for slot, words in _sound(answer.assessment)}
    whole = {"whole": said} if answer.assessment.is_executable else {}
    return pieces_of(scene.said(answer.text), whole | found)


def _sound(assessment: Assessment) -> list[tuple[str, str]]:
    """List what was found, but for words that are called untestable in the same breath."""
    quoted = [each.words for each in assessment.findings if each.words and f"“{each.words}”" in each.follow_up]
    return [(slot, words) for slot, words in assessment.found.items() if not any(words in each for each in quoted)]


def _is_few(known: Known) -> bool:
    return len(known) <= FEW


def _is_here(scene: Scene, answer: Answer) -> bool:
    """Tell whether the readers have the answer before their eyes."""
    return answer.provenance is Provenance.THREAD if scene.viewer is None else answer.author == scene.viewer


def _sections(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(lines), LINES_IN_A_SECTION):
        yield lines[start : start + LINES_IN_A_SECTION]


def _follow_up_rows(scene: Scene, follow_up: FollowUp | None) -> Sequence[Row]:
    if follow_up is None:
        return ()
    field, finding = follow_up.field, follow_up.finding
    suggestions = next((slot.suggestions for slot in field.slots if slot.name == finding.slot), ())
    asked = scene.words.say("understood.follow_up", follow_up=scene.said(finding.follow_up))
    if scene.is_over:
        return (section(asked),)
    about = Press(a=scene.alignment.id, f=field.key, s=finding.slot)
    return (
        section(asked),
        actions(
            *(
                button(words, ActionId.SUGGEST.numbered(n), about.model_copy(update={"x": words}))
                for n, words in enumerate(suggestions[:SUGGESTIONS])
            )
        ),
    )


def _next_rows(scene: Scene) -> Sequence[Row]:
    gap = scene.gap(scene.text("next")) if scene.alignment.is_open else None
    return (divider(), *question_rows(scene, gap)) if gap else ()


def _about(scene: Scene) -> Mrkdwn:
    """Name the alignment to somebody who owes something to others as well: the same is asked in each."""
    debtor = _debtor(scene)
    owed = scene.reporting.debts_of(scene.workspace, debtor) if scene.viewer and debtor else ()
    is_one_of_several = any(debt.alignment.id != scene.alignment.id for debt in owed)
    return (
        scene.words.say("understood.about", alignment=scene.linked(scene.alignment))
        if is_one_of_several
        else Mrkdwn("")
    )


def _debt(scene: Scene) -> Mrkdwn:
    """Say to somebody who stands in for another that the answer counts for what that one owes."""
    debtor = _debtor(scene)
    return scene.words.say("understood.stood_in", person=debtor) if debtor != scene.viewer else Mrkdwn("")


def _debtor(scene: Scene) -> str | None:
    return scene.text("debtor") or scene.viewer


def _ending(scene: Scene) -> Mrkdwn:
    if scene.is_over:  # it asked for more
        return Mrkdwn("")
    if scene.alignment.status is Status.COMPLETE:
        return scene.words.say("understood.complete")
    debtor = _debtor(scene)
    if debtor and not scene.progress.gaps_of(debtor):
        other = debtor if debtor != scene.viewer else None
        return scene.words.say("understood.nothing_else", alignment=scene.linked(scene.alignment), person=other)
    return Mrkdwn("")


def _spoken(field: Field, slot: str) -> str:
    """Name a piece as people do; one that the catalogue no longer has is named as it was."""
    return next((each.spoken for each in field.slots if each.name == slot), slot.replace("_", " "))
