"""Taking answers, wherever they are given: read each, keep it, say what was understood, ask for what is missing."""

from bot.domain.alignment import LONGEST_ANSWER, Alignment, MessageRef, Provenance
from bot.domain.assessment import assess
from bot.domain.catalogue import Catalogue, Field
from bot.domain.effects import Effect, Facts, Notice, PostCard, SayDirectly, SayInThread, Whisper
from bot.domain.errors import NotStored
from bot.domain.progress import first_owed
from bot.domain.reply import Reading, follow, is_conversation, read_reply
from bot.ports import Clock, Database, Transaction
from bot.services.recording import Recorded, Recording
from bot.services.requests import Answers, Inbound, MessageAsAnswer
from bot.services.settling import Settling
from bot.services.standing_in import absentees_of


class Interrogation:
    """Hears answers and asks the next question."""

    def __init__(
        self, *, database: Database, catalogue: Catalogue, clock: Clock, recording: Recording, settling: Settling
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._recording = recording
        self._settling = settling

    def hear(self, inbound: Inbound, message: MessageRef, thread_ts: str, text: str) -> None:
        """Take a reply in an alignment's thread as the answer to what was asked there; leave conversation alone."""
        if is_conversation(text) or not self._is_awaited(inbound, message, thread_ts):
            return
        with self._database.write() as tx:
            found = tx.alignments.find_by_thread(inbound.workspace, message.channel, thread_ts)
            if found is None or not tx.inbox.accept(inbound.key):
                return
            alignment = tx.alignments.get(inbound.workspace, found.id)
            asked = [self._catalogue.field(key) for key in alignment.asked]
            readings = read_reply(text, asked, alignment.answers, author=inbound.person)
            if readings:
                recorded = self._recording.record(tx, alignment, readings, inbound, Provenance.THREAD, message)
                self._recording.respond(tx, recorded)

    def hear_directly(self, inbound: Inbound, message: MessageRef, text: str) -> None:
        """Take a direct message as the answer to what its author was reminded of."""
        if is_conversation(text):
            return
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            owed = self._owed_first(tx, inbound)
            if owed is None:
                self._say_directly(tx, inbound, Notice.NOTHING_OWED)
                return
            debtor, alignment, fields = owed
            readings = read_reply(text, fields[:1], alignment.answers, author=inbound.person)
            if not readings[0].assessment.found:
                readings = read_reply(text, fields, alignment.answers, author=inbound.person)
            recorded = self._recording.record(tx, alignment, readings, inbound, Provenance.DIRECT, message)
            self._respond_directly(tx, recorded, inbound, debtor)

    def hear_file(self, inbound: Inbound, message: MessageRef, thread_ts: str | None) -> None:
        """Say once to whoever shared a file instead of an answer that only text is read."""
        if thread_ts and not self._is_awaited(inbound, message, thread_ts):
            return
        with self._database.write() as tx:
            if tx.inbox.accept(f"file:{inbound.workspace}:{message.channel}:{thread_ts}:{inbound.person}"):
                tx.deliveries.add(inbound.workspace, _file_only(inbound, message, thread_ts), due_at=self._clock.now())

    def submit(self, inbound: Inbound, answers: Answers) -> None:
        """Take the answers of a form. One that crossed another answer is kept, set aside, and its author is told."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = tx.alignments.get(inbound.workspace, answers.alignment_id)
            alignment.ensure_not_closed()
            readings = self._changed(alignment, answers, inbound.person)
            for reading in readings:
                if _is_crossed(alignment, answers, reading):
                    self._recording.set_aside(tx, alignment, reading, inbound)
            current = tuple(r for r in readings if not _is_crossed(alignment, answers, r))
            if current:
                recorded = self._recording.record(tx, alignment, current, inbound, Provenance.FORM)
                self._recording.respond(tx, recorded)

    def file(self, inbound: Inbound, request: MessageAsAnswer) -> None:
        """Take a Slack message as the answer to a field; its author stays its author."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = self._changeable(tx, inbound, request.alignment_id)
            field = self._catalogue.field(request.field)
            reading = follow(field, alignment.answers.get(field.key), request.text, author=request.author)
            by = Inbound(key=inbound.key, workspace=inbound.workspace, person=request.author)
            recorded = self._recording.record(tx, alignment, (reading,), by, Provenance.MESSAGE, request.source)
            self._recording.respond(tx, recorded)

    def adopt(
        self,
        inbound: Inbound,
        alignment_id: str,
        answer_id: str,
        *,
        field: str | None = None,
        pressed: MessageRef | None = None,
    ) -> None:
        """Make an earlier answer the current one, of its own field or of one that it fits better."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = self._changeable(tx, inbound, alignment_id)
            kept = {answer.id: answer for answer in tx.alignments.history(inbound.workspace, alignment_id)}
            answer = kept[answer_id]
            reading = self._read_whole(field or answer.field, answer.text, answer.author)
            by = Inbound(key=inbound.key, workspace=inbound.workspace, person=answer.author)
            recorded = self._recording.record(tx, alignment, (reading,), by, answer.provenance, answer.source)
            self._settling.tidy(tx, alignment, pressed, what="moved", person=inbound.person, field=reading.field.key)
            if answer.provenance is Provenance.DIRECT and inbound.person == answer.author:
                self._respond_directly(tx, recorded, inbound, inbound.person)
            else:
                self._recording.respond(tx, recorded)

    def update(self, inbound: Inbound, pressed: MessageRef) -> None:
        """Take the new words of an edited message as the answer, as the notice about the edit holds them."""
        with self._database.write() as tx:
            offer = _edit_offered(tx, inbound.workspace, pressed)
            if offer is None or not tx.inbox.accept(inbound.key):
                return
            facts = offer.facts
            alignment = self._changeable(tx, inbound, str(offer.alignment_id))
            kept = {answer.id: answer for answer in tx.alignments.history(inbound.workspace, alignment.id)}
            edited = kept[str(facts["answer"])]
            reading = self._read_whole(edited.field, str(facts["text"]), edited.author)
            by = Inbound(key=inbound.key, workspace=inbound.workspace, person=edited.author)
            recorded = self._recording.record(tx, alignment, (reading,), by, edited.provenance, edited.source)
            self._settling.tidy(tx, alignment, pressed, what="updated", person=inbound.person, field=edited.field)
            self._recording.respond(tx, recorded)

    def keep(self, inbound: Inbound, alignment_id: str, pressed: MessageRef | None) -> None:
        """Leave an answer as it is."""
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                alignment = tx.alignments.get(inbound.workspace, alignment_id)
                self._settling.tidy(tx, alignment, pressed, what="kept", person=inbound.person)

    def suggest(self, inbound: Inbound, alignment_id: str, field_key: str, words: str) -> None:
        """Add a suggested piece, pressed as a button, to the current answer of a field."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = self._changeable(tx, inbound, alignment_id)
            field = self._catalogue.field(field_key)
            reading = follow(field, alignment.answers.get(field_key), words, author=inbound.person)
            recorded = self._recording.record(tx, alignment, (reading,), inbound, Provenance.THREAD)
            self._recording.respond(tx, recorded)

    def put_off(self, inbound: Inbound, alignment_id: str, field_key: str, pressed: MessageRef | None = None) -> None:
        """Leave a question for later and ask the next one."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = self._changeable(tx, inbound, alignment_id)
            after, upcoming = self._recording.move_on(before.with_skipped(field_key))
            saved = self._settling.settle(tx, before, after)
            if _is_question(tx, inbound.workspace, pressed):
                self._settling.tidy(tx, saved, pressed, what="skipped", person=inbound.person, field=field_key)
            if upcoming:
                self._recording.say(tx, saved, Notice.QUESTION, {"field": upcoming})
            else:
                self._recording.say(tx, saved, Notice.ALL_ASKED)

    def message_edited(self, inbound: Inbound, message: MessageRef, text: str) -> None:
        """Offer to update the answer that was taken from an edited message; never change it silently."""
        with self._database.write() as tx:
            found = tx.alignments.find_by_source(inbound.workspace, message)
            if found is None or not tx.inbox.accept(inbound.key):
                return
            alignment, answer = found
            if not answer.text.endswith(text):
                edited: Facts = {"field": answer.field, "answer": answer.id, "text": text[:LONGEST_ANSWER]}
                self._recording.say(tx, alignment, Notice.SOURCE_EDITED, edited)

    def message_deleted(self, inbound: Inbound, message: MessageRef) -> None:
        """Say that the message behind an answer is gone; the answer stays."""
        with self._database.write() as tx:
            found = tx.alignments.find_by_source(inbound.workspace, message)
            if found is not None and tx.inbox.accept(inbound.key):
                alignment, answer = found
                self._recording.say(tx, alignment, Notice.SOURCE_DELETED, {"field": answer.field})

    def _is_awaited(self, inbound: Inbound, message: MessageRef, thread_ts: str) -> bool:
        """Look before a writing transaction is begun: most messages of a channel are none of our business.

        Raises NotStored while a card has left for the channel and its address is not known: it may be this thread's.
        """
        with self._database.read() as tx:
            alignment = tx.alignments.find_by_thread(inbound.workspace, message.channel, thread_ts)
            under_way = None if alignment else tx.deliveries.find_under_way(inbound.workspace, message.channel)
        if under_way and isinstance(under_way.effect, PostCard):
            raise NotStored()
        return alignment is not None and alignment.is_open and bool(alignment.asked)

    def _changeable(self, tx: Transaction, inbound: Inbound, alignment_id: str) -> Alignment:
        alignment = tx.alignments.get(inbound.workspace, alignment_id)
        alignment.ensure_not_closed()
        return alignment

    def _changed(self, alignment: Alignment, answers: Answers, author: str) -> tuple[Reading, ...]:
        current = {key: answer.text for key, answer in alignment.answers.items()}
        return tuple(
            self._read_whole(key, text, author)
            for key, text in answers.texts.items()
            if text.strip() and text != current.get(key)
        )

    def _read_whole(self, field_key: str, text: str, author: str) -> Reading:
        field = self._catalogue.field(field_key)
        text = text[:LONGEST_ANSWER]
        return Reading(field=field, text=text, assessment=assess(field, text, author=author))

    def _owed_first(self, tx: Transaction, inbound: Inbound) -> tuple[str, Alignment, list[Field]] | None:
        """Find what is owed first, and by whom: by the person themselves, else by somebody they stand in for."""
        own = self._owed_by(tx, inbound, inbound.person)
        if own:
            return inbound.person, *own
        for absentee in absentees_of(tx, inbound.workspace, inbound.person, self._clock.now()):
            owed = self._owed_by(tx, inbound, absentee)
            if owed:
                return absentee, *owed
        return None

    def _owed_by(self, tx: Transaction, inbound: Inbound, debtor: str) -> tuple[Alignment, list[Field]] | None:
        """Find what somebody owes first: what was left half answered here, else the sharpest gap of the oldest."""
        for listed in tx.alignments.list_owed_by(inbound.workspace, debtor):
            alignment = tx.alignments.get(inbound.workspace, listed.id)
            if alignment.is_muted or alignment.is_silent_for(debtor, self._clock.now()):
                continue
            gaps = self._settling.progress(alignment).gaps_of(debtor)
            if gaps:
                first = first_owed(alignment, gaps, inbound.person)
                return alignment, [first.field, *(gap.field for gap in gaps if gap is not first)]
        return None

    def _respond_directly(self, tx: Transaction, recorded: Recorded, inbound: Inbound, debtor: str) -> None:
        alignment = recorded.alignment
        if offer := self._recording.misplacement(recorded):
            self._say_directly(tx, inbound, Notice.MISPLACED, alignment.id, offer)
            return
        gaps = self._settling.progress(alignment).gaps_of(debtor)
        fresh = [gap.field.key for gap in gaps if gap.field.key not in alignment.skipped]
        is_clear = all(answer.assessment.is_executable for answer in recorded.answers) or bool(recorded.given_up)
        facts = {**recorded.facts, "next": fresh[0] if fresh and is_clear else None, "debtor": debtor}
        self._say_directly(tx, inbound, Notice.UNDERSTOOD, alignment.id, facts)
        if is_clear and not recorded.given_up:
            self._recording.say(tx, alignment, Notice.UNDERSTOOD, {**recorded.facts, "next": None})

    def _say_directly(
        self,
        tx: Transaction,
        inbound: Inbound,
        notice: Notice,
        alignment_id: str | None = None,
        facts: Facts | None = None,
    ) -> None:
        said = SayDirectly(alignment_id=alignment_id, person=inbound.person, notice=notice, facts=facts or {})
        tx.deliveries.add(inbound.workspace, said, due_at=self._clock.now())


def _file_only(inbound: Inbound, message: MessageRef, thread_ts: str | None) -> Effect:
    if thread_ts is None:
        return SayDirectly(person=inbound.person, notice=Notice.FILE_ONLY)
    return Whisper(person=inbound.person, channel=message.channel, thread_ts=thread_ts, notice=Notice.FILE_ONLY)


def _is_crossed(alignment: Alignment, answers: Answers, reading: Reading) -> bool:
    return answers.seen.get(reading.field.key, 0) != alignment.revision_of(reading.field.key)


def _edit_offered(tx: Transaction, workspace: str, pressed: MessageRef) -> SayInThread | None:
    """Find what the pressed offer was about; Slack may show it, and somebody press it, before its row says so."""
    sent = tx.deliveries.find_sent(workspace, pressed) or tx.deliveries.find_under_way(workspace, pressed.channel)
    offer = sent.effect if sent else None
    return offer if isinstance(offer, SayInThread) and offer.notice is Notice.SOURCE_EDITED else None


def _is_question(tx: Transaction, workspace: str, pressed: MessageRef | None) -> bool:
    """Tell whether the pressed message is nothing but a question; one that says more keeps what it says."""
    sent = tx.deliveries.find_sent(workspace, pressed) if pressed else None
    return sent is not None and isinstance(sent.effect, SayInThread) and sent.effect.notice is Notice.QUESTION
