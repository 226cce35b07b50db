"""Starting an alignment: the form, the card, the first three questions, and telling the person who is accountable."""

from datetime import datetime, timedelta

from bot.domain.alignment import Alignment
from bot.domain.catalogue import Catalogue
from bot.domain.effects import (
    Effect,
    Facts,
    FormName,
    LookUpPerson,
    Notice,
    OpenForm,
    PostCard,
    SayDirectly,
    SayInThread,
)
from bot.domain.errors import CannotOwn, TooManyStarts
from bot.domain.people import Ineligible
from bot.domain.progress import ACCOUNTABLE, first_questions
from bot.ports import Clock, Database, NewId, Transaction
from bot.services.allowance import may_be_asked
from bot.services.handshake import acceptance_of
from bot.services.requests import Inbound, Start, Where
from bot.services.settling import Settling, people_of

STARTS_PER_HOUR = 10


class Opening:
    """Opens alignments."""

    def __init__(
        self, *, database: Database, catalogue: Catalogue, clock: Clock, new_id: NewId, settling: Settling
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._new_id = new_id
        self._settling = settling

    def begin(self, inbound: Inbound, where: Where, *, title: str = "", note: str = "") -> None:
        """Show the person the form that starts an alignment; in a direct message it asks for a channel."""
        channel = None if where.is_direct else where.channel
        form = OpenForm(
            form=FormName.START,
            person=inbound.person,
            trigger_id=where.trigger_id or "",
            channel=channel,
            response_url=where.response_url,
            facts={"channel": channel, "title": title, "note": note},
        )
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                tx.deliveries.add(inbound.workspace, form, due_at=self._clock.now())

    def open(self, inbound: Inbound, start: Start) -> None:
        """Start the alignment: store it and post its card; all else follows once that is there.

        Raises CannotOwn when the named person is known to be no colleague with an account of their own,
        TooManyStarts when one person starts more than ten an hour.
        """
        now = self._clock.now()
        alignment = self._begun(inbound, start, now)
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            self._ensure_may_start(tx, inbound, start, now)
            tx.alignments.add(alignment)
            card = PostCard(alignment_id=alignment.id, channel=alignment.channel, note=start.note)
            tx.deliveries.add(alignment.workspace, card, due_at=now)

    def announced(self, tx: Transaction, alignment: Alignment, note: str = "") -> None:
        """Go on now that there is a card: ask the first questions and the accountable person, begin to remind."""
        now = self._clock.now()
        people = sorted(people_of(alignment))
        effects = [
            SayInThread.of(alignment, Notice.FIRST_QUESTIONS, {"fields": list(alignment.asked), "note": note}),
            *self._accountability_asked(tx, alignment, now),
            *(LookUpPerson(alignment_id=alignment.id, person=person) for person in people),
        ]
        for effect in effects:
            tx.deliveries.add(alignment.workspace, effect, due_at=now)
        for person in people:
            self._settling.schedule(tx, alignment.workspace, person)

    def _ensure_may_start(self, tx: Transaction, inbound: Inbound, start: Start, now: datetime) -> None:
        if (
            tx.alignments.count_opened_by(inbound.workspace, inbound.person, now - timedelta(hours=1))
            >= STARTS_PER_HOUR
        ):
            raise TooManyStarts()
        known = tx.people.find(inbound.workspace, start.accountable)
        is_at_home = start.accountable == inbound.person  # a guest may own what they start where they are a guest
        if known and known.ineligible and not (is_at_home and known.ineligible is Ineligible.GUEST):
            raise CannotOwn(person=start.accountable, reason=known.ineligible)

    def _begun(self, inbound: Inbound, start: Start, now: datetime) -> Alignment:
        alignment = Alignment(
            id=self._new_id(),
            workspace=inbound.workspace,
            channel=start.channel,
            facilitator=inbound.person,
            title=start.title,
            met_on=start.met_on,
            opened_at=now,
            depth=start.depth,
            participants=start.participants,
        )
        for artifact in self._catalogue.artifacts:
            alignment = alignment.with_owner(artifact.name, start.accountable, named_by=inbound.person, at=now)
        if start.accountable == inbound.person:
            alignment = acceptance_of(alignment, start.accountable, self._catalogue, now, self._new_id())
        else:
            alignment = alignment.with_skipped(ACCOUNTABLE)  # the person named is being asked, in person
        gaps = first_questions(alignment, self._settling.progress(alignment))
        return alignment.with_questions(*(gap.field for gap in gaps))

    def _accountability_asked(self, tx: Transaction, alignment: Alignment, now: datetime) -> tuple[Effect, ...]:
        accountable = alignment.owner_of("ownership")
        if accountable == alignment.facilitator or not may_be_asked(tx, alignment.workspace, accountable, now.date()):
            return ()
        asked: Facts = {"artifacts": list(alignment.owners), "by": alignment.facilitator}
        return (SayDirectly(alignment_id=alignment.id, person=accountable, notice=Notice.OWNERSHIP_ASKED, facts=asked),)
