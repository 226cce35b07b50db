"""The verbs that say what the machine does: not those of people and subordinate clauses, nor nouns in their form.

A verb is known by a list, or by its place: behind the machine ("the tool rebooks …"), or in front of what is done to
each case ("Rebooks every passenger …").
"""

import re
from itertools import pairwise

from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicons.actions import ACTING, COMPUTING, EMPTY_VERBS
from bot.domain.assessment.lexicons.grammar import AFTER_A_VERB, BEFORE_A_VERB, DETERMINERS, LIGHT_VERBS, NOUN_TOO
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading

Verb = tuple[str, Span]

_SUBORDINATE = re.compile(
    r"\b(?:when(?:ever)?|if|once|as soon as|after|before|while|until|every time|each time|given|"
    r"wenn|falls|sobald|nachdem|bevor|quand|lorsque|dès que|si|cuando|en cuanto)\s"
)
_SUBORDINATE_END = re.compile(r",\s|:\s(?=(?:it|the|this|our|das|es)\b)|\s?→|\bthen\b|\s-\s|[.;\n]|$")


def subordinates(reading: Reading) -> list[Span]:
    """List the subordinate clauses: from "when" to the comma, the "then" or the end."""
    text = reading.passage.lower
    found = []
    for opened in _SUBORDINATE.finditer(text):
        closed = _SUBORDINATE_END.search(text, opened.end())
        found.append(Span(opened.start(), closed.start() if closed else len(text)))
    return found


def own_verbs(reading: Reading) -> list[Verb]:
    """List the verbs that say what the machine does, in the order written."""
    aside = subordinates(reading)
    text = reading.passage.lower
    hands = {party.span.end for party in reading.parties if not text.endswith(_MACHINES, 0, party.span.end)}
    return [
        (word, place)
        for word, place in _verbs(reading)
        if not any(part.contains(place) for part in aside)
        and place.start - 1 not in hands
        and not _SOMEBODY.search(text, max(0, place.start - _SUBJECT_WITHIN), place.start)
        and not (word.endswith("ed") and _WE.search(text, max(0, place.start - _SUBJECT_WITHIN), place.start))
    ]


_MACHINES = ("assistant", "ai agent", "llm agent", "copilot")
_SOMEBODY = re.compile(
    r"\b(?:(?:s?he|i|you|they|who|ich|(?<=[\w,] )(?:er|il|elle|él|ella)) (?:(?:will|then|also|always|just|\w+ly) )*|"
    r"(?:nothing|nichts|rien|nada|(?:herr|frau|mr|mrs|ms|mme|señora?)\.? [\w-]+) |"
    r"(?:nobody|no one|niemand|personne|nadie) (?:(?:ever|has to|needs to|must|[\w-]+ (?:or|and|nor)) )*)$"
)
_WE = re.compile(r"\b(?:we|wir) (?:have |\w+ly )?$")  # "we checked with legal"; "we route" may stand for the machine
_MACHINE = (
    r"(?:it|(?:(?:the|our|an?|this) )?(?:[\w-]+ )?(?:tool|model|system|bot|assistant|service|app|agent|engine|copilot|"
    r"ai|llm|software|robot|algorithm|program|script|thing))"
)
_PRONOUNS = frozenset({"le", "la", "les", "lo", "los", "las", "lui", "leur"})
_SHORTEST = 4
_SUBJECT_WITHIN = 80  # characters in front of a verb
_PARTICLES = frozenset({"up", "out", "off", "down", "away", "back"})
_TURNING = frozenset({"turns", "makes", "gives"})
_INTO = re.compile(r" (?:each|every|the|all|any|incoming|an?) [^.;\n]{3,80}?\b(?:into|an? )\b")
_ADVERBS = r"(?:(?:then|always|also|automatically|directly|just|simply|first|itself|will|shall|should|must|\w+ly) )*"
_BEHIND_MACHINE = re.compile(
    rf"(?:^|[.;,:\n→•-]\s*|\b(?:and|then|that|so|when|which) ){_MACHINE},? {_ADVERBS}(?P<verb>[a-z][a-z-]{{2,}}s)(?= )"
)


def _verbs(reading: Reading) -> list[Verb]:
    """List verbs known by a list or by their place."""
    said = words(reading.passage)
    known = [said[index] for index in range(len(said)) if _is_verb(reading, said, index)]
    placed = [verb for verb in (*_behind_machine(reading), *_opening(reading, said)) if verb not in known]
    return sorted((*known, *placed), key=lambda verb: verb[1])


def _is_verb(reading: Reading, said: list[Verb], index: int) -> bool:
    """Tell a verb of the lists from a noun: "each order", "60 stores" and "page 14" are nouns."""
    word, place = said[index]
    if word not in ACTING and word not in COMPUTING and word not in EMPTY_VERBS:
        return False
    if reading.is_put_off(place) or _is_numbered(said, index) or _is_a_label(reading, said[index]):
        return False
    previous = said[index - 1][0] if index else ""
    if not index or any(place.start == span.start for span in (*reading.clauses, *reading.parts)):
        return True
    following = said[index + 1][0] if index + 1 < len(said) else ""
    if previous in _PRONOUNS and word not in NOUN_TOO and following in DETERMINERS:
        return True
    if previous in DETERMINERS or previous[:1].isdigit():
        return False
    may_be_a_noun = word in NOUN_TOO or _is_bare_form(word) or word.endswith("ing")
    return not may_be_a_noun or previous in BEFORE_A_VERB or previous.endswith("ly")


def _is_numbered(said: list[Verb], index: int) -> bool:
    word = said[index][0]
    return word in NOUN_TOO and index + 1 < len(said) and said[index + 1][0].isdigit()


def _is_a_label(reading: Reading, verb: Verb) -> bool:
    """Tell whether a word that says nothing only heads what follows: "Thing it handles: loan requests"."""
    return verb[0] in EMPTY_VERBS and reading.passage.lower.startswith(":", verb[1].end)


def _is_bare_form(word: str) -> bool:
    return any(f"{word}s" in verbs for verbs in (ACTING, COMPUTING, EMPTY_VERBS))


def _behind_machine(reading: Reading) -> list[Verb]:
    """Trust what stands behind the machine: "the tool rebooks the room"."""
    found = [Span(*match.span("verb")) for match in _BEHIND_MACHINE.finditer(reading.passage.lower)]
    return [verb for place in found if _says_something(verb := (_text(reading, place), place), reading)]


def _opening(reading: Reading, said: list[Verb]) -> list[Verb]:
    """Trust the form of a word that opens a part in front of each case: "Rebooks every passenger …"."""
    starts = {span.start for span in (*reading.clauses, *reading.parts)}
    return [
        (word, place)
        for (word, place), (following, _) in pairwise(said)
        if place.start in starts
        and len(word) > _SHORTEST
        and word.endswith(("s", "t"))
        and (following in AFTER_A_VERB or following in _PARTICLES)
        and _says_something((word, place), reading)
    ]


def _says_something(verb: Verb, reading: Reading) -> bool:
    """Tell a verb from "is", "makes" or "helps"; "turns each note into a report" says something too."""
    word, place = verb
    if reading.is_put_off(place) or word in EMPTY_VERBS or word in GENERIC or word in FUNCTION_WORDS:
        return word in _TURNING and bool(_INTO.match(reading.passage.lower, place.end))
    return word not in LIGHT_VERBS or (word in _TURNING and bool(_INTO.match(reading.passage.lower, place.end)))


def _text(reading: Reading, place: Span) -> str:
    return reading.passage.lower[place.start : place.end]
