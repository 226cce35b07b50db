"""What the tests of words need: a scene around a few alignments, and a form filled in by a person."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from bot.catalogue_files import read_catalogue
from bot.domain.alignment import Alignment, Answer
from bot.domain.catalogue import Catalogue, Depth
from bot.domain.people import Person
from bot.domain.verdict import Verdict
from bot.ports import ChannelAccess
from bot.services.reporting import Reporting
from bot.slack.scene import Scene
from bot.slack.words import Words
from tests.builders import WORKSPACE, a_finding, a_person, an_answer, an_assessment
from tests.fakes import InMemoryDatabase, StoppedClock

ANA, BEN, CY = "U0ANA", "U0BEN", "U0CY"
PEOPLE = (
    a_person(ANA, name="Ana Ortiz", zone="Europe/Madrid"),
    a_person(BEN, name="Ben Okafor", zone="America/New_York"),
    a_person(CY, name="Cy Nguyen", zone="Asia/Ho_Chi_Minh"),
)

shipped_words = cache(Words)
whole_catalogue = cache(read_catalogue)


@cache
def core_catalogue() -> Catalogue:
    """Return the shipped questions of the smallest depth, so that deeper ones change no transcript."""
    shipped = whole_catalogue()
    artifacts = tuple(
        artifact.model_copy(update={"fields": tuple(f for f in artifact.fields if f.depth is Depth.CORE)})
        for artifact in shipped.artifacts
    )
    return Catalogue(version="core-1", artifacts=artifacts)


class SmallDirectory:
    """Knows who is a member of which channel; everybody is a member of those it was not told about."""

    def __init__(self, members: Mapping[str, Iterable[str]] | None = None) -> None:
        self._members = {channel: frozenset(people) for channel, people in (members or {}).items()}

    def person(self, workspace: str, person: str, *, fresher_than: timedelta) -> Person:
        return a_person(person)

    def access(self, workspace: str, channel: str) -> ChannelAccess:
        return ChannelAccess.MEMBER

    def may_read(self, workspace: str, channel: str, person: str) -> bool:
        return channel not in self._members or person in self._members[channel]


def a_workspace(*alignments: Alignment, clock: StoppedClock | None = None) -> InMemoryDatabase:
    """Return a database that holds the alignments and three colleagues."""
    database = InMemoryDatabase(clock or StoppedClock())
    with database.write() as tx:
        for person in PEOPLE:
            tx.people.put(person)
        for alignment in alignments:
            tx.alignments.add(alignment)
    return database


def a_scene(*alignments: Alignment, database: InMemoryDatabase | None = None, **changes: Any) -> Scene:
    """Return a scene about the first of the alignments, seen by Ana."""
    clock = changes.pop("clock", None) or StoppedClock()
    database = database or a_workspace(*alignments, clock=clock)
    catalogue: Catalogue = changes.pop("catalogue", core_catalogue())
    defaults = {
        "words": shipped_words(),
        "catalogue": catalogue,
        "reporting": Reporting(database=database, catalogue=catalogue, clock=clock),
        "directory": SmallDirectory(changes.pop("members", None)),
        "now": clock.now(),
        "workspace": WORKSPACE,
        "alignment_id": alignments[0].id if alignments else None,
        "viewer": ANA,
        "facts": {},
    }
    return Scene(**{**defaults, **changes})


def a_good_answer(field: str, text: str = "", author: str = ANA, **changes: Any) -> Answer:
    """Return an executable answer, by default the field's own example; every slot is filled by its first words."""
    known = whole_catalogue().field(field)
    said = text or known.example
    judged = {"assessment": an_assessment(found=dict.fromkeys(known.base_slots, said[:40])), **changes}
    return an_answer(field, text=said, author=author, question=known.question, **judged)


def a_partial_answer(field: str, text: str, author: str = ANA, *, lacking: str = "", **changes: Any) -> Answer:
    """Return an answer that says nothing testable about one slot, by default the first, and fills the others."""
    known = whole_catalogue().field(field)
    slot = known.slot(lacking or known.base_slots[0])
    asked = (slot.when_vague or slot.follow_up).replace("{words}", text)
    assessment = an_assessment(
        Verdict.PARTIAL,
        found={name: text for name in known.base_slots if name != slot.name},
        missing=(slot.name,),
        findings=(a_finding(slot=slot.name, words=text, follow_up=asked),),
    )
    return an_answer(field, text=text, author=author, question=known.question, assessment=assessment, **changes)


def every_answer(author: str = ANA) -> tuple[Answer, ...]:
    """Answer every question of the smallest depth with its own example."""
    return tuple(a_good_answer(field.key, author=author) for field in core_catalogue())


def submitted(view: Mapping[str, Any], **changed: Any) -> dict[str, Any]:
    """Return the view as Slack submits it: what was filled in already, changed where the person changed it."""
    values = {block["block_id"]: {"value": _initial(block["element"])} for block in _inputs(view)}
    for block, value in changed.items():
        values[block] = {"value": {**values.get(block, {}).get("value", {}), **value}}
    return {**view, "state": {"values": values}}


def _inputs(view: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]


def _initial(element: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what an element starts with into what Slack reports when nobody touches it."""
    reported = {
        "initial_value": "value",
        "initial_date": "selected_date",
        "initial_time": "selected_time",
        "initial_user": "selected_user",
        "initial_users": "selected_users",
        "initial_option": "selected_option",
        "initial_options": "selected_options",
    }
    found = {name: element[start] for start, name in reported.items() if start in element}
    return {"type": element["type"], **found}
