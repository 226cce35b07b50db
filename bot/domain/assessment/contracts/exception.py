"""Which words fill the slots of the exception path: which exception, and where it goes or what the system does."""

import re

from bot.domain.assessment.conditions import Branch, is_trouble, subject_branch
from bot.domain.assessment.contracts.common import concrete_condition, consequence, first_filled
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Fillings, Rule, filled


def exception_path(reading: Reading) -> Fillings:
    """Read which exception, and where it goes or what the system does."""
    if _is_a_shrug(reading):
        return {}
    branches = [_with_case(reading, _with_subject(reading, _at_dash(reading, branch))) for branch in reading.branches]
    conditions = [concrete_condition(reading, branch.condition) for branch in branches if branch.condition]
    paths = [
        consequence(reading, branch.consequence)
        for branch in branches
        if branch.consequence and (branch.condition or _is_a_way_out(reading, branch.consequence))
    ]
    condition = first_filled(conditions)
    if condition.span is None and not any(path.is_filled or path.rule is Rule.ADJECTIVE for path in paths):
        condition = first_filled(
            concrete_condition(reading, clause) for clause in reading.clauses if is_trouble(reading.passage, clause)
        )
    path = first_filled(paths)
    if not condition.is_filled and (case := _CODED_CASE.search(reading.passage.text)):
        condition = filled(Span(*case.span("case")))
    if not condition.span and path.rule is Rule.PLACEHOLDER:
        condition = filled(_before_what_is_put_off(reading))
    return {"condition": condition, "path": path}


_SHRUG = re.compile(
    r"\b(?:none|nothing|no (?:exceptions?|errors?|failures?)) (?:comes?|springs?) to (?:my )?mind\b|\bit just works\b|"
    r"\bcan(?:'t|not) think of\b|"
    r"\b(?:won'?t|will not|shouldn'?t|should not|never) (?:be any|happens?|occurs?|fails?)\b|"
    r"\bfällt (?:mir|uns) (?:\w+ )?(?:nichts|keine\w*) ein\b|\b(?:kommt|passiert) (?:\w+ )?(?:nie|nicht)\b|"
    r"\bn'arrive (?:jamais|pas)\b|\bne devrait pas arriver\b|"
    r"\bno (?:se (?:nos |me )?ocurre|debería pasar|suele pasar)\b"
)
_OPENED = re.compile(r"\b(?:if|when|once|unless|in case|wenn|falls|sobald|si|quand|lorsque|cuando)\b|→|:")


def _is_a_shrug(reading: Reading) -> bool:
    """Tell whether the answer only says that nothing will ever happen, or that nothing comes to mind."""
    shrug = _SHRUG.search(reading.passage.lower)
    return bool(shrug and not reading.is_decided and not _OPENED.search(reading.passage.lower, 0, shrug.start()))


_CODED_CASE = re.compile(
    r"(?:^|[\n;{}])\s*(?:except|catch|on|case|rescue|when)[ :(]{1,3}"
    r"(?P<case>[A-Z][a-z]\w*[A-Z]\w*|[A-Z][A-Z_]{2,}|[a-z]+_\w+)(?=[\s:){]|$)"
)


def _before_what_is_put_off(reading: Reading) -> Span | None:
    """Take the case that is told before its path is put off: "X-ray is mirrored. What we do then: still open"."""
    first = reading.clauses[0] if reading.clauses else None
    is_told = first and len(reading.content(first)) >= 2 and not reading.is_put_off(first)
    return reading.concept(first) if is_told else None


_DASH = re.compile(r"\s-{1,2}\s")
_WORDS_OF_A_CASE = 9


def _at_dash(reading: Reading, branch: Branch) -> Branch:
    """Read "quota exceeded - wait 60 s" as a case and what is done."""
    if branch.condition or branch.consequence is None:
        return branch
    dash = _DASH.search(reading.passage.lower, *branch.consequence)
    if dash is None:
        return branch
    case = Span(branch.consequence.start, dash.start())
    is_case = len(reading.passage.lower[case.start : case.end].split()) <= _WORDS_OF_A_CASE
    return Branch(case, Span(dash.end(), branch.consequence.end)) if is_case else branch


def _with_subject(reading: Reading, branch: Branch) -> Branch:
    """Read "difficult cases land with the consul" as a case and where it goes."""
    if branch.condition or branch.consequence is None:
        return branch
    is_empty = consequence(reading, branch.consequence).rule is Rule.ADJECTIVE
    leads_out = _WAY_OUT.search(reading.passage.lower, *branch.consequence)
    if not leads_out and not is_empty and not is_trouble(reading.passage, branch.consequence):
        return branch
    found = subject_branch(reading.passage.lower, branch.consequence)
    if _OURS.match(reading.passage.lower, *branch.consequence):
        return branch
    return found if found and found.condition else branch


_OURS = re.compile(r"\W*(?:our|we|my|unsere?|wir|notre|nos|nous|nuestr[oa]s?)\b")


def _with_case(reading: Reading, branch: Branch) -> Branch:
    """Leave out a condition that is none: a heading that asks ("How to treat them: …"), or the way out itself."""
    if branch.condition is None:
        return branch
    if _TALK_OF_TROUBLE.match(reading.passage.lower, *branch.condition):
        return Branch(None, branch.consequence)
    if not _NO_CASE.match(reading.passage.lower, *branch.condition):
        return branch
    is_question = _ASKING.match(reading.passage.lower, *branch.condition)
    if branch.consequence is None or is_question:
        return Branch(None, branch.consequence)
    return Branch(None, Span(branch.condition.start, branch.consequence.end))


# What exceptions are in general is no case: "Failure is a feature: …", "Ausnahmen behandeln wir wie …".
_TALK_OF_TROUBLE = re.compile(
    r"\W*(?:the |our |any |all )?(?:failures?|errors?|mistakes?|exceptions?|outages?|problems?|issues?|incidents?|"
    r"surprises|störungen|fehler|ausnahmen|probleme|pannen|erreurs?|pannes?|imprévus|errores|fallos|excepciones) "
    r"(?:is|are|happen|occur|can|will|may|sind|ist|werden|behandeln|begegnen|sehen|lassen|sont|son|se)\b"
)
_ASKING = re.compile(r"\W*(?:how|what|who|where|why|wie|was|wer|wo|comment|qui|quoi|cómo|qué|quién)\b")


_NO_CASE = re.compile(
    r"\W*(?:(?:it |they )?(?:goes?|gets?|lands?|stays?|is sent|are sent|sent|returned|(?:is|are) returned) "
    r"(?:straight |right )?(?:to|into|in|back|on)|"
    r"how|what|who|where|why|wie|was|wer|wo|comment|qui|quoi|cómo|qué|quién)\b"
)


def _is_a_way_out(reading: Reading, span: Span) -> bool:
    reached = any(span.overlaps(party.span) for party in reading.parties)
    return bool(_WAY_OUT.search(reading.passage.lower, *span)) and (reached or len(reading.content(span)) >= 2)


_WAY_OUT = re.compile(
    r"\b(?:is|are|gets?|wird|werden) (?:(?:\w+ly|always|then|first|also) )?\w+(?:ed|en|t) "
    r"(?:to|into|onto|in|on|back|aside|over|with)\b|"
    r"\b(?:wird|werden) [^.;\n]{0,60}?\b[a-zäöü]*ge[a-zäöüß]{3,}(?:t|en)\b|"
    r"\b(?:go(?:es)? (?:to|into|back)|lands? (?:in|with|on|at)|handed to|ends? up|(?:is|are|gets?) (?:sent|routed|"
    r"forwarded|parked|"
    r"held|rejected|returned|skipped|queued|moved|escalated)|queue|in-?box|mailbox|retr(?:y|ies)|skips?|"
    r"falls? back|fallback|dead[- ]letter|quarantine|by hand|manually|"
    r"(?:to|on|goes|stays|in) manual\b|manual (?=[a-z])|"
    r"ignored|left (?:empty|out)|"
    r"hold|park|send|route|forward|return|reject|warteschlange|postfach|zurück|manuell|file d'attente|"
    r"bandeja|cola)\b|→"
)
