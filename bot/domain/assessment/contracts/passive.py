"""A decision told from the side of the case: "each letter gets one of three tags", "every car is loaded or rolled"."""

import re

from bot.domain.assessment.lexicons.actions import ACTING, ALONE_OR_ASKED, COMPLETE_IN_ITSELF, COMPUTING, EMPTY_VERBS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Fillings, Rule, filled, spoiled

_CASE = (
    r"(?:^|(?<=[.;:\n,] )|(?<=[.;\n]))(?P<case>(?:to )?"
    r"(?:each|every|any|all|new|incoming|inbound|open|whoever|jede[rsn]?|alle|"
    r"eingehende|eingehender|neue|neuer|chaque|tout|toute|tous les|toutes les|cada|todos los|todas las)\s"
    r"[^.,;:\n]{2,90}?)\s"
)
_BE = r"(?:gets?|(?:is|are|will be|gets?)(?: being)?|wird|werden|est|sont|es|son|se)"
_ASIDE = r"(?:(?:then|always|first|either|entweder|soit|just|itself|[a-z]+ly)\s)*"
_DONE = (
    r"(?:[a-z]{3,}ed|dealt|looked|put|set|sent|held|kept|paid|sold|given|written|taken|thrown|drawn|let|cut|split|chosen|frozen|"
    r"bought|made|shut|turned|told|zu[a-zäöü]{4,}|(?:ab|an|auf|aus|ein|um|weiter|vor)?ge[a-zäöüß]{3,}(?:t|en)|"
    r"freige[a-zäöüß]{2,}(?:t|en)|(?:ver|be|er|ent|zer|über)[a-zäöüß]{3,}(?:t|en)|"
    r"[a-zäöü]{3,}iert|[a-zà-ÿ]{2,}(?:ée?s?|ad[oa]s?|id[oa]s?))"
)
_TREATED = re.compile(rf"{_CASE}{_BE}\s{_ASIDE}(?P<done>{_DONE})(?!\w)")
_TREATED_AT_LAST = re.compile(
    rf"{_CASE}(?:wird|werden)\s(?P<before>[^.,;:\n]{{3,60}}?)\s(?P<done>{_DONE})(?=\s*(?:$|[.,;\n]|und\b|oder\b))"
)
_EITHER_DONE = re.compile(rf"{_DONE}(?:,? [\w'-]+){{0,8}}? (?:or|oder|ou|o) (?:[\w'-]+ ){{0,2}}?{_DONE}(?!\w)")
_INTO = re.compile(r"\b(?:to|into|onto|on|as|in|à|en|dans|a|al|auf|als|zu|zur|zum)\b|\bl'une?\b")
_GIVEN = re.compile(
    rf"{_CASE}(?P<gets>gets?|receives?|is given|are given|ends? up with|carries|bekommt|bekommen|erhält|erhalten|"
    r"reçoit|reçoivent|recibe|reciben|obtient|obtiene)\s"
    r"(?P<share>(?:exactly |just |either )?"
    r"(?:one|an?|its|a single|two|three|four|eine?[nmrs]?|une?|una?|\d+)\b[^.;,\n]{2,80})"
)
_MEASURED = re.compile(r"\b(?:scor|rat|probabilit|likelihood|estimat|punktzahl|wert|note|puntuaci)\w*")
_BY_SOMEBODY = re.compile(r" (?:\w+ ){0,2}?(?:by|von|vom|par|por) (?:the |our |an? |der |dem |le |la |el )?")
_MACHINES = ("assistant", "agent", "copilot")


def passive(reading: Reading) -> Fillings:
    """Read what is done to each case, or what each case gets."""
    for read in (_given, _treated, _treated_at_last):
        told = read(reading)
        if told:
            return told
    return {}


def _given(reading: Reading) -> Fillings:
    """Read "every letter gets one of three tags"; a score alone does not say who decides."""
    text = reading.passage.lower
    for found in _GIVEN.finditer(text):
        case, share = reading.concept(Span(*found.span("case"))), Span(*found.span("share"))
        if case and reading.concept(share) and not reading.is_put_off(share):
            gets = Span(*found.span("gets"))
            carried = None if _MEASURED.search(text, *share) else gets
            return _told(reading, gets, case, filled(share), carried)
    return {}


def _treated(reading: Reading) -> Fillings:
    """Read "each booking is either confirmed or turned away"."""
    for found in _TREATED.finditer(reading.passage.lower):
        case, done = reading.concept(Span(*found.span("case"))), Span(*found.span("done"))
        if case is None or reading.is_put_off(done) or _is_done_by_somebody(reading, done):
            continue
        outcome = _outcome(reading, done, _end(reading, done))
        if told := _of_verb(reading, done, case, outcome):
            return told
    return {}


def _treated_at_last(reading: Reading) -> Fillings:
    """Read "jede Meldung wird einer von drei Gruppen zugeordnet", whose verb comes last."""
    for found in _TREATED_AT_LAST.finditer(reading.passage.lower):
        case, done = reading.concept(Span(*found.span("case"))), Span(*found.span("done"))
        if case and not reading.is_put_off(done):
            before = reading.concept(Span(*found.span("before")))
            if told := _of_verb(reading, done, case, filled(before)):
                return told
    return {}


def _of_verb(reading: Reading, done: Span, case: Span, outcome: Filling) -> Fillings:
    """Judge the verb: one that says nothing spoils the action, an unknown one needs an outcome or a last word."""
    verb = reading.passage.lower[done.start : done.end]
    alone = reading.search(ALONE_OR_ASKED)
    if verb in EMPTY_VERBS or verb in _SAYING_NOTHING:
        spoilt = {"action": spoiled(done, Rule.ADJECTIVE), "object": filled(case), "autonomy": filled(alone)}
        return spoilt if alone else {}
    is_known = verb in ACTING or verb in COMPUTING
    if not (is_known or outcome.is_filled or alone):
        return {}
    return _told(reading, done, case, outcome, None if verb in COMPUTING or not outcome.is_filled else done)


_SAYING_NOTHING = frozenset(
    {
        "dealt",
        "treated",
        "processed",
        "looked",
        "taken",
        "served",
        "met",
        "behandelt",
        "bearbeitet",
        "traité",
        "tratado",
    }
)


def _told(reading: Reading, action: Span, case: Span, outcome: Filling, carried: Span | None) -> Fillings:
    return {
        "action": filled(action),
        "object": filled(case),
        "outcome": outcome,
        "autonomy": filled(reading.search(ALONE_OR_ASKED) or carried),
    }


def _outcome(reading: Reading, done: Span, end: int) -> Filling:
    """Read what is there afterwards: one of two things done, a verb that says it all, what stands behind "into"."""
    text = reading.passage.lower
    if either := _EITHER_DONE.match(text, done.start, end):
        return filled(Span(*either.span()))
    if text[done.start : done.end] in COMPLETE_IN_ITSELF:
        return filled(done)
    for into in _INTO.finditer(text, done.end, end):
        if behind := reading.concept(Span(into.end(), end)):
            return filled(behind)
    return Filling()


def _end(reading: Reading, done: Span) -> int:
    """Return where the sentence ends, or where it turns to who decides."""
    clause = next((clause for clause in reading.clauses if clause.contains(done)), reading.passage.whole)
    alone = reading.search(ALONE_OR_ASKED, Span(done.end, clause.end))
    return alone.start if alone else clause.end


def _is_done_by_somebody(reading: Reading, done: Span) -> bool:
    """Tell whether it is a person who does it: "each file is checked by the adjuster"."""
    by = _BY_SOMEBODY.match(reading.passage.lower, done.end)
    return by is not None and any(
        party.span.start <= by.end() < party.span.end
        and not reading.passage.lower.endswith(_MACHINES, 0, party.span.end)
        for party in reading.parties
    )
