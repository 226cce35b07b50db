"""An office without Slack: the services on the in-memory database, and what they would have said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import TypeVar

from bot.catalogue_files import SHIPPED, read_catalogue
from bot.domain.alignment import Alignment, MessageRef
from bot.domain.catalogue import Catalogue
from bot.domain.delivery import Delivery, Lane
from bot.domain.effects import Effect, Hear, Heard, Notice, SayDirectly, SayInThread, Whisper
from bot.domain.outcome import Outcome, Postponed
from bot.domain.people import Person
from bot.domain.progress import Progress, progress_of
from bot.domain.rulebook import NO_RULES, Rulebook
from bot.ports import ChannelAccess
from bot.services import wire
from bot.services.requests import Answers, Inbound, Start
from tests.builders import CHANNEL, WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, InMemoryTransaction, StoppedClock

ANA, BEN, CAT = "U0ANA", "U0BEN", "U0CAT"
CATALOGUE = read_catalogue(SHIPPED)
CARD_TS = "1772442000.000100"
E = TypeVar("E", bound=Effect)

EXECUTABLE = {
    "capability.decision": "When an invoice arrives, the model extracts its header fields and posts a draft booking "
    "to SAP; a clerk releases it, so nobody types invoices.",
    "success_criteria.metric": "Extraction accuracy of at least 95 % over 30 days.",
    "success_criteria.failure_threshold": "Extraction accuracy below 90 % over 7 days.",
}


class KnownPeople:
    """A directory in which everybody may read, and accounts are what the test says they are."""

    def __init__(self, *people: Person) -> None:
        self._people = {person.id: person for person in people}

    def person(self, workspace: str, person: str, *, fresher_than: timedelta) -> Person:
        """Describe an account; whoever the test did not name is a colleague in Berlin."""
        return self._people.get(person, a_person(person))

    def access(self, workspace: str, channel: str) -> ChannelAccess:
        """Let the bot post everywhere."""
        return ChannelAccess.MEMBER

    def may_read(self, workspace: str, channel: str, person: str) -> bool:
        """Let everybody read everything."""
        return True


class InterruptedDatabase(InMemoryDatabase):
    """Lets something happen right after the next time it was read."""

    meanwhile: Callable[[], object] | None = None

    @contextmanager
    def read(self) -> Iterator[InMemoryTransaction]:
        """Read, and then let it happen."""
        with super().read() as tx:
            yield tx
        happening, self.meanwhile = self.meanwhile, None
        if happening:
            happening()


class Office:
    """Acts for people through the services and collects the effects."""

    def __init__(
        self,
        database: InMemoryDatabase,
        clock: StoppedClock,
        *people: Person,
        rulebook: Rulebook = NO_RULES,
        catalogue: Catalogue = CATALOGUE,
    ) -> None:
        self.database, self.clock = database, clock
        self.catalogue = catalogue
        self._ids = count(1)
        self._keys = count(1)
        self._stamps = count(200)
        self.services = wire(
            database=database,
            catalogue=self.catalogue,
            clock=clock,
            new_id=lambda: f"id{next(self._ids)}",
            directory=KnownPeople(*people),
            rulebook=rulebook,
        )

    def inbound(self, person: str = ANA, key: str | None = None) -> Inbound:
        """Return a delivery from a person that was never seen before, unless it is given a key."""
        return Inbound(key=key or f"key{next(self._keys)}", workspace=WORKSPACE, person=person)

    def open(self, *, by: str = ANA, accountable: str = ANA, **changes: object) -> Alignment:
        """Start an alignment, and let its card be posted."""
        start = Start(channel=CHANNEL, title="Invoices", met_on=date(2026, 3, 2), accountable=accountable)
        self.services.opening.open(self.inbound(by), replace(start, **changes))  # type: ignore[arg-type]
        self.carry_out()
        return self.alignment

    def answer(self, field: str, text: str, *, by: str = ANA, seen: int | None = None) -> Alignment:
        """Answer one field in a form."""
        revision = self.alignment.revision_of(field) if seen is None else seen
        answers = Answers(alignment_id=self.alignment.id, texts={field: text}, seen={field: revision})
        self.services.interrogation.submit(self.inbound(by), answers)
        return self.alignment

    def reply(self, text: str, *, by: str = ANA, ts: str | None = None, key: str | None = None) -> Alignment:
        """Write in the alignment's thread."""
        self.receive(a_reply(text, person=by, ts=ts or f"1772442900.{next(self._stamps):06}"), key=key)
        self.hear()
        return self.alignment

    def write(self, text: str, *, by: str = ANA, ts: str | None = None) -> None:
        """Write a direct message to the app."""
        at = ts or f"1772442901.{next(self._stamps):06}"
        self.receive(Hear(what=Heard.SAID, person=by, channel="D1", ts=at, is_direct=True, text=text))
        self.hear()

    def receive(self, said: Hear, *, key: str | None = None) -> None:
        """Receive what was written; it is heard later."""
        self.services.hearing.receive(self.inbound(said.person, key), said)

    def hear(self) -> tuple[Outcome, ...]:
        """Hear what was received; what it is too early for waits for the next time."""
        outcomes: list[Outcome] = []
        while received := self._claim(Lane.HEARING, limit=1):
            outcome = self.services.hearing.hear(received[0], received[0].effect)  # type: ignore[arg-type]
            outcomes.append(outcome)
            if isinstance(outcome, Postponed):
                with self.database.write() as tx:
                    tx.deliveries.mark_due(received[0], self.clock.now(), outcome.reason)
                break
        return tuple(outcomes)

    def carry_out(self) -> tuple[Effect, ...]:
        """Let everything queued happen, and return it."""
        return tuple(self._happen())

    def said(self, notice: Notice) -> list[SayInThread | SayDirectly | Whisper]:
        """Let everything queued happen, and return what was said of one kind."""
        spoken = (effect for effect in self.carry_out() if isinstance(effect, SayInThread | SayDirectly | Whisper))
        return [effect for effect in spoken if effect.notice is notice]

    def queued(self, kind: type[E]) -> list[E]:
        """Let everything queued happen, and return the effects of one kind."""
        return [effect for effect in self.carry_out() if isinstance(effect, kind)]

    @property
    def alignment(self) -> Alignment:
        """Return the newest alignment as it is stored."""
        with self.database.read() as tx:
            return tx.alignments.list_in_channel(WORKSPACE, CHANNEL)[0]

    @property
    def progress(self) -> Progress:
        """Return how far the newest alignment is."""
        return progress_of(self.alignment, self.catalogue, self.clock.now().date())

    def next_digest_of(self, person: str) -> datetime | None:
        """Return when a person is reminded next."""
        with self.database.read() as tx:
            return tx.people.next_digest_of(WORKSPACE, person)

    def _happen(self) -> Iterator[Effect]:
        self.hear()
        while claimed := self._claim(Lane.FAST, Lane.NORMAL, Lane.CARD, Lane.PATIENT):
            for delivery in claimed:
                yield delivery.effect
                message = _message_of(delivery)
                with self.database.write() as tx:
                    tx.deliveries.mark_sent(delivery, message)
                    self.services.aftermath.sent(tx, delivery, message)

    def _claim(self, *lanes: Lane, limit: int = 50) -> tuple[Delivery, ...]:
        with self.database.write() as tx:
            return tuple(d for lane in lanes for d in tx.deliveries.claim(lane, self.clock.now(), limit))


def a_reply(text: str = "", *, what: Heard = Heard.SAID, person: str = ANA, ts: str = "7.7", **changes: str) -> Hear:
    """Return something that was written in the alignment's thread."""
    said = Hear(what=what, person=person, channel=CHANNEL, ts=ts, thread_ts=CARD_TS, text=text)
    return said.model_copy(update=changes)


def _message_of(delivery: Delivery) -> MessageRef | None:
    """Return where Slack would have put it."""
    if delivery.effect.kind == "post_card":
        return MessageRef(channel=CHANNEL, ts=CARD_TS)
    channels = {SayInThread: CHANNEL, SayDirectly: "D1"}
    channel = channels.get(type(delivery.effect))
    return MessageRef(channel=channel, ts=f"1772450000.{delivery.id:06}") if channel else None
