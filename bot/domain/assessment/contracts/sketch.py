"""A decision that is drawn rather than told: labels ("Input: …"), arrows, "For each slide: benign or malignant"."""

import re

from bot.domain.assessment.lexicons.actions import ALONE_OR_ASKED
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, filled

_IN_LABEL = r"inputs?|in|takes?|reads?|given|gets?|eingabe|eingang|entrée|entrada"
_OUT_LABEL = r"outputs?|out|returns?|results?|gives?|decides?|ausgabe|ergebnis|sortie|résultat|salida|resultado"
_TAKEN = re.compile(rf"(?:^|[\n.;,•-]\s*)(?:{_IN_LABEL})\s?:\s*([^.;\n]+)")
_GIVEN_BACK = re.compile(rf"(?:^|[\n.;,•-]\s*)(?:{_OUT_LABEL})\s?:\s*([^.;\n]+)")
_ARROW = re.compile(r"\s*→\s*")
_CASE_AND_CHOICE = re.compile(
    r"(?:^|(?<=[.;\n] ))(?:for |per |on |with |something with |für |pour |para )?"
    r"(?P<case>(?:each|every|any|all|jede[rsn]?|alle|chaque|cada|incoming|new)\s[^.,;:→\n]{2,60}|"
    r"(?<=something with )[^.,;:→\n]{2,60}):\s"
    r"(?P<choice>[^.;:\n]{1,60}?(?: or | oder | ou | o |/)[^.,;:\n]{1,40})"
)
_CHOICE = re.compile(r"\w ?/ ?\w|\w or \w")
_DONE = re.compile(r"\b(?:[a-z]{3,}ed|sent|put|held|kept|paid|ge\w{3,}t|ver\w{3,}t|[a-z]{3,}(?:ée?s?|ad[oa]s?))\b")

_NAMED_ACTION = re.compile(
    r"\b(?:suggestion|proposal|recommendation|draft|classification|triage|routing|scoring|vorschlag|proposition|propuesta)\b"
)


def sketch(reading: Reading) -> dict[str, Filling]:
    """Read object and outcome off labels, a case with its choice, or arrows ("photo → grade → sheet")."""
    text = reading.passage.lower
    taken, given = _TAKEN.search(text), _GIVEN_BACK.search(text)
    if taken or given:
        return {
            "object": filled(reading.concept(Span(*taken.span(1)))) if taken else ABSENT,
            "outcome": filled(_stated(reading, Span(*given.span(1)))) if given else ABSENT,
        }
    if chosen := _CASE_AND_CHOICE.search(text):
        return {
            "object": filled(reading.concept(Span(*chosen.span("case")))),
            "outcome": filled(Span(*chosen.span("choice"))),
        }
    for clause in reading.clauses:
        arrow = _ARROW.search(text, *clause)
        if arrow:
            before, after = Span(clause.start, arrow.start()), Span(arrow.end(), clause.end)
            return {"object": filled(reading.concept(before)), "outcome": filled(reading.concept(after))}
    return {"object": ABSENT, "outcome": ABSENT}


def shown(reading: Reading, drawn: dict[str, Filling]) -> Fillings:
    """Read "message is a threat → player muted": no verb of the lists, but an arrow from the case to what is done."""
    outcome = drawn["outcome"].span
    done = outcome and _DONE.search(reading.passage.lower, *outcome)
    if not drawn["object"].is_filled:
        return {}
    alone = filled(reading.search(ALONE_OR_ASKED))
    if done:
        return {**drawn, "action": filled(Span(*done.span())), "autonomy": alone}
    named = reading.search(_NAMED_ACTION)
    if named:
        return {**drawn, "action": filled(named), "autonomy": alone}
    return {**drawn, "autonomy": alone} if outcome and _CHOICE.search(reading.passage.lower, *outcome) else {}


def _stated(reading: Reading, span: Span) -> Span | None:
    """Take what is concrete, or alternatives of any words: "go / no-go"."""
    return span if _CHOICE.search(reading.passage.lower, *span) else reading.concept(span)
