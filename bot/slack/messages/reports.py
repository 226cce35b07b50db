"""What people ask to see: standings, debts, the spec so far, reminders to come, and the history of answers."""

from collections.abc import Callable, Sequence

from bot.domain.alignment import Alignment, Escalation, Status
from bot.domain.cadence import FACILITATOR_AFTER, THREAD_AFTER
from bot.domain.errors import UnknownAlignment
from bot.domain.glimpses import Glimpse
from bot.domain.progress import ArtifactProgress, waiver_of
from bot.domain.review import review_of
from bot.services.reporting import Debt, PlannedNudge, Standing
from bot.slack.blocks import Row, actions, context, divider, header, message, section
from bot.slack.controls import control
from bot.slack.forms.history import answer_rows, history_of
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.contradictions import open_contradictions
from bot.slack.presses import Press
from bot.slack.scene import Scene

MOST_ALIGNMENTS = 10
MOST_LISTED = 20
MOST_PEOPLE = 20
MOST_REVIEWS = 20
MOST_ANSWERS = 10
EXCERPT, LEAST_EXCERPT = 140, 30
LONGEST_SHOW = 5_000

Report = Callable[[Scene], Message]


def status(scene: Scene) -> Message:
    """Show the open alignments of the channel."""
    if not scene.may_read(scene.channel or ""):
        return unseen(scene)
    seen = [each for each in _glimpses(scene) if each.is_open]
    lines = [_line(scene, standing, "status.alignment") for standing in _standings(scene, seen[:MOST_ALIGNMENTS])]
    return _listing(scene, "status", lines, len(seen))


def listed(scene: Scene) -> Message:
    """Show every alignment of the channel."""
    if not scene.may_read(scene.channel or ""):
        return unseen(scene)
    seen = _glimpses(scene)
    lines = [_line(scene, standing, "list.alignment") for standing in _standings(scene, seen[:MOST_LISTED])]
    more = scene.words.say("list.more", count=len(seen) - len(lines)) if seen[MOST_LISTED:] else ""
    return _listing(scene, "list", lines, len(seen), more)


def mine(scene: Scene) -> Message:
    """Show what the viewer owes, wherever that is."""
    debts = scene.reporting.debts_of(scene.workspace, scene.viewer or "")
    facts = {"count": len(debts), "answers": sum(len(debt.gaps) for debt in debts)}
    rows = [debt_row(scene, debt) for debt in debts[:MOST_ALIGNMENTS]]
    more = scene.words.say("mine.more", count=len(debts) - len(rows)) if debts[MOST_ALIGNMENTS:] else ""
    said = scene.words.say("mine", **facts)
    return message(said, section(said), *rows, context(more))


def debt_row(scene: Scene, debt: Debt) -> Row:
    """Show what one alignment is owed, with the way to answer it."""
    labels = [gap.field.label for gap in debt.gaps]
    facts = {"alignment": scene.linked(debt.alignment), "is_paused": debt.alignment.is_muted, "is_muted": debt.is_muted}
    said = scene.words.say("mine.alignment", labels=labels, **facts)
    press = Press(a=debt.alignment.id, r=debt.gaps[0].field.artifact)
    return section(said, control(scene.words, ActionId.ANSWER, press))


def show(scene: Scene) -> Message:
    """Show the whole spec so far, artifact by artifact."""
    if not scene.may_read(scene.alignment.channel):
        return unseen(scene)
    alignment, progress = scene.alignment, scene.progress
    facts = {"alignment": alignment, "progress": progress, "total": len(progress.artifacts)}
    rows: list[Row] = [header(alignment.title), context(scene.words.say("show.standing", **facts))]
    most = max(LEAST_EXCERPT, min(EXCERPT, LONGEST_SHOW // max(len(alignment.answers), 1)))
    rows += [_artifact(scene, row, most) for row in progress.artifacts]
    rows.append(open_contradictions(scene, scene.reporting.contradictions(alignment)))
    history = control(scene.words, ActionId.HISTORY, Press(a=alignment.id))
    return message(scene.words.say("show", **facts), *rows, actions(history))


def _artifact(scene: Scene, row: ArtifactProgress, most: int) -> Row:
    """Show one artifact: what was answered, what was left open, and what nobody said anything about."""
    alignment = scene.alignment
    fields = scene.catalogue.fields_of(row.name, alignment.depth)
    answers = [(field.label, answer) for field in fields if (answer := alignment.answers.get(field.key))]
    silent = [field for field in fields if field.key not in alignment.answers]
    left_open = [(field.label, waiver) for field in silent if (waiver := waiver_of(alignment, field.key))]
    labels = {label for label, _ in left_open}
    said = scene.words.say(
        "show.artifact",
        row=row,
        answered=[(label, answer, scene.one_line(answer.text)) for label, answer in answers],
        left_open=left_open,
        missing=[field.label for field in silent if field.label not in labels],
        most=most,
    )
    return section(said)


def nudges(scene: Scene) -> Message:
    """Show who will be reminded when, and of what, for the open alignments of the channel.

    What somebody owes elsewhere is nobody's business here.
    """
    if not scene.may_read(scene.channel or ""):
        return unseen(scene)
    awaited = _standings(scene, [each for each in _glimpses(scene) if each.is_open or each.has_review])
    here = {each.alignment.id: each for each in awaited if each.alignment.is_open}
    people = tuple(dict.fromkeys(gap.owner for standing in here.values() for gap in standing.progress.gaps))
    planned = scene.reporting.nudges(scene.workspace, people[:MOST_PEOPLE], here)
    reviews = [line for each in awaited if (line := _review(scene, each.alignment))]
    lines = [*(_planned(scene, each) for each in planned), *reviews[:MOST_REVIEWS]]
    left = {"people": len(people[MOST_PEOPLE:]), "reviews": len(reviews[MOST_REVIEWS:])}
    more = scene.words.say("nudges.more", **left) if any(left.values()) else ""
    return _listing(scene, "nudges", lines, len(people) + len(reviews), more)


def history(scene: Scene) -> Message:
    """Show the latest answers of an alignment, or of one of its questions."""
    if not scene.may_read(scene.alignment.channel):
        return unseen(scene)
    answers = history_of(scene)
    rows: list[Row] = []
    for answer in answers[:MOST_ANSWERS]:
        rows += [divider(), *answer_rows(scene, answer)]
    said = scene.words.say("history", alignment=scene.linked(scene.alignment), count=len(answers), shown=MOST_ANSWERS)
    return message(said, section(said), *rows)


def unseen(scene: Scene) -> Message:
    """Say that there is nothing to see, in the same words whether it does not exist or may not be seen."""
    said = scene.words.refusal(UnknownAlignment())
    return message(said, section(said))


def _glimpses(scene: Scene) -> tuple[Glimpse, ...]:
    return scene.reporting.glimpses(scene.workspace, scene.channel or "")


def _standings(scene: Scene, seen: Sequence[Glimpse]) -> tuple[Standing, ...]:
    return scene.reporting.standings(scene.workspace, seen)


def _line(scene: Scene, standing: Standing, name: str) -> str:
    progress = standing.progress
    return scene.words.say(
        name,
        alignment=scene.linked(standing.alignment),
        standing=standing,
        total=len(progress.artifacts),
        sharpest=progress.gaps[0] if progress.gaps else None,
    )


def _planned(scene: Scene, planned: PlannedNudge) -> str:
    """Say when somebody is reminded, of what, and of what not."""
    debts, put_off = planned.debts, planned.put_off
    later = {each.debt.alignment.id for each in put_off}
    heard = [debt for debt in debts if not debt.is_muted and debt.alignment.id not in later]
    unheard = [debt for debt in debts if planned.is_off or debt.is_muted]
    others = (debt.alignment.facilitator for debt in unheard if Escalation.FACILITATOR in debt.still_to_tell)
    return scene.words.say(
        "nudges.person",
        planned=planned,
        is_heard=bool(heard),
        alignments=[scene.linked(debt.alignment) for debt in heard or debts],
        answers=sum(len(debt.gaps) for debt in heard or debts),
        muted=[scene.linked(debt.alignment) for debt in debts if debt.is_muted],
        put_off=[(each, scene.linked(each.debt.alignment)) for each in put_off],
        facilitators=list(dict.fromkeys(others)),
        is_thread_next=any(Escalation.THREAD in debt.still_to_tell for debt in unheard),
        facilitator_after=FACILITATOR_AFTER,
        thread_after=THREAD_AFTER,
    )


def _review(scene: Scene, alignment: Alignment) -> str:
    """Say when it is asked of a complete spec whether it still holds."""
    review = review_of(alignment)
    if review is None or alignment.status is not Status.COMPLETE:
        return ""
    person = scene.reporting.asked_for_review(alignment)
    if person is None:
        return ""
    return scene.words.say("nudges.review", person=person, on=review.expires_on, alignment=scene.linked(alignment))


def _listing(scene: Scene, name: str, lines: list[str], count: int, more: str = "") -> Message:
    said = scene.words.say(name, count=count, shown=len(lines))
    return message(said, section(said), *(section(line) for line in lines), context(more))
