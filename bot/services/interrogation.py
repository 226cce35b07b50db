"""Taking answers from forms and buttons: read each, keep it, say what was understood, ask for what is missing.

Reading is done before the transaction, for it takes longer than writing and everybody else would wait for it.
"""

from collections.abc import Callable

from bot.domain.alignment import LONGEST_ANSWER, Alignment, Answer, MessageRef, Provenance
from bot.domain.assessment import assess
from bot.domain.catalogue import Catalogue, Field
from bot.domain.effects import Notice, SayDirectly, SayInThread
from bot.domain.reply import Reading, follow
from bot.ports import Database, Transaction
from bot.services.recording import Recorded, Recording
from bot.services.requests import Answers, Inbound, MessageAsAnswer
from bot.services.settling import Settling

Readings = tuple[Reading, ...]


class Interrogation:
    """Takes answers and asks the next question."""

    def __init__(self, *, database: Database, catalogue: Catalogue, recording: Recording, settling: Settling) -> None:
        self._database = database
        self._catalogue = catalogue
        self._recording = recording
        self._settling = settling

    def submit(self, inbound: Inbound, answers: Answers) -> None:
        """Take the answers of a form. One that crossed another answer is kept, set aside, and its author is told."""

        def read(alignment: Alignment) -> Readings:
            return self._changed(alignment, answers, inbound.person)

        def keep(tx: Transaction, alignment: Alignment, readings: Readings) -> None:
            for reading in readings:
                if _is_crossed(alignment, answers, reading):
                    self._recording.set_aside(tx, alignment, reading, inbound.person)
            current = tuple(each for each in readings if not _is_crossed(alignment, answers, each))
            if current:
                recorded = self._recording.record(tx, alignment, current, inbound.person, Provenance.FORM)
                self._recording.respond(tx, recorded)

        self._take(inbound, answers.alignment_id, read, keep)

    def file(self, inbound: Inbound, request: MessageAsAnswer) -> None:
        """Take a Slack message as the answer to a field; its author stays its author."""

        def read(alignment: Alignment) -> Readings:
            return self._followed(alignment, request.field, request.text, request.author)

        def keep(tx: Transaction, alignment: Alignment, readings: Readings) -> None:
            author, source = request.author, request.source
            recorded = self._recording.record(tx, alignment, readings, author, Provenance.MESSAGE, source)
            self._recording.respond(tx, recorded)

        self._take(inbound, request.alignment_id, read, keep)

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
        answer = self._given(inbound.workspace, alignment_id, answer_id)
        readings = self._read_whole(field or answer.field, answer.text, answer.author)
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = self._changeable(tx, inbound, alignment_id)
            recorded = self._recording.record(tx, alignment, readings, answer.author, answer.provenance, answer.source)
            moved = readings[0].field.key
            self._settling.tidy(tx, alignment, pressed, what="moved", person=inbound.person, field=moved)
            self._respond(tx, recorded, answer, inbound.person)

    def update(self, inbound: Inbound, pressed: MessageRef) -> None:
        """Take the new words of an edited message as the answer, as the notice about the edit holds them."""
        with self._database.read() as tx:
            offer = _offer(tx, inbound, pressed, Notice.SOURCE_EDITED)
        if offer is None:
            return
        edited = self._given(inbound.workspace, str(offer.alignment_id), str(offer.facts["answer"]))
        readings = self._read_whole(edited.field, str(offer.facts["text"]), edited.author)
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = self._changeable(tx, inbound, str(offer.alignment_id))
            recorded = self._recording.record(tx, alignment, readings, edited.author, edited.provenance, edited.source)
            self._settling.tidy(tx, alignment, pressed, what="updated", person=inbound.person, field=edited.field)
            self._respond(tx, recorded, edited, inbound.person)

    def choose(self, inbound: Inbound, alignment_id: str, field_key: str, pressed: MessageRef) -> None:
        """Take what somebody wrote directly as the answer to the question they choose."""
        with self._database.read() as tx:
            offer = _offer(tx, inbound, pressed, Notice.WHICH_QUESTION)
        if offer is None:
            return
        said = {name: str(offer.facts[name]) for name in ("text", "channel", "ts")}
        source = MessageRef(channel=said["channel"], ts=said["ts"])

        def read(alignment: Alignment) -> Readings:
            return self._followed(alignment, field_key, said["text"], inbound.person)

        def keep(tx: Transaction, alignment: Alignment, readings: Readings) -> None:
            author, debtor = inbound.person, alignment.owner_of(field_key.partition(".")[0])
            recorded = self._recording.record(tx, alignment, readings, author, Provenance.DIRECT, source)
            self._settling.tidy(tx, alignment, pressed, what="moved", person=author, field=field_key)
            self._recording.respond_directly(tx, recorded, author, debtor=debtor)

        self._take(inbound, alignment_id, read, keep)

    def keep(self, inbound: Inbound, alignment_id: str, pressed: MessageRef | None) -> None:
        """Leave an answer as it is."""
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                alignment = tx.alignments.get(inbound.workspace, alignment_id)
                self._settling.tidy(tx, alignment, pressed, what="kept", person=inbound.person)

    def suggest(self, inbound: Inbound, alignment_id: str, field_key: str, words: str) -> None:
        """Add a suggested piece, pressed as a button, to the current answer of a field."""

        def read(alignment: Alignment) -> Readings:
            return self._followed(alignment, field_key, words, inbound.person)

        def keep(tx: Transaction, alignment: Alignment, readings: Readings) -> None:
            recorded = self._recording.record(tx, alignment, readings, inbound.person, Provenance.THREAD)
            self._recording.respond(tx, recorded)

        self._take(inbound, alignment_id, read, keep)

    def put_off(self, inbound: Inbound, alignment_id: str, field_key: str, pressed: MessageRef | None = None) -> None:
        """Leave a question for later and ask the next one."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = self._changeable(tx, inbound, alignment_id)
            after, upcoming = self._recording.move_on(before.with_skipped(field_key))
            if _is_question(tx, inbound.workspace, pressed):
                self._settling.tidy(tx, after, pressed, what="skipped", person=inbound.person, field=field_key)
            said = SayInThread.of(after, Notice.ALL_ASKED)
            if upcoming:
                said = SayInThread.of(after, Notice.QUESTION, {"field": upcoming})
            self._settling.settle(tx, before, after, said)

    def _respond(self, tx: Transaction, recorded: Recorded, answer: Answer, person: str) -> None:
        """Say what was understood where the answer was given."""
        if answer.provenance is Provenance.DIRECT and person == answer.author:
            self._recording.respond_directly(tx, recorded, person, debtor=person)
        else:
            self._recording.respond(tx, recorded)

    def _take(
        self,
        inbound: Inbound,
        alignment_id: str,
        read: Callable[[Alignment], Readings],
        keep: Callable[[Transaction, Alignment, Readings], None],
    ) -> None:
        """Read against the alignment as it stands, and keep that; read once more should somebody have been faster."""
        with self._database.read() as tx:
            seen = tx.alignments.get(inbound.workspace, alignment_id)
        readings = read(seen)
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = self._changeable(tx, inbound, alignment_id)
            keep(tx, alignment, readings if alignment == seen else read(alignment))

    def _changeable(self, tx: Transaction, inbound: Inbound, alignment_id: str) -> Alignment:
        alignment = tx.alignments.get(inbound.workspace, alignment_id)
        alignment.ensure_not_closed()
        return alignment

    def _given(self, workspace: str, alignment_id: str, answer_id: str) -> Answer:
        with self._database.read() as tx:
            (given,) = tx.alignments.answers(workspace, alignment_id, (answer_id,))
        return given

    def _changed(self, alignment: Alignment, answers: Answers, author: str) -> Readings:
        current = {key: answer.text for key, answer in alignment.answers.items()}
        return self._recording.judged(
            [
                _whole(self._catalogue.field(key), text, author)
                for key, text in answers.texts.items()
                if text.strip() and text != current.get(key)
            ],
            author=author,
        )

    def _followed(self, alignment: Alignment, field_key: str, text: str, author: str) -> Readings:
        field = self._catalogue.field(field_key)
        reading = follow(field, alignment.answers.get(field_key), text, author=author)
        return self._recording.judged([reading], author=author)

    def _read_whole(self, field_key: str, text: str, author: str) -> Readings:
        return self._recording.judged([_whole(self._catalogue.field(field_key), text, author)], author=author)


def _whole(field: Field, text: str, author: str) -> Reading:
    text = text[:LONGEST_ANSWER]
    return Reading(field=field, text=text, assessment=assess(field, text, author=author))


def _is_crossed(alignment: Alignment, answers: Answers, reading: Reading) -> bool:
    return answers.seen.get(reading.field.key, 0) != alignment.revision_of(reading.field.key)


def _offer(tx: Transaction, inbound: Inbound, pressed: MessageRef, notice: Notice) -> SayInThread | SayDirectly | None:
    """Find what the pressed offer was about; Slack may show it, and somebody press it, before its row says so."""
    sent = tx.deliveries.find_sent(inbound.workspace, pressed)
    under_way = (tx.deliveries.find_under_way(inbound.workspace, at) for at in (pressed.channel, f"@{inbound.person}"))
    said = (delivery.effect for delivery in (sent, *under_way) if delivery)
    offers = (effect for effect in said if isinstance(effect, SayInThread | SayDirectly))
    return next((offer for offer in offers if offer.notice is notice), None)


def _is_question(tx: Transaction, workspace: str, pressed: MessageRef | None) -> bool:
    """Tell whether the pressed message is nothing but a question; one that says more keeps what it says."""
    sent = tx.deliveries.find_sent(workspace, pressed) if pressed else None
    return sent is not None and isinstance(sent.effect, SayInThread) and sent.effect.notice is Notice.QUESTION
