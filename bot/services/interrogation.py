"""Taking answers from forms and buttons: read each, keep it, say what was understood, ask for what is missing.

Reading is done before the transaction, for it takes longer than writing and everybody else would wait for it.
"""

from collections.abc import Callable

from bot.domain.alignment import LONGEST_ANSWER, Alignment, Answer, MessageRef, Provenance
from bot.domain.assessment import assess
from bot.domain.catalogue import Catalogue, Field
from bot.domain.effects import Facts, Notice, SayDirectly, SayInThread
from bot.domain.errors import NotYours
from bot.domain.reply import Reading, follow
from bot.ports import Database, Transaction
from bot.services.recording import Recorded, Recording
from bot.services.requests import Answers, Inbound, MessageAsAnswer, Suggestion, Where
from bot.services.settling import Offer, Settling, sent_as

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
            alignment = self._changeable(tx, inbound, alignment_id, pressed)
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
        field = str(offer.facts["field"])
        readings = self._read_whole(field, str(offer.facts["text"]), edited.author)
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = self._changeable(tx, inbound, str(offer.alignment_id), pressed)
            recorded = self._recording.record(tx, alignment, readings, edited.author, edited.provenance, edited.source)
            self._settling.tidy(tx, alignment, pressed, what="updated", person=inbound.person, field=field)
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

        self._take(inbound, alignment_id, read, keep, pressed)

    def keep(self, inbound: Inbound, alignment_id: str, where: Where) -> None:
        """Leave an answer as it is, and say so to whoever alone was asked."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = tx.alignments.get(inbound.workspace, alignment_id)
            self._settling.tidy(tx, alignment, where.pressed, what="kept", person=inbound.person)
            if where.pressed is None:
                self._settling.tell(tx, alignment, where, what="kept", reader=inbound.person, person=inbound.person)

    def suggest(self, inbound: Inbound, piece: Suggestion, where: Where) -> None:
        """Add a suggested piece, pressed as a button, to an answer that still lacks it, and respond where it was."""

        def read(alignment: Alignment) -> Readings:
            if not _is_wanted(alignment.answers.get(piece.field), piece.slot):
                return ()
            return self._followed(alignment, piece.field, piece.words, inbound.person)

        def keep(tx: Transaction, alignment: Alignment, readings: Readings) -> None:
            offer = self._settling.take_buttons(tx, alignment, where.pressed)
            if not readings:
                self._tell_answered(tx, inbound, alignment, piece.field, where)
            elif isinstance(offer, SayDirectly):
                recorded = self._recording.record(tx, alignment, readings, inbound.person, Provenance.DIRECT)
                debtor = str(offer.facts.get("debtor") or inbound.person)
                self._recording.respond_directly(tx, recorded, inbound.person, debtor=debtor)
            else:
                recorded = self._recording.record(tx, alignment, readings, inbound.person, Provenance.THREAD)
                self._recording.respond(tx, recorded)

        self._take(inbound, piece.alignment_id, read, keep, where.pressed)

    def put_off(self, inbound: Inbound, alignment_id: str, field_key: str, pressed: MessageRef | None = None) -> None:
        """Leave a question for later and ask the next one; one that was left already, or answered, only once."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = self._changeable(tx, inbound, alignment_id, pressed)
            offer = sent_as(tx, inbound.workspace, pressed)
            if isinstance(offer, SayInThread) and offer.notice is Notice.QUESTION:
                self._settling.tidy(tx, before, pressed, what="skipped", person=inbound.person, field=field_key)
            else:
                self._settling.take_buttons(tx, before, pressed)
            if field_key in before.skipped or not self._settling.is_open(before, field_key):
                return
            after, upcoming = self._recording.move_on(before.with_skipped(field_key))
            said = self._next_asked(after, upcoming, offer)
            self._settling.settle(tx, before, after, said)

    def _next_asked(self, alignment: Alignment, upcoming: str | None, offer: Offer | None) -> Offer:
        """Ask the next question where the one before stood: of a direct message, what its reader owes."""
        if not isinstance(offer, SayDirectly):
            facts: Facts = {"field": upcoming} if upcoming else {}
            return SayInThread.of(alignment, Notice.QUESTION if upcoming else Notice.ALL_ASKED, facts)
        gaps = self._settling.progress(alignment).gaps_of(str(offer.facts.get("debtor") or offer.person))
        fresh = next((gap.field.key for gap in gaps if gap.field.key not in alignment.skipped), None)
        asked = {"field": fresh, "debtor": offer.facts.get("debtor")} if fresh else {}
        notice = Notice.QUESTION if fresh else Notice.ALL_ASKED
        return SayDirectly(alignment_id=alignment.id, person=offer.person, notice=notice, facts=asked)

    def _tell_answered(self, tx: Transaction, inbound: Inbound, alignment: Alignment, field: str, where: Where) -> None:
        """Say to whoever presses too late who has answered since; whoever it was themselves has read that."""
        author, reader = alignment.answers[field].author, inbound.person
        if author != reader:
            self._settling.tell(tx, alignment, where, what="answered", reader=reader, person=author, field=field)

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
        pressed: MessageRef | None = None,
    ) -> None:
        """Read against the alignment as it stands, and keep that; read once more should somebody have been faster."""
        with self._database.read() as tx:
            seen = tx.alignments.get(inbound.workspace, alignment_id)
        readings = read(seen)
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = self._changeable(tx, inbound, alignment_id, pressed)
            keep(tx, alignment, readings if alignment == seen else read(alignment))

    def _changeable(
        self, tx: Transaction, inbound: Inbound, alignment_id: str, pressed: MessageRef | None = None
    ) -> Alignment:
        """Return what may be changed; raise NotYours for a button that has outlived its reader's part in it."""
        alignment = tx.alignments.get(inbound.workspace, alignment_id)
        alignment.ensure_not_closed()
        is_direct = isinstance(sent_as(tx, inbound.workspace, pressed), SayDirectly)
        if is_direct and not self._settling.concerns(tx, alignment, inbound.person):
            raise NotYours()
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


def _is_wanted(answer: Answer | None, slot: str | None) -> bool:
    """Tell whether an answer still lacks a piece: pressed a second time, it would spoil what is executable."""
    if answer is None:
        return True
    assessment = answer.assessment
    return not assessment.is_executable and (slot is None or slot in assessment.missing)


def _offer(tx: Transaction, inbound: Inbound, pressed: MessageRef, notice: Notice) -> Offer | None:
    """Find what the pressed offer was about; Slack may show it, and somebody press it, before its row says so."""
    sent = tx.deliveries.find_sent(inbound.workspace, pressed)
    under_way = (tx.deliveries.find_under_way(inbound.workspace, at) for at in (pressed.channel, f"@{inbound.person}"))
    said = (delivery.effect for delivery in (sent, *under_way) if delivery)
    offers = (effect for effect in said if isinstance(effect, SayInThread | SayDirectly))
    return next((offer for offer in offers if offer.notice is notice), None)
