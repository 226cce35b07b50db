"""Who owes what: being named, accepting, declining, handing over, and leaving."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.alignment import Alignment, Consent, MessageRef
from bot.domain.cadence import calendar_of
from bot.domain.catalogue import Catalogue
from bot.domain.effects import Effect, Facts, LookUpPerson, Notice, SayDirectly, SayInThread
from bot.domain.errors import CannotOwn, NotYours, OwnsAlready, TooManyHandOvers
from bot.domain.people import Person
from bot.domain.progress import ACCOUNTABLE
from bot.ports import Clock, Database, NewId, Transaction
from bot.services.allowance import may_be_asked, may_hand_over
from bot.services.handshake import Declare, acceptance_of, withdrawal_of
from bot.services.promises import keep_promised_days
from bot.services.requests import HandOver, Inbound
from bot.services.settling import Settling, sent_as
from bot.services.standing_in import take_back_from

ACCOUNTABILITY = "ownership"


class Ownership:
    """Keeps exactly one willing person behind every artifact."""

    def __init__(
        self, *, database: Database, catalogue: Catalogue, clock: Clock, new_id: NewId, settling: Settling
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._new_id = new_id
        self._settling = settling

    def accept(self, inbound: Inbound, alignment_id: str, pressed: MessageRef | None = None) -> None:
        """Take on what a request asks for; whoever accepts accountability thereby answers who is accountable.

        A request that came too late says so itself.
        """
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = tx.alignments.get(inbound.workspace, alignment_id)
            requested = _requested(tx, before, pressed)
            named = tuple(name for name in _named(before, inbound.person) if name in requested)
            if not named:
                self._settle_late(tx, before, inbound, pressed)
                return
            after = before.accepted_by(inbound.person, named)
            if ACCOUNTABILITY in named:
                after = self._declared(tx, after, inbound.person, acceptance_of)
            facts: Facts = {"person": inbound.person, "artifacts": list(named)}
            self._settling.tidy(tx, after, pressed, what=_accepted(before), person=inbound.person)
            self._settling.settle(tx, before, after, SayInThread.of(after, Notice.OWNERSHIP_ACCEPTED, facts))

    def decline(self, inbound: Inbound, alignment_id: str, pressed: MessageRef | None = None) -> None:
        """Refuse what a request asks for; it falls back to the facilitator. A request that came too late says so."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = tx.alignments.get(inbound.workspace, alignment_id)
            requested = _requested(tx, before, pressed)
            named = tuple(name for name in before.artifacts_of(inbound.person) if name in requested)
            if not named:
                self._settle_late(tx, before, inbound, pressed)
                return
            if inbound.person == before.facilitator:
                raise NotYours()
            after = self._given_back(tx, before, inbound.person, named)
            facts: Facts = {"person": inbound.person, "artifacts": list(named)}
            self._settling.tidy(tx, after, pressed, what="declined", person=inbound.person)
            self._settling.settle(tx, before, after, SayInThread.of(after, Notice.OWNERSHIP_DECLINED, facts))

    def hand_over(self, inbound: Inbound, request: HandOver) -> None:
        """Name somebody else for artifacts; only their owner or the facilitator may.

        Raises CannotOwn when the account is known to be a bot, a guest, deactivated or external; an account that
        was never looked up is looked up now, and the naming taken back if need be. Raises OwnsAlready when all of it
        is theirs, TooManyHandOvers when one person hands over more often in an hour than anybody needs.
        """
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = tx.alignments.get(inbound.workspace, request.alignment_id)
            if inbound.person != before.facilitator and not set(request.artifacts) <= set(
                before.artifacts_of(inbound.person)
            ):
                raise NotYours()
            known = tx.people.find(inbound.workspace, request.to)
            if known and known.ineligible:
                raise CannotOwn(person=request.to, reason=known.ineligible)
            if not may_hand_over(tx, inbound.workspace, inbound.person, self._clock.now()):
                raise TooManyHandOvers()
            self._name(tx, before, inbound.person, request)

    def changed(self, inbound: Inbound) -> None:
        """Look an account up again, if it is one that owns something or may be named."""
        with self._database.write() as tx:
            if tx.people.find(inbound.workspace, inbound.person) and tx.inbox.accept(inbound.key):
                look = LookUpPerson(person=inbound.person)
                tx.deliveries.add(inbound.workspace, look, due_at=self._clock.now())

    def looked_up(self, tx: Transaction, person: Person) -> None:
        """Remember an account; if it cannot own anything, give back whatever it was named for."""
        known = tx.people.find(person.workspace, person.id)
        has_just_left = person.is_deactivated and not (known and known.is_deactivated)
        if known:
            preferences = tx.people.preferences_of(person.workspace, person.id)
            before, after = calendar_of(known, preferences), calendar_of(person, preferences)
            keep_promised_days(tx, person.workspace, person.id, before, after)
        tx.people.put(person)
        named_by = tx.people.list_who_named(person.workspace, person.id)
        if person.ineligible:
            for listed in tx.alignments.list_owed_by(person.workspace, person.id):
                alignment = tx.alignments.get(person.workspace, listed.id)
                if person.id != alignment.facilitator:
                    self._take_back(tx, alignment, person)
                elif person.is_deactivated:
                    self._succeed(tx, alignment, person.id, is_news=has_just_left)
            take_back_from(tx, person, self._clock.now())
        for who in (person.id, *named_by):
            self._settling.schedule(tx, person.workspace, who)

    def _name(self, tx: Transaction, before: Alignment, by: str, request: HandOver) -> None:
        now = self._clock.now()
        handed = [name for name in request.artifacts if before.owner_of(name) != request.to]
        if not handed:
            raise OwnsAlready()
        after = before
        for artifact in handed:
            after = after.with_owner(artifact, request.to, named_by=by, at=now)
        self._settling.settle(tx, before, after)
        self._queue(tx, before, LookUpPerson(alignment_id=before.id, person=request.to))
        if request.to != by and may_be_asked(tx, before.workspace, request.to, now.date()):
            facts: Facts = {"artifacts": handed, "by": by}
            asked = SayDirectly(alignment_id=before.id, person=request.to, notice=Notice.OWNERSHIP_ASKED, facts=facts)
            self._queue(tx, before, asked)

    def _settle_late(self, tx: Transaction, alignment: Alignment, inbound: Inbound, pressed: MessageRef | None) -> None:
        """Say on a request that was answered too late what became of it; raise NotYours to whom it was not made."""
        request = sent_as(tx, inbound.workspace, pressed)
        if not isinstance(request, SayDirectly) or request.person != inbound.person:
            raise NotYours()
        still_theirs = set(alignment.artifacts_of(inbound.person)).intersection(_requested(tx, alignment, pressed))
        what = _accepted(alignment) if still_theirs else "handed_on"
        self._settling.tidy(tx, alignment, pressed, what=what, person=inbound.person)

    def _declared(self, tx: Transaction, alignment: Alignment, person: str, declare: Declare) -> Alignment:
        """Record what is said of a person and accountability, if it is to be said."""
        revision = tx.alignments.latest_revision(alignment.workspace, alignment.id, ACCOUNTABLE) + 1
        after = declare(alignment, person, self._catalogue, self._clock.now(), self._new_id(), revision)
        if after is not alignment:
            tx.alignments.record(alignment.workspace, alignment.id, after.answers[ACCOUNTABLE])
        return after

    def _given_back(self, tx: Transaction, alignment: Alignment, person: str, artifacts: Collection[str]) -> Alignment:
        """Let these fall back to the facilitator; where one of them is accountability, ask again who has it."""
        now = self._clock.now()
        for artifact in artifacts:
            alignment = alignment.with_owner(artifact, alignment.facilitator, named_by=alignment.facilitator, at=now)
        if ACCOUNTABILITY not in artifacts:
            return alignment
        return self._declared(tx, alignment, person, withdrawal_of).taken_up(ACCOUNTABLE)

    def _take_back(self, tx: Transaction, alignment: Alignment, person: Person) -> None:
        artifacts = list(alignment.artifacts_of(person.id))
        if not artifacts:
            return
        was_willing = any(alignment.owners[name].consent is Consent.ACCEPTED for name in artifacts)
        facts: Facts = {"person": person.id, "artifacts": artifacts, "reason": str(person.ineligible)}
        by = alignment.owners[artifacts[0]].named_by
        told: Effect = SayInThread.of(alignment, Notice.OWNERSHIP_REFUSED, {**facts, "by": by})
        if was_willing:
            told = SayDirectly(
                alignment_id=alignment.id, person=alignment.facilitator, notice=Notice.OWNER_LEFT, facts=facts
            )
        self._settling.settle(tx, alignment, self._given_back(tx, alignment, person.id, artifacts), told)

    def _succeed(self, tx: Transaction, alignment: Alignment, gone: str, *, is_news: bool) -> None:
        """Let somebody else take the place of a facilitator who has left, with all they owed, and say so once.

        What was complete when they left and is open again finds somebody when it is noticed.
        """
        artifacts = list(alignment.artifacts_of(gone))
        successor = next((who for who in _next_in_line(alignment) if not _is_gone(tx, alignment.workspace, who)), None)
        if not (successor or is_news):
            return
        after = replace(alignment, facilitator=successor) if successor else alignment
        told = SayInThread.of(
            after, Notice.FACILITATOR_LEFT, {"person": gone, "successor": successor, "artifacts": artifacts}
        )
        if successor:
            after = self._given_back(tx, after, gone, artifacts)
        self._settling.settle(tx, alignment, after, told)

    def _queue(self, tx: Transaction, alignment: Alignment, effect: Effect) -> None:
        tx.deliveries.add(alignment.workspace, effect, due_at=self._clock.now())


def _named(alignment: Alignment, person: str) -> tuple[str, ...]:
    return tuple(name for name in alignment.artifacts_of(person) if alignment.owners[name].consent is Consent.ASKED)


def _requested(tx: Transaction, alignment: Alignment, pressed: MessageRef | None) -> Collection[str]:
    """Return what the pressed request asks for; of one that nobody remembers, everything."""
    request = sent_as(tx, alignment.workspace, pressed)
    asked = request.facts.get("artifacts") if request else None
    return asked if isinstance(asked, list) else alignment.owners


def _accepted(alignment: Alignment) -> str:
    """Say what becomes of the request of whoever accepts, who is asked only while something is open."""
    return "accepted" if alignment.is_open else "accepted_complete"


def _next_in_line(alignment: Alignment) -> tuple[str, ...]:
    """List who may follow the facilitator: who is accountable, then other owners, then whoever took part."""
    owners = (alignment.owner_of(ACCOUNTABLE.split(".")[0]), *(each.person for each in alignment.owners.values()))
    line = dict.fromkeys((*owners, *alignment.participants))
    return tuple(person for person in line if person != alignment.facilitator)


def _is_gone(tx: Transaction, workspace: str, person: str) -> bool:
    known = tx.people.find(workspace, person)
    return known is not None and known.ineligible is not None
