"""The use cases without Slack: to begin alignments before the app runs, or to race them against each other."""

from datetime import date, timedelta
from secrets import token_hex

from bot.catalogue_files import SHIPPED, read_catalogue
from bot.domain.catalogue import Catalogue
from bot.domain.people import Person
from bot.ports import ChannelAccess, Clock, Database
from bot.services import Services, wire
from bot.services.requests import Inbound, Start

CORE: Catalogue = read_catalogue(SHIPPED)


class Colleagues:
    """A directory in which everybody is a colleague."""

    def person(self, workspace: str, person: str, *, fresher_than: timedelta) -> Person:
        """Describe a colleague."""
        return Person(workspace=workspace, id=person, name=person)

    def access(self, workspace: str, channel: str) -> ChannelAccess:
        """Let the bot post everywhere."""
        return ChannelAccess.MEMBER

    def may_read(self, workspace: str, channel: str, person: str) -> bool:
        """Let everybody read."""
        return True


def services_on(database: Database, clock: Clock) -> Services:
    """Wire the use cases to a database."""
    return wire(database=database, catalogue=CORE, clock=clock, new_id=lambda: token_hex(5), directory=Colleagues())


def open_alignment(
    services: Services, database: Database, *, workspace: str, channel: str, facilitator: str, accountable: str
) -> str:
    """Begin an alignment and return its id."""
    inbound = Inbound(key=f"open:{token_hex(8)}", workspace=workspace, person=facilitator)
    start = Start(channel=channel, title="Refund copilot", met_on=date(2026, 3, 3), accountable=accountable)
    services.opening.open(inbound, start)
    with database.read() as tx:
        return tx.alignments.list_owed_by(workspace, facilitator)[-1].id
