"""Answering one person where they stand: reports they asked for, and refusals in one clear sentence."""

from bot.domain.effects import Facts, FormName, Notice, OpenForm, PublishHome, Whisper
from bot.domain.errors import Refusal
from bot.ports import Clock, Database
from bot.services.requests import Inbound, Where


class Whispering:
    """Says things that only one person sees."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def say(
        self,
        inbound: Inbound,
        where: Where,
        notice: Notice,
        facts: Facts | None = None,
        *,
        alignment_id: str | None = None,
    ) -> None:
        """Say something to the person who asked, through their response URL where there is one."""
        said = Whisper(
            alignment_id=alignment_id,
            person=inbound.person,
            channel=where.channel or inbound.person,
            thread_ts=where.thread_ts,
            response_url=where.response_url,
            notice=notice,
            facts=facts or {},
        )
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                tx.deliveries.add(inbound.workspace, said, due_at=self._clock.now())

    def refuse(self, inbound: Inbound, where: Where, refusal: Refusal) -> None:
        """Tell the person why what they asked for cannot be done."""
        facts: Facts = {"error": type(refusal).__name__, **refusal.facts}
        self.say(inbound, where, Notice.REFUSED, facts)

    def show_form(
        self, inbound: Inbound, where: Where, form: FormName, facts: Facts, *, alignment_id: str | None = None
    ) -> None:
        """Open a modal for the person."""
        opened = OpenForm(
            alignment_id=alignment_id,
            form=form,
            person=inbound.person,
            trigger_id=where.trigger_id or "",
            channel=where.channel,
            response_url=where.response_url,
            facts=facts,
        )
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                tx.deliveries.add(inbound.workspace, opened, due_at=self._clock.now())

    def show_home(self, inbound: Inbound) -> None:
        """Bring the person's App Home up to date."""
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                home = PublishHome(person=inbound.person)
                tx.deliveries.add(inbound.workspace, home, due_at=self._clock.now())
