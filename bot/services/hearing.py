"""What people write: received in one small transaction, acknowledged, and then heard in another.

Reading an answer takes longer than keeping it, so nobody's acknowledgement waits for it, and nothing that goes wrong
while it is read can lose what was typed. The transaction that takes an answer in is the one that forgets the row in
which it waited: an answer is heard once, whatever dies in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from bot.domain.alignment import LONGEST_ANSWER, Alignment, Answer, MessageRef, Provenance
from bot.domain.catalogue import Catalogue, Field
from bot.domain.delivery import CARD_SOON, Delivery, cards_of
from bot.domain.effects import Facts, Hear, Heard, Notice
from bot.domain.numbering import begins_with_number, numbered_questions, unnumbered
from bot.domain.outcome import Done, Outcome, Postponed
from bot.domain.pleas import is_plea, reminds_of_something
from bot.domain.progress import ACCOUNTABLE, first_owed
from bot.domain.reply import Reading, answers_anyway, best_fits, follow, is_conversation, read_for, read_reply
from bot.domain.wish import Wish, wish_of
from bot.ports import Clock, Database, Transaction
from bot.services.amending import Amending
from bot.services.heeding import Heeding
from bot.services.owing import debts_of
from bot.services.recording import Recording
from bot.services.requests import Inbound
from bot.services.settling import Settling
from bot.services.standing_in import absentees_of
from bot.services.threads import alignment_under, concerns_us

log = structlog.get_logger(__name__)

MOST_ALIGNMENTS = 5
REMEMBERED = timedelta(hours=48)
"""How long the inbox is sure to know what was received."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The questions that what was said may answer; in a thread it does not matter who owes them.

    `is_silenced` while its debtor is not reminded of it, `is_under_way` when its author is being asked one by one.
    """

    alignment: Alignment
    fields: tuple[Field, ...]
    debtor: str = ""
    is_silenced: bool = False
    spoken_at: datetime = LONG_AGO
    is_under_way: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What was said, read as an answer to some of what was asked."""

    asked: _Asked
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubt:
    """What was said may answer any of these questions, each in its alignment."""

    places: tuple[tuple[Alignment, Field], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plea:
    """What was said is a question or a cry for help: it answers nothing of what was asked."""

    asked: _Asked


_Understood = Wish | _Answer | _Doubt | _Plea | None


class Hearing:
    """Receives messages, and hears them one after the other."""

    def __init__(
        self,
        *,
        database: Database,
        catalogue: Catalogue,
        clock: Clock,
        recording: Recording,
        settling: Settling,
        heeding: Heeding,
        amending: Amending,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._recording = recording
        self._settling = settling
        self._heeding = heeding
        self._amending = amending

    def receive(self, inbound: Inbound, said: Hear) -> None:
        """Keep what was written until it is heard; leave aside conversation, and what is said elsewhere."""
        if not (said.is_direct or self._concerns_us(inbound.workspace, said)):
            return
        with self._database.write() as tx:
            heard = self._in_order(tx, inbound.workspace, said) if tx.inbox.accept(inbound.key) else None
            if heard:
                tx.deliveries.add(inbound.workspace, heard, due_at=self._clock.now())

    def hear(self, delivery: Delivery, said: Hear) -> Outcome:
        """Take in what was received: read it first, then keep what it says and forget the row in which it waited.

        What may be said under a card whose address is not known yet waits for that.
        """
        with self._database.read() as tx:
            seen = self._asked(tx, delivery.workspace, said)
            is_early = not seen and _is_card_leaving(tx, delivery.workspace, said)
        if is_early:
            return Postponed(wait=CARD_SOON, reason="the card is not posted yet")
        understood = self._understand(seen, said)
        with self._database.write() as tx:
            if tx.deliveries.forget(delivery):
                self._take(tx, delivery.workspace, said, seen, understood)
            else:
                log.warning("heard by another attempt", delivery=delivery.id, attempt=delivery.attempt)
        return Done()

    def dismiss(self, inbound: Inbound, alignment_id: str, pressed: MessageRef | None) -> None:
        """Record nothing of what somebody wrote, for they say that it answers none of the questions."""
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                alignment = tx.alignments.get(inbound.workspace, alignment_id)
                self._settling.tidy(tx, alignment, pressed, what="dismissed", person=inbound.person)

    def given_up(self, tx: Transaction, workspace: str, said: Hear) -> None:
        """Tell whoever said something that it is kept, and that it could not be read."""
        if said.what is Heard.SAID:
            self._heeding.tell(tx, workspace, said, Notice.UNREAD)

    def _concerns_us(self, workspace: str, said: Hear) -> bool:
        """Look before a writing transaction is begun: most messages of a channel are none of our business."""
        with self._database.read() as tx:
            return concerns_us(tx, workspace, said.message, said.thread_ts) or _is_card_leaving(tx, workspace, said)

    def _in_order(self, tx: Transaction, workspace: str, said: Hear) -> Hear | None:
        """Choose what to hear of a message, in whatever order Slack tells what happened to it.

        The first that is told of a message takes its place. An edit that comes before its message says all that the
        message says by now, and is heard as such; what was edited or deleted before it came is not heard any more.
        """
        is_first = tx.inbox.accept(f"message:{workspace}:{said.channel}:{said.ts}")
        if said.what is Heard.EDITED and is_first and self._is_unheard(tx, workspace, said):
            said = said.model_copy(update={"what": Heard.SAID})
        is_repeated = not is_first and said.what in {Heard.SAID, Heard.FILE}
        is_talk = said.what is Heard.SAID and is_conversation(said.text) and not (said.is_direct and is_plea(said.text))
        return None if is_repeated or is_talk else said

    def _is_unheard(self, tx: Transaction, workspace: str, edited: Hear) -> bool:
        """Tell whether a message was never heard: its key would be known, and no answer was taken from it."""
        said_at = edited.said_at
        is_recent = said_at is not None and self._clock.now() - said_at < REMEMBERED
        return bool(edited.person) and is_recent and not tx.alignments.concerns(workspace, edited.message, None)

    def _take(
        self, tx: Transaction, workspace: str, said: Hear, seen: tuple[_Asked, ...], understood: _Understood
    ) -> None:
        match said.what:
            case Heard.SAID:
                asked = self._asked(tx, workspace, said)
                if asked != seen:  # somebody else was faster
                    understood = self._understand(asked, said)
                self._keep(tx, workspace, said, asked, understood)
                self._point_on(tx, workspace, said, asked)
                if understood is None:
                    self._tell_unrecorded(tx, workspace, said)
            case Heard.FILE:
                self._decline_file(tx, workspace, said)
            case Heard.EDITED:
                self._amending.offer_update(tx, workspace, said)
            case Heard.DELETED:
                self._amending.note_deletion(tx, workspace, said)

    def _asked(self, tx: Transaction, workspace: str, said: Hear) -> tuple[_Asked, ...]:
        """Find what may be answered: what the thread waits for, or what the author of a direct message owes."""
        if said.what in {Heard.EDITED, Heard.DELETED}:
            return ()
        if said.is_direct:
            return self._owed(tx, workspace, said.person)
        alignment = alignment_under(tx, workspace, _card(said))
        if alignment is None or not alignment.is_open:
            return ()
        return (_Asked(alignment=alignment, fields=self._catalogue.known(alignment.asked)),)

    def _understand(self, asked: tuple[_Asked, ...], said: Hear) -> _Understood:
        """Tell a wish about being asked from an answer, and read the answer."""
        if said.what is not Heard.SAID:
            return None
        wish = wish_of(said.text)
        if wish and not (asked and _is_answer(wish, asked[0], said)):
            return wish
        if not asked:
            return None
        if _asks_back(asked, said):
            return _Plea(asked=asked[0])
        understood = self._read_directly(asked, said) if said.is_direct else self._read_in_thread(asked[0], said)
        if not isinstance(understood, _Answer):
            return understood
        return replace(understood, readings=self._recording.judged(understood.readings, author=said.person))

    def _read_directly(self, asked: tuple[_Asked, ...], said: Hear) -> _Answer | _Doubt:
        """Read a direct message for the question that was put to its author, and else for all that they owe."""
        put = read_for(said.text, _places(asked[:1])[:1], author=said.person)
        if put[0].assessment.is_executable:
            return _Answer(asked=asked[0], readings=put)
        readings = read_for(said.text, _places(asked), author=said.person)
        best = best_fits(readings)
        whose = [each for each in asked for _ in each.fields]
        read = [
            _Answer(asked=one, readings=(each,))
            for one, each in zip(whose, readings, strict=True)
            if any(each is fit for fit in best)  # the same question may be asked twice, and read alike
        ]
        fitting = [each for each in read if not each.asked.is_silenced] or read
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return _Doubt(places=tuple((each.asked.alignment, each.readings[0].field) for each in fitting))
        reminded = [each for each in asked if not each.is_silenced] or asked
        if len(reminded) == 1 or asked[0].is_under_way:
            return _Answer(asked=asked[0], readings=put)
        return _Doubt(places=tuple((each.alignment, each.fields[0]) for each in reminded))

    def _read_in_thread(self, asked: _Asked, said: Hear) -> _Answer | None:
        """Read a reply for the questions whose numbers it gives, and else for those that the thread waits for.

        It may also answer one that was put off, but for the one that is asked of the person named, in person.
        """
        alignment = asked.alignment
        readings = read_reply(
            said.text,
            asked.fields,
            alignment.answers,
            author=said.person,
            numbered=numbered_questions(alignment, self._catalogue) if begins_with_number(said.text) else (),
            put_off=self._catalogue.known(key for key in alignment.skipped if key != ACCOUNTABLE),
        )
        return _Answer(asked=asked, readings=readings) if readings else None

    def _keep(
        self, tx: Transaction, workspace: str, said: Hear, asked: tuple[_Asked, ...], understood: _Understood
    ) -> None:
        """Record what was understood, and say it where it was said; a wish is heeded, and nothing of it recorded."""
        match understood:
            case Wish():
                self._heed(tx, workspace, said, understood, asked)
            case _Answer():
                self._record(tx, said, understood.asked, understood.readings)
            case _Doubt():
                self._heeding.tell(tx, workspace, said, Notice.WHICH_QUESTION, _doubted(said, understood))
            case _Plea():
                self._explain(tx, workspace, said, understood.asked)
            case None if said.is_direct and not asked:
                self._heeding.tell(tx, workspace, said, Notice.NOTHING_OWED)

    def _heed(self, tx: Transaction, workspace: str, said: Hear, wish: Wish, asked: tuple[_Asked, ...]) -> None:
        """Heed what is said to the app; in a thread that is what is said to a question it put there."""
        if said.is_direct:
            self._heeding.heed(tx, workspace, said, wish)
        elif asked and asked[0].fields:
            self._heeding.heed(tx, workspace, said, wish, asked[0].alignment.id)

    def _explain(self, tx: Transaction, workspace: str, said: Hear, asked: _Asked) -> None:
        """Say to whoever asks what this is about, and put the question again; in a thread only once."""
        if not asked.fields:
            return
        facts: Facts = {"field": asked.fields[0].key, "debtor": asked.debtor}
        if said.is_direct or tx.inbox.accept(f"explained:{workspace}:{said.channel}:{said.thread_ts}:{said.person}"):
            self._heeding.tell(tx, workspace, said, Notice.EXPLAINED, facts, asked.alignment.id)

    def _point_on(self, tx: Transaction, workspace: str, said: Hear, asked: tuple[_Asked, ...]) -> None:
        """Say once to whoever writes under an earlier card where it goes on, for there they are answered."""
        moved = not said.is_direct and asked and asked[0].alignment.thread_ts not in {None, said.thread_ts}
        if moved and tx.inbox.accept(f"moved:{workspace}:{said.channel}:{said.thread_ts}:{said.person}"):
            self._heeding.tell(tx, workspace, said, Notice.THREAD_MOVED, alignment_id=asked[0].alignment.id)

    def _tell_unrecorded(self, tx: Transaction, workspace: str, said: Hear) -> None:
        """Say once, while it stands so, to whoever answers in a thread that asks nothing that nothing is recorded."""
        alignment = None if said.is_direct else alignment_under(tx, workspace, _card(said))
        if alignment is None or alignment.asked or is_plea(said.text):
            return
        state: Facts = {"state": alignment.status}
        standing = f"{alignment.id}:{alignment.status}:{alignment.version}"
        if tx.inbox.accept(f"unrecorded:{workspace}:{standing}:{said.person}"):
            self._heeding.tell(tx, workspace, said, Notice.UNRECORDED, state, alignment.id)

    def _record(self, tx: Transaction, said: Hear, asked: _Asked, readings: tuple[Reading, ...]) -> None:
        provenance = Provenance.DIRECT if said.is_direct else Provenance.THREAD
        recorded = self._recording.record(tx, asked.alignment, readings, said.person, provenance, said.message)
        if said.is_direct:
            self._recording.respond_directly(tx, recorded, said.person, debtor=asked.debtor)
        else:
            self._recording.respond(tx, recorded)

    def _decline_file(self, tx: Transaction, workspace: str, said: Hear) -> None:
        """Say once to whoever shared a file instead of an answer that only text is read."""
        asked = self._asked(tx, workspace, said)
        is_awaited = said.is_direct or any(each.fields for each in asked)
        if is_awaited and tx.inbox.accept(f"file:{workspace}:{said.channel}:{said.thread_ts}:{said.person}"):
            self._heeding.tell(tx, workspace, said, Notice.FILE_ONLY)

    def _owed(self, tx: Transaction, workspace: str, person: str) -> tuple[_Asked, ...]:
        """List what is owed, by the person themselves and by those they stand in for, as far as a reminder shows it.

        What they are not reminded of for now is still owed: it comes last. What they wrote about since their reminder
        comes first, for that is where they were asked the next question.
        """
        debtors = (person, *absentees_of(tx, workspace, person, self._clock.now()))
        found = (self._owed_by(*debt, person) for debt in debts_of(tx, workspace, debtors))
        owed = [debt for debt in found if debt]
        if not owed:
            return ()
        reminded_at = max(map(_reminded_at, owed))

        def order(one: _Asked) -> tuple[bool, float]:
            return one.is_silenced, -one.spoken_at.timestamp() if one.spoken_at > reminded_at else 0.0

        first, *others = sorted(owed, key=order)[:MOST_ALIGNMENTS]
        return replace(first, is_under_way=first.spoken_at > reminded_at), *others

    def _owed_by(self, debtor: str, alignment: Alignment, person: str) -> _Asked | None:
        """Find what somebody owes: what was left half answered here, else the sharpest gap."""
        gaps = self._settling.progress(alignment).gaps_of(debtor)
        if not gaps:
            return None
        first = first_owed(alignment, gaps, person)
        return _Asked(
            alignment=alignment,
            fields=(first.field, *(gap.field for gap in gaps if gap is not first)),
            debtor=debtor,
            is_silenced=alignment.is_muted or alignment.is_silent_for(debtor, self._clock.now()),
            spoken_at=_spoken_at(alignment, person),
        )


def _reminded_at(owed: _Asked) -> datetime:
    theirs = (one for one in owed.alignment.owners.values() if one.person == owed.debtor)
    return max((one.last_nudged_at for one in theirs if one.last_nudged_at), default=LONG_AGO)


def _spoken_at(alignment: Alignment, person: str) -> datetime:
    """Return when somebody last answered a question of the alignment in a direct message."""
    theirs = (one for one in alignment.answers.values() if one.author == person)
    direct = (one.answered_at for one in theirs if one.provenance is Provenance.DIRECT)
    return max(direct, default=LONG_AGO)


def _card(said: Hear) -> MessageRef:
    """Return the card that something was written under."""
    return MessageRef(channel=said.channel, ts=str(said.thread_ts))


def _places(asked: tuple[_Asked, ...]) -> list[tuple[Field, Mapping[str, Answer]]]:
    return [(field, each.alignment.answers) for each in asked for field in each.fields]


def _doubted(said: Hear, doubt: _Doubt) -> Facts:
    """Keep what was said until its author chooses the question it answers."""
    places = [f"{alignment.id}:{field.key}" for alignment, field in doubt.places]
    return {"text": said.text[:LONGEST_ANSWER], "channel": said.channel, "ts": said.ts, "places": places}


def _is_answer(wish: Wish, asked: _Asked, said: Hear) -> bool:
    """Tell whether words that may be a wish answer what was asked; in a direct message that is one question."""
    fields, answers = asked.fields[:1] if said.is_direct else asked.fields, asked.alignment.answers
    readings = (follow(field, answers.get(field.key), said.text, author=said.person) for field in fields)
    return wish.is_bare and any(answers_anyway(wish, each, answers.get(each.field.key)) for each in readings)


def _asks_back(asked: tuple[_Asked, ...], said: Hear) -> bool:
    """Tell whether somebody asks instead of answering: a question that says anything of what was asked answers it.

    One to a colleague, or one that reminds others of what they said, never does.
    """
    if not is_plea(unnumbered(said.text)):
        return False
    if is_conversation(said.text) or reminds_of_something(said.text):
        return True
    return not any(each.gain for each in read_for(said.text, _places(asked), author=said.person))


def _is_card_leaving(tx: Transaction, workspace: str, said: Hear) -> bool:
    """Tell whether a card has left for the channel and its address is not known: it may be this thread's."""
    return bool(said.thread_ts and tx.deliveries.find_under_way(workspace, cards_of(said.channel)))
