"""Keeping answers: each becomes a new revision, moves the questions on, and is answered with what was understood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.domain.alignment import TRIES, Alignment, Answer, MessageRef, Provenance
from bot.domain.assessment import misplaced
from bot.domain.catalogue import Catalogue
from bot.domain.effects import Facts, LookUpPerson, Notice, SayDirectly, SayInThread, Whisper
from bot.domain.progress import next_question
from bot.domain.reply import Reading
from bot.domain.rulebook import NO_RULES, Rulebook
from bot.domain.verdict import Verdict
from bot.ports import Clock, NewId, Transaction
from bot.services.consistency import unknown_people
from bot.services.settling import Settling


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was kept in one go, the alignment before and now, and the question that comes next."""

    before: Alignment
    alignment: Alignment
    answers: tuple[Answer, ...]
    given_up: tuple[str, ...]
    upcoming: str | None
    better: str | None

    @property
    def facts(self) -> Facts:
        """Say it in the facts of the notice that answers it."""
        return {
            "answers": [answer.id for answer in self.answers],
            "next": self.upcoming,
            "given_up": list(self.given_up),
            "complete": not self.alignment.is_open,
        }

    @property
    def misplacement(self) -> Facts | None:
        """Say of a single answer that seems to belong elsewhere where that is; None when it is in its place."""
        answer, *others = self.answers
        if others or not self.better:
            return None
        return {"answer": answer.id, "field": answer.field, "better": self.better}


class Recording:
    """Keeps answers and responds to them in the thread."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        clock: Clock,
        new_id: NewId,
        settling: Settling,
        rulebook: Rulebook = NO_RULES,
    ) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._new_id = new_id
        self._settling = settling
        self._rulebook = rulebook

    def judged(self, readings: Sequence[Reading], *, author: str) -> tuple[Reading, ...]:
        """Leave out what only rules say that are switched off, and look where a single vague answer fits better.

        Looking reads the answer for every question there is: never do it inside a transaction.
        """
        excused = tuple(replace(each, assessment=self._rulebook.excused(each.assessment)) for each in readings)
        if len(excused) != 1 or excused[0].assessment.verdict is not Verdict.VAGUE:
            return excused
        (only,) = excused
        better = misplaced(self._catalogue, only.field, only.text, author)
        return (replace(only, better=better.key if better else None),)

    def record(
        self,
        tx: Transaction,
        before: Alignment,
        readings: Sequence[Reading],
        author: str,
        provenance: Provenance,
        source: MessageRef | None = None,
    ) -> Recorded:
        """Append the answers, save the alignment, and choose what is asked next; responding shows what it came to."""
        answers = tuple(self._append(tx, before, reading, author, provenance, source) for reading in readings)
        after = before
        for answer in answers:
            after = after.with_answer(answer)
        given_up = tuple(answer.field for answer in answers if self._is_given_up(tx, before, answer))
        for key in given_up:
            after = after.with_skipped(key)
        after, upcoming = self.move_on(after, answers)
        if provenance is not Provenance.THREAD and upcoming in before.asked:
            upcoming = None  # the thread shows that question already
        saved = self._settling.save(tx, before, after)
        return Recorded(
            before=before,
            alignment=saved,
            answers=answers,
            given_up=given_up,
            upcoming=upcoming if saved.is_open else None,
            better=readings[0].better,
        )

    def _is_given_up(self, tx: Transaction, alignment: Alignment, answer: Answer) -> bool:
        """Tell whether a question was tried often enough since it had an executable answer, if it ever had one."""
        if answer.assessment.is_executable or answer.revision < TRIES:
            return False
        given = tx.alignments.history(alignment.workspace, alignment.id, answer.field)
        counted = (
            earlier
            for earlier in reversed(given)
            if not (earlier.is_set_aside or earlier.provenance is Provenance.HANDSHAKE)
        )
        tries = takewhile(lambda earlier: not earlier.assessment.is_executable, counted)
        return sum(1 for _ in tries) >= TRIES

    def set_aside(self, tx: Transaction, alignment: Alignment, reading: Reading, author: str) -> None:
        """Keep an answer that crossed another one without making it current, and tell its author."""
        answer = self._append(tx, alignment, reading, author, Provenance.FORM, None, is_set_aside=True)
        standing = alignment.answers.get(reading.field.key)
        conflict = Whisper(
            alignment_id=alignment.id,
            person=author,
            channel=alignment.channel,
            thread_ts=alignment.thread_ts,
            notice=Notice.CONFLICT,
            facts={"answer": answer.id, "standing": standing.id if standing else None},
        )
        tx.deliveries.add(alignment.workspace, conflict, due_at=self._clock.now())

    def move_on(self, alignment: Alignment, answered: Sequence[Answer] = ()) -> tuple[Alignment, str | None]:
        """Choose what the thread waits for: what is still unclear, what was asked already, or the next gap.

        Returns the alignment and the key of the question to put now; None when the last one stands.
        """
        unclear = [a.field for a in answered if not a.assessment.is_executable and a.field not in alignment.skipped]
        if unclear:
            waiting = dict.fromkeys((*unclear, *alignment.asked))
            return replace(alignment, asked=tuple(waiting)), None
        if asked := self._catalogue.known(alignment.asked):
            return alignment, asked[0].key
        gap = next_question(alignment, self._settling.progress(alignment))
        if gap is None:
            return alignment, None
        return alignment.with_questions(gap.field), gap.field.key

    def respond(self, tx: Transaction, recorded: Recorded) -> None:
        """Say in the thread what was understood, or where the answer seems to belong."""
        if offer := recorded.misplacement:
            self.say(tx, recorded.alignment, Notice.MISPLACED, offer)
        else:
            self.say(tx, recorded.alignment, Notice.UNDERSTOOD, recorded.facts)
        self._show(tx, recorded)

    def respond_directly(self, tx: Transaction, recorded: Recorded, person: str, *, debtor: str) -> None:
        """Say it to one person, with what the debtor owes next; in the thread as well once an answer stands."""
        if offer := recorded.misplacement:
            self._say_directly(tx, recorded.alignment, person, Notice.MISPLACED, offer)
        else:
            self._say_understood(tx, recorded, person, debtor)
        self._show(tx, recorded)

    def say(self, tx: Transaction, alignment: Alignment, notice: Notice, facts: Facts | None = None) -> None:
        """Say something in the alignment's thread."""
        tx.deliveries.add(alignment.workspace, SayInThread.of(alignment, notice, facts), due_at=self._clock.now())

    def say_at_source(
        self, tx: Transaction, alignment: Alignment, answer: Answer, notice: Notice, facts: Facts
    ) -> None:
        """Say something about the message behind an answer where that message was written."""
        if answer.provenance is Provenance.DIRECT:
            self._say_directly(tx, alignment, answer.author, notice, facts)
        else:
            self.say(tx, alignment, notice, facts)

    def _show(self, tx: Transaction, recorded: Recorded) -> None:
        """Show what the answers came to, once the words are queued that somebody waits for."""
        self._settling.show(tx, recorded.before, recorded.alignment)
        self._look_up(tx, recorded.alignment, recorded.answers)

    def _say_understood(self, tx: Transaction, recorded: Recorded, person: str, debtor: str) -> None:
        alignment = recorded.alignment
        gaps = self._settling.progress(alignment).gaps_of(debtor)
        fresh = [gap.field.key for gap in gaps if gap.field.key not in alignment.skipped]
        is_clear = all(answer.assessment.is_executable for answer in recorded.answers) or bool(recorded.given_up)
        facts = {**recorded.facts, "next": fresh[0] if fresh and is_clear else None, "debtor": debtor}
        self._say_directly(tx, alignment, person, Notice.UNDERSTOOD, facts)
        if is_clear and not recorded.given_up:
            self.say(tx, alignment, Notice.UNDERSTOOD, {**recorded.facts, "next": None})

    def _say_directly(self, tx: Transaction, alignment: Alignment, person: str, notice: Notice, facts: Facts) -> None:
        said = SayDirectly(alignment_id=alignment.id, person=person, notice=notice, facts=facts)
        tx.deliveries.add(alignment.workspace, said, due_at=self._clock.now())

    def _append(
        self,
        tx: Transaction,
        alignment: Alignment,
        reading: Reading,
        author: str,
        provenance: Provenance,
        source: MessageRef | None,
        *,
        is_set_aside: bool = False,
    ) -> Answer:
        answer = Answer(
            id=self._new_id(),
            field=reading.field.key,
            text=reading.text,
            author=author,
            answered_at=self._clock.now(),
            provenance=provenance,
            question=reading.field.question,
            catalogue_version=self._catalogue.version,
            assessment=reading.assessment,
            revision=tx.alignments.latest_revision(alignment.workspace, alignment.id, reading.field.key) + 1,
            source=source,
            is_set_aside=is_set_aside,
        )
        tx.alignments.record(alignment.workspace, alignment.id, answer)
        return answer

    def _look_up(self, tx: Transaction, alignment: Alignment, answers: Sequence[Answer]) -> None:
        """Find out who is mentioned: whether that account can do what it is named for."""
        for person in unknown_people(tx, alignment, (answer.text for answer in answers)):
            look = LookUpPerson(alignment_id=alignment.id, person=person)
            tx.deliveries.add(alignment.workspace, look, due_at=self._clock.now())
