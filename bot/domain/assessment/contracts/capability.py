"""Which words fill the slots of the capability definition's scope and rules."""

import re

from bot.domain.assessment.clauses import covering
from bot.domain.assessment.contracts.common import negated
from bot.domain.assessment.lexicons.doubts import HEDGES
from bot.domain.assessment.lexicons.grammar import SCOPE_NOISE
from bot.domain.assessment.lexicons.scope import ABSTRACT, LABELS, POINTERS, PULLED
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import alternatives
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Fillings, Rule, filled, spoiled
from bot.domain.assessment.talk import is_talk
from bot.domain.assessment.vagueness import vague_test

_PAGED = r"gets? paged|is paged|(?:then |and |to |we |it )pages? the|on-?call"
_OWNED = r"is accountable|owns (?:it|this|the)|signs for"
_STOPPED = r"(?:may|can|darf) (?:\w+ )?(?:stop|switch|pull|roll|disable|halt|turn) |roll(?:s|ed)? ?back"
_MEASURED = r"reviews? \d+|samples? \d+|p9[059]\b|(?:accuracy|precision|recall|error rate|f1)\b.{0,20}\d"
_DECLARED = (
    r"\w+_\w+,? (?:as |is )?(?:an? )?(?:string|int|integer|decimal|float|bool|timestamp|text|number|date)\b|"
    r"(?:string|int|integer|decimal|float|bool|varchar)\b.{0,40}\b(?:required|optional|string|int|decimal|bool)\b"
)
_PULLED = rf"{PULLED}|(?:pulled|fetched|loaded|exported|replicated) (?:[\w.]+ ){0, 5}from\b"
_ANOTHER_MATTER = re.compile(rf"\b(?:{_PAGED}|{_PULLED}|{_OWNED}|{_STOPPED}|{_MEASURED}|{_DECLARED})")


def in_scope(reading: Reading) -> Fillings:
    """Take named kinds of cases, regions, amounts or systems as the boundary."""
    return _scope(reading, "boundary")


def out_of_scope(reading: Reading) -> Fillings:
    """Take what is named as refused; "nothing" counts only when it is stated as decided."""
    return _scope(reading, "exclusion")


def _scope(reading: Reading, slot: str) -> Fillings:
    if reading.is_decided and negated(reading):
        return {slot: filled(reading.passage.whole)}
    if slot == "exclusion" and _only_included(reading):
        return {}
    concept = _concrete_part(reading)
    if not concept or reading.search(_ANOTHER_MATTER):
        return {}
    if loose := _left_open(reading):
        return {slot: spoiled(loose, Rule.HEDGE)}
    tail = reading.open_tail
    return {slot: filled(concept), "closed_list": spoiled(tail, Rule.OPEN_LIST) if tail else filled(None)}


_ONLY = re.compile(r"\b(?:only|nur|seulement|uniquement|solo|sólo)\s*[.!]?\s*$")
_LEAVES_OUT = re.compile(
    r"\b(?:no|not|never|none|without|nothing|except|out|outside|stays?|stay|left|leave|refus\w*|reject\w*|manual\w*|other|"
    r"kein\w*|nicht|nie|ohne|außer\w*|pas|jamais|aucun\w*|sans|hors|ning\w*|nunca|sin|fuera)\b|n't\b"
)


def _only_included(reading: Reading) -> bool:
    """Tell whether the answer says what alone is in, which is the other question: "the Linz depot, batteries only"."""
    text = reading.passage.lower
    return bool(_ONLY.search(text)) and not _LEAVES_OUT.search(text)


_SOFTENED = re.compile(
    r"\b(?:simple|easy|typical|usual|normal|common|standard|non-standard|unusual|special|complex|"
    r"complicated|critical|sensitive|important|high-risk|low-risk|high-value|core|main|relevant\w*|"
    r"suitable|risky|difficult|tricky|basic|general|certain|several|various|many|some|few|most|quick|big|"
    r"small|good|bad|(?:any|every)thing(?! (?:with|without|from|about|over|under|above|below|older|younger|involving|"
    r"containing|sent|signed|paid|bought|on|in|outside)\b)|whatever|things|stuff|that would|wherever)\b"
)
_STATEMENT = re.compile(
    r"\b(?:is|are) (?:a|an|the|our|part|planned|key|important|aligned|crucial)\b|\bwere (?:bought|in)\b|"
    r"\d[\d.,']*k? \w+ (?:have|has|had|were|was|will)\b|\btakes? care\b|\bwill (?:handle|fix|be|do)\b|\bpart of our\b"
)
# A sentence about something else altogether: "the canvas makes that tangible", "what Dimitra has on her board".
_TELLS = re.compile(
    r"\W*(?:(?:and|but) )?(?:the|our|this|that) (?:[\w-]+ ){1,3}?(?:makes?|gives?|shows?|brings?|means|tells?|helps?|"
    r"sees?|knows?|likes?|loves?|ha(?:s|ve) \w+ed)\b|"
    r"[^.;\n]{0,30}\bwhat \w+ (?:has|have|had|knows?|wants?|keeps?|wrote|said|listed)\b"
)
_WHATEVER = (
    "what our",
    "what we",
    "what they",
    "what people",
    "what customers",
    "whatever",
    "wherever",
    "where the",
    "was auch immer",
    "alles was",
    "alles, was",
    "tout ce qui n'est",
    "todo lo que no",
    "lo que",
    "ce que",
    "same as",
    "same like",
)
_HEAD_COUNT = re.compile(
    r"\s*(?:we have |we got )?(?:(?:some|about|around) )?"
    r"(?:\d[\d.,' ]*k?|two|three|four|five|six|seven|eight|nine|ten|twelve|a couple of|several|zwei|drei|deux|"
    r"trois|dos|tres) "
    r"[^\W\d]+\s*"
)
_HEDGED = re.compile(rf"(?<!\w)(?:{alternatives(HEDGES)})\s(?!\d|we\b|it\b|they\b|i\b|that\b|this\b)")
_NUMBER = re.compile(r"\d")
_PARTS_READ = 40  # who has named nothing in forty parts names nothing; each is read against its whole clause
_EITHER = re.compile(r"\b(?:either|entweder|soit)\b")


def _concrete_part(reading: Reading) -> Span | None:
    """Find a part that names something without an untestable word in it; "…, in waves" only adds to what is before."""
    was_empty = False
    for part in reading.parts[:_PARTS_READ]:
        concept = _named_in(reading, part)
        if concept and not (was_empty and _ADDS.match(reading.passage.lower, *part)):
            return concept
        was_empty = concept is None
    return None


_ADDS = re.compile(r"\s*(?:in|with|by|at|on|from|for|as|to|step|bit|mit|für|avec|pour|con|para)\b")


def _named_in(reading: Reading, part: Span) -> Span | None:
    text = reading.passage.lower
    clause = next((clause for clause in reading.clauses if clause.contains(part)), part)
    if POINTERS.search(text, *clause):
        return None
    said = [(word, place) for word, place in reading.content(part) if not _draws_nothing(word)]
    if (
        all(word.endswith("ly") for word, _ in said)
        or reading.is_put_off(part)
        or text.startswith(_WHATEVER, part.start)
    ):
        return None
    is_thin = len(said) == 1 and not _NUMBER.search(text, *part) and not _OF_A_MAKE.match(text, *part)
    if _HEAD_COUNT.fullmatch(text, *part) or (is_thin and _SOFTENED.search(text, *part)):
        return None
    if _STATEMENT.search(text, *part) or _TELLS.match(text, *part) or is_talk(reading, part):
        return None
    return None if vague_test(reading.passage, part, reading.numbers.bounds) else covering(said)


# "Anything handwritten" and "everything that comes in by fax" have an edge.
_OF_A_MAKE = re.compile(
    r"\W*(?:any|every)thing (?:\w{3,}(?:ed|en|ly|ing|ic)\b|"
    r"(?:that|which) [^.;\n]{2,40}\b(?:by|from|through|via|over|on) \w{3})"
)
_ELIDED = re.compile(r"^(?:l|d|qu|n|s|j|m)'|'s$")


def _draws_nothing(word: str) -> bool:
    bare = _ELIDED.sub("", word)
    return bare in SCOPE_NOISE or bare in LABELS or bare in ABSTRACT


def _left_open(reading: Reading) -> Span | None:
    """Find what is only guessed: "maybe the Lyon site", "either Lyon or Dijon, we will see"."""
    for part in reading.parts:
        hedged = _HEDGED.search(reading.passage.lower, *part)
        if hedged is None or is_talk(reading, part) or (reading.open_tail and part.overlaps(reading.open_tail)):
            continue
        if reading.concept(Span(hedged.end(), part.end)):
            return Span(hedged.start(), part.end)
    return reading.search(_EITHER) if reading.deferred else None
