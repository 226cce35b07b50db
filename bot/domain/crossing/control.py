"""X6: what acts alone can be switched off, overruled, and does only so much damage."""

import re
from collections.abc import Iterator

from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.statements import Statement, Statements, finding

DECISION, REVIEW = "capability.decision", "exception_rollback.human_review_trigger"
PROCEDURE, SWITCH = "exception_rollback.rollback_procedure", "exception_rollback.kill_switch"
OVERRIDE, DAMAGE = "exception_rollback.human_override", "exception_rollback.blast_radius"
_ALONE = re.compile(
    r"\b(?:acts? alone|on its own|by itself|autonomous\w*|fully automat\w+|without (?:a |any )?(?:person|human|"
    r"people|clerk|agent|"
    r"review|confirmation|approval)\b[^.;]{0,20}|no (?:person|human|one|body|review|approval)\b[^.;]{0,24}|"
    r"unattended|vollautomatisch|"
    r"ohne (?:mensch\w*|freigabe))"
)
_DENIED = re.compile(r"\b(?:not|never|no|nothing|nicht|nie)\W+(?:[\w-]+\W+){0,3}$")
_CONFIRMED = re.compile(
    r"\b(?:confirms?|approves?|releases?|signs? off|decides?|sends?|checks?|reviews?) (?:it|them|each|every|"
    r"the (?:draft|result|booking|reply|proposal|suggestion))\b|"
    r"\ba (?:person|human) (?:decides|confirms|sends|approves)"
)
_SWITCH = re.compile(
    r"\b(?:switch\w*|flag\w*|toggl\w*|disabl\w+|deactivat\w+|turn(?:s|ed)?\b.{0,20}\boff|off\b|stop\w*|paus\w+|"
    r"kill\w*|halt\w*|revert\w*|roll(?:s|ed)?[ -]?back|"
    r"redeploy\w*|undeploy\w*|scale\b.{0,20}\b(?:zero|0)|unsubscrib\w+|detach\w*|unplug\w*|manual\w*|"
    r"previous (?:version|model|release)|restor\w+|"
    r"abschalt\w*|ausschalt\w*|zurück\w*|désactiv\w+|arrêt\w*|desactiv\w+|apag\w+)"
)
_OVERRULED = re.compile(
    r"\b(?:overrid\w+|overrul\w+|can (?:\w+ )?(?:move|change|correct|undo|reverse|stop|reopen|reassign|reject)|"
    r"may (?:\w+ )?(?:move|change|correct|undo|reverse|stop)|"
    r"appeal\w*|object\w* to|contest\w*|corrects?|undoes|reopens?)\b"
)
_NOBODY = re.compile(
    r"\b(?:no human(?: review)?|no review|never|nobody|no one|none|nothing is reviewed|not reviewed|no person|"
    r"keine?|niemand)\b"
)
_NOTHING = re.compile(
    r"^\W*(?:none|nothing|no (?:switch|kill ?switch|override|limit)|there is no|not possible|cannot|unlimited|"
    r"nobody|no one|keine?)\b"
)


def acting_alone_is_under_control(said: Statements) -> Iterator[CrossFinding]:
    """Ask of a system that acts alone for its switch, for somebody who overrules it, and for a limit of the damage."""
    decision = said.find(DECISION)
    alone = _alone(decision) if decision else None
    if not decision or not alone:
        return
    for case, statement in (
        ("switch", _without_switch(said)),
        ("override", _without_override(said, decision)),
        ("damage", _denied(said, DAMAGE)),
    ):
        if statement:
            yield finding("X6", case, (decision, alone), (statement, statement.excerpt))


def _alone(decision: Statement) -> str | None:
    found = _ALONE.search(decision.lower)
    if not found or _CONFIRMED.search(decision.lower) or _DENIED.search(decision.lower, 0, found.start()):
        return None
    return found[0].strip()


def _without_switch(said: Statements) -> Statement | None:
    """Find the statement of how it is undone when nothing in it switches anything off."""
    own, procedure = said.find(SWITCH), said.find(PROCEDURE)
    if own:
        return own if _NOTHING.match(own.lower) else None
    if said.is_still_asked(SWITCH) or not procedure or "steps" not in procedure.found:
        return None
    return None if _SWITCH.search(procedure.lower) else procedure


def _without_override(said: Statements, decision: Statement) -> Statement | None:
    """Find the statement that no person ever looks, when nothing else lets somebody overrule a single case."""
    own, review = said.find(OVERRIDE), said.find(REVIEW)
    if own:
        return own if _NOTHING.match(own.lower) else None
    if said.is_still_asked(OVERRIDE) or not review or not _NOBODY.search(review.lower):
        return None
    others = said.several(DECISION, REVIEW, PROCEDURE, "exception_rollback.exception_path", "capability.decision_rules")
    return None if any(_OVERRULED.search(other.lower) for other in others) else review


def _denied(said: Statements, key: str) -> Statement | None:
    own = said.find(key)
    return own if own and _NOTHING.match(own.lower) else None
