"""X3, X8 and X13: whoever is named is a live account of a colleague, and nobody checks themselves."""

import re
from collections.abc import Iterator

from bot.domain.catalogue import Depth
from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.statements import Statement, Statements, finding, mentioned
from bot.domain.people import Person

ACCOUNTABLE, BACKUP, APPROVER = "ownership.accountable_owner", "ownership.backup_owner", "ownership.approver"
BUILDER, MEASURER = "ownership.builder", "success_criteria.measured_by"
_NO_STAND_IN = re.compile(r"\b(?:no|nobody|no one|none|not|against|without|kein\w*|niemand)\b")
ALERTED = ("monitoring.alert", "ownership.on_call_route")


def alerts_reach_somebody(said: Statements) -> Iterator[CrossFinding]:
    """X3: an alert goes to an account that can read it."""
    for statement in said.several(*ALERTED):
        yield from _unreachable("X3", statement, said)


def accounts_are_live(said: Statements) -> Iterator[CrossFinding]:
    """X13: every person who is to do something is an active colleague, no bot and no guest."""
    for statement in said.naming_people():
        if statement.field not in ALERTED:
            yield from _unreachable("X13", statement, said)


def nobody_checks_themselves(said: Statements) -> Iterator[CrossFinding]:
    """X8: a stand-in is somebody else; where the risk is high, so are the approver and whoever measures."""
    pairs = [(ACCOUNTABLE, BACKUP, "backup")]
    if said.alignment.depth is Depth.HIGH:
        pairs += [(ACCOUNTABLE, APPROVER, "approver"), (BUILDER, MEASURER, "measurer")]
    for one, other, case in pairs:
        first, second = said.find(one), said.find(other)
        same = _only_person(first) if first and second and _only_person(first) == _only_person(second) else None
        if first and second and same and not _NO_STAND_IN.search(second.lower):
            yield finding("X8", case, (first, f"<@{same}>"), (second, f"<@{same}>"))


def _unreachable(rule: str, statement: Statement, said: Statements) -> Iterator[CrossFinding]:
    for person in mentioned(statement.answer.text):
        reason = _reason(said.people.get(person))
        if reason:
            yield finding(rule, reason, (statement, f"<@{person}>"))


def _reason(person: Person | None) -> str | None:
    return str(person.ineligible) if person and person.ineligible else None


def _only_person(statement: Statement | None) -> str | None:
    """Return the one person an answer names; nobody when it names several, for then the split is a matter of words."""
    people = statement.people if statement else ()
    return people[0] if len(people) == 1 else None
