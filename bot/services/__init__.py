"""The use cases. Each public method is one local transaction that begins with the key of the delivery it handles."""

from dataclasses import dataclass

from bot.domain.catalogue import Catalogue
from bot.domain.rulebook import NO_RULES, Rulebook
from bot.ports import Clock, Database, Directory, NewId
from bot.services.aftermath import Aftermath
from bot.services.amending import Amending
from bot.services.closing import Closing
from bot.services.deepening import Deepening
from bot.services.hearing import Hearing
from bot.services.heeding import Heeding
from bot.services.interrogation import Interrogation
from bot.services.nudging import Nudging
from bot.services.opening import Opening
from bot.services.ownership import Ownership
from bot.services.pacing import Pacing
from bot.services.reach import Reach
from bot.services.recording import Recording
from bot.services.reporting import Reporting
from bot.services.settling import Settling
from bot.services.sweep import Sweep
from bot.services.whispering import Whispering


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every use case, wired to the same database, catalogue and clock."""

    opening: Opening
    hearing: Hearing
    heeding: Heeding
    interrogation: Interrogation
    ownership: Ownership
    pacing: Pacing
    nudging: Nudging
    closing: Closing
    deepening: Deepening
    whispering: Whispering
    reporting: Reporting
    reach: Reach
    sweep: Sweep
    aftermath: Aftermath


def wire(
    *,
    database: Database,
    catalogue: Catalogue,
    clock: Clock,
    new_id: NewId,
    directory: Directory,
    rulebook: Rulebook = NO_RULES,
) -> Services:
    """Construct the services around their ports."""
    settling = Settling(catalogue=catalogue, clock=clock, rulebook=rulebook)
    recording = Recording(catalogue=catalogue, clock=clock, new_id=new_id, settling=settling, rulebook=rulebook)
    opening = Opening(database=database, catalogue=catalogue, clock=clock, new_id=new_id, settling=settling)
    ownership = Ownership(database=database, catalogue=catalogue, clock=clock, new_id=new_id, settling=settling)
    heeding = Heeding(database=database, clock=clock, settling=settling)
    hearing = Hearing(
        database=database,
        catalogue=catalogue,
        clock=clock,
        recording=recording,
        settling=settling,
        heeding=heeding,
        amending=Amending(catalogue=catalogue, recording=recording, heeding=heeding),
    )
    nudging = Nudging(database=database, clock=clock, settling=settling)
    reach = Reach(database=database, clock=clock, settling=settling)
    return Services(
        opening=opening,
        hearing=hearing,
        heeding=heeding,
        interrogation=Interrogation(database=database, catalogue=catalogue, recording=recording, settling=settling),
        ownership=ownership,
        pacing=Pacing(database=database, clock=clock, settling=settling),
        nudging=nudging,
        closing=Closing(database=database, settling=settling),
        deepening=Deepening(database=database, recording=recording, settling=settling),
        whispering=Whispering(database=database, clock=clock),
        reporting=Reporting(database=database, catalogue=catalogue, clock=clock, rulebook=rulebook),
        reach=reach,
        sweep=Sweep(database=database, clock=clock, settling=settling),
        aftermath=Aftermath(
            opening=opening,
            ownership=ownership,
            hearing=hearing,
            nudging=nudging,
            reach=reach,
            directory=directory,
            clock=clock,
        ),
    )
