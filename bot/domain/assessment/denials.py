"""Denials inside an answer: a later part that takes back what an earlier part said.

Two parts contradict each other when they are about the same words and only one of them says no. Each contradiction
costs exactly one slot: the one it is about.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicons.noise import PREDICATES
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.opposites import are_cases
from bot.domain.assessment.passage import Passage, Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Fillings, Rule, spoiled

_NO = re.compile(
    r"(?<![\w])(?:no(?! other\b| one else)|not|never|none|nobody(?! else| but)|nothing(?! else| but)|cannot|"
    r"without|nor|neither|kein\w*|nicht|nie|niemals|"
    r"ohne|pas|jamais|aucun\w*|nunca|ning[uú]n\w*|sin)(?![\w])|n't(?![\w])|\b(?:may|can|could|might|darf|"
    r"kann) (?:also )?be (?:empty|missing|null|blank|negative|left out)\b"
)
_BELOW = re.compile(
    r"<|≤|\b(?:below|under|less|fewer|lower|smaller|unter|weniger|kleiner|moins|menos|at most|"
    r"up to)\b"
)
_ABOVE = re.compile(
    r">|≥|\b(?:above|over|more|greater|higher|larger|exceed\w*|über|mehr|größer|plus|más|at least|from)\b"
)
_BETWEEN = re.compile(r"\d ?(?:-|to|until|bis|à|hasta|a) ?\d|\b(?:between|zwischen|entre)\b")
_STOPPED = FUNCTION_WORDS | {
    "isn't",
    "don't",
    "doesn't",
    "aren't",
    "won't",
    "didn't",
    "can't",
    "cannot",
    "never",
    "nobody",
    "nothing",
    "without",
    "cases",
    "case",
    "too",
    "either",
}
_TYPES = frozenset({"null", "char", "varchar", "int", "integer", "string", "boolean"})  # two fields may share one
_HINTS: Mapping[str, re.Pattern[str]] = {
    "required": re.compile(r"\b(?:optional|required|mandatory)\b"),
    "types": re.compile(r"\b(?:no|any) type\b|\bnot (?:typed|a (?:string|number|date))\b"),
    "autonomy": re.compile(
        r"\b(?:alone|automat\w+|by itself|on its own|autonom\w+|without (?:a )?(?:human|"
        r"person))\b"
    ),
    "authority": re.compile(r"\b(?:allowed|permission|authori[sz]ed|may not|must not)\b"),
    "recipient": re.compile(r"\b(?:paged|called|notified|woken|informed)\b"),
    "events": re.compile(r"\b(?:logged|recorded|written|stored|log)\b"),
    "reviewer": re.compile(r"\b(?:check|review|look at|approve) (?:anything|any|it|them)\b"),
    "path": re.compile(
        r"\b(?:sent|go|goes|drop\w*|delete|send|put|parked|routed|forwarded|retry|retried|"
        r"return\w*|reject\w*|skip\w*|held|queued)\b"
    ),
    "interface": re.compile(
        r"\b(?:no|not|never|kein\w*)\b[^,.;]{0,30}\b(?:tables?|views?|exports?|api|access|folders?|files?)\b"
    ),
    "rule": re.compile(r"\b(?:pass(?:es)?|accept\w*|allowed|let through|fine|ok|valid)\b"),
    "closed_list": re.compile(r"\bwhole list\b"),
}
_SHARED_FROM = 0.5
_OWN_FROM = 0.3


@dataclass(frozen=True, slots=True)
class Denial:
    """A later part that says no to an earlier one, with the words both share."""

    shared: frozenset[str]
    part: Span


def without_contradicted(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil every slot whose filling is taken back elsewhere in the answer."""
    checked = dict(fillings)
    if any(filling.rule is Rule.CONTRADICTION for filling in checked.values()) or are_cases(reading, fillings):
        return checked
    for denial in denials(reading.passage, (*reading.clauses, *reading.parts)):
        name = _slot_denied(reading.passage, checked, denial)
        if name:
            checked[name] = spoiled(denial.part, Rule.CONTRADICTION)
            break
    return checked


_EXCLUSIVE = re.compile(
    r"\b(?:only|exclusively|nobody (?:else|but)|no one else|just|alone)\b.{2,90}\b"
    r"(?:any(?!thing)\w*(?: \w+)? (?:may|can)|anyone|anybody|everyone|everybody|whoever|"
    r"all of us|open to all|the whole \w+|too|as well|also)\b|"
    r"\b(?:anyone|anybody|everyone|everybody|whoever|the whole \w+)\b.{2,90}\b(?:only|exclusively|"
    r"nobody else|no one else)\b"
)
_EXCLUDING = ("boundary", "exclusion", "authority", "consumer", "reviewer", "recipient")
_NOWHERE = re.compile(
    r"\b(?:nowhere|(?:is|are|gets?) (?:not|never) (?:kept|stored|logged|written|saved|recorded)|(?:isn't|"
    r"aren't) (?:kept|stored|logged|written|saved)|"
    r"(?<!to it )(?<!besides )(?<!that )(?<!, )nothing (?:is|gets) (?:logged|stored|kept|written|"
    r"saved)|not (?:kept|stored|saved) anywhere|"
    r"(?:store|keep|log|write|record|save)s? (?:no|none of the|nothing|not a single) ?\w*"
    r"(?: at all| anywhere)?(?=\s*(?:$|[.,;])))\b"
)


def without_exclusives(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil "only the lead may" next to "anyone may", and a place next to "stored nowhere"."""
    checked = dict(fillings)
    if any(filling.rule is Rule.CONTRADICTION for filling in checked.values()):
        return checked
    both = _EXCLUSIVE.search(reading.passage.lower)
    name = next((name for name in _EXCLUDING if name in checked and checked[name].is_filled), None)
    if both and name:
        checked[name] = spoiled(Span(*both.span()), Rule.CONTRADICTION)
    nowhere = _NOWHERE.search(reading.passage.lower)
    if (
        nowhere
        and not _is_about_something_new(reading, Span(*nowhere.span()))
        and not reading.is_decided
        and not _is_left_out(reading, nowhere)
        and "location" in checked
        and "events" in checked
        and checked["location"].is_filled
    ):
        checked["location"] = spoiled(Span(*nowhere.span()), Rule.CONTRADICTION)
    return checked


def _is_left_out(reading: Reading, nowhere: re.Match[str]) -> bool:
    """Tell whether only something else is kept out of the log: "the contract itself is never logged"."""
    clause = next((clause for clause in reading.clauses if clause.start <= nowhere.start() < clause.end), None)
    if clause is None or clause.start == 0:
        return False
    subject = topic_of(reading.passage, Span(clause.start, nowhere.start()))
    return bool(subject - topic_of(reading.passage, Span(0, clause.start)) - PREDICATES)


def _is_about_something_new(reading: Reading, denied: Span) -> bool:
    """Tell whether a denial has a subject that was not spoken of: "names of customers are not stored"."""
    clause = next((clause for clause in reading.clauses if clause.contains(denied)), denied)
    known = topic_of(reading.passage, Span(0, clause.start))
    return bool(known) and not topic_of(reading.passage, Span(clause.start, denied.start)) <= known


def _slot_denied(passage: Passage, fillings: Mapping[str, Filling], denial: Denial) -> str | None:
    filled = {name: filling for name, filling in fillings.items() if filling.span and filling.is_filled}
    place = filled.get("location")
    if place and place.span and _names_again(passage, place.span, denial):
        return "location"
    for name, hint in _HINTS.items():
        if name in filled and hint.search(passage.lower, *denial.part):
            return name
    best, best_name = (_OWN_FROM, -1), None
    for name, filling in filled.items():
        own = set(topic_of(passage, filling.span or denial.part))
        rank = (len(own & denial.shared) / len(own) if own else 0.0, filling.span.start if filling.span else 0)
        if rank > best:
            best, best_name = rank, name
    return _told_of(best_name, filled)


def _names_again(passage: Passage, place: Span, denial: Denial) -> bool:
    return passage.lower[place.start : place.end] in passage.lower[denial.part.start : denial.part.end]


def _told_of(name: str | None, filled: Mapping[str, Filling]) -> str | None:
    """Let a denial be about what is done in a case, not about the case."""
    return next((told for told in ("action", "path") if told in filled), name) if name == "condition" else name


def denials(passage: Passage, parts: tuple[Span, ...]) -> Iterator[Denial]:
    """List the later parts that are about the same words as an earlier part and say no where that one does not."""
    if not _NO.search(passage.lower) and not any(one.search(passage.lower) for one, _ in _OPPOSITES):
        return
    said = [(part, topic_of(passage, part), denies(passage, part)) for part in sorted(set(parts))[:30]]
    for (first, topic, no), (second, other, also_no) in combinations(said, 2):
        if (
            (no == also_no and not _are_opposites(passage, first, second))
            or not topic & other
            or first.overlaps(second)
        ):
            continue
        shared = frozenset(topic & other)
        if (
            _is_the_same_matter(shared, topic, other)
            and not _on_other_sides(passage, first, second)
            and not _opens_a_branch(passage, first, second)
        ):
            yield Denial(shared, second)


_OPPOSITES = (
    (re.compile(r"\b(?:optional)\b"), re.compile(r"\b(?:required|mandatory|compulsory)\b")),
    (
        re.compile(r"\b(?:excluded|left out|out of scope)\b"),
        re.compile(r"\b(?:covered|included|in scope|are in|is in)\b"),
    ),
    (re.compile(r"\b(?:always|every time)\b"), re.compile(r"\b(?:never|at no time)\b")),
)


def _are_opposites(passage: Passage, first: Span, second: Span) -> bool:
    text = passage.lower
    return any(
        (one.search(text, *first) and other.search(text, *second))
        or (other.search(text, *first) and one.search(text, *second))
        for one, other in _OPPOSITES
    )


def _is_the_same_matter(shared: frozenset[str], topic: frozenset[str], other: frozenset[str]) -> bool:
    core = (topic - PREDICATES, other - PREDICATES)
    if not shared - PREDICATES:
        return False
    if len(shared) >= 2:
        return len(shared) >= _SHARED_FROM * min(len(topic), len(other))
    return len(core[1]) <= 1


def topic_of(passage: Passage, part: Span) -> frozenset[str]:
    """List the stems of the words that say what a part is about."""
    return frozenset(
        _stem(word) for word, _ in words(passage, part) if word not in _STOPPED | _TYPES and not _NO.fullmatch(word)
    )


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "en", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


_UNATTENDED = re.compile(
    r"\b(?:without|no|ohne|sans|sin) (?:an? |any |the |einen? |une? )?(?:human|person|people|clerk|agent|handler|"
    r"manual|mensch\w*|intervention|intervención|\w+ (?:in between|in the loop|dazwischen))\b|"
    r"\bso (?:that )?(?:nobody|no one|nothing)\b"
)


def denies(passage: Passage, part: Span) -> bool:
    """Tell whether a part says no; "without a person" says how, "so nobody …" what for."""
    aside = [Span(*found.span()) for found in _UNATTENDED.finditer(passage.lower, *part)]
    return any(
        not any(around.contains(Span(*found.span())) for around in aside)
        for found in _NO.finditer(passage.lower, *part)
    )


_WITHOUT_IT = re.compile(r"(?:no|without|ohne|keine?n?|sans|sin) [\w-]+, ")  # "no match, no processing"


def _opens_a_branch(passage: Passage, first: Span, second: Span) -> bool:
    """Tell whether one of the two is the condition of a rule: "report: …, no report: …" are two cases."""
    both = (first, second)
    return (
        bool(_WITHOUT_IT.match(passage.lower, second.start))
        or any(all(sign in passage.text[part.start : part.end] for part in both) for sign in ("→", ": "))
        or passage.text[second.start : second.end].lstrip().startswith(("#", "//"))
        or any(passage.text[part.end : part.end + 3].lstrip()[:1] in (":", "→", "?") for part in both)
        or passage.text[max(0, second.start - 3) : second.start].rstrip()[-1:] in (":", "→")
    )


def _on_other_sides(passage: Passage, first: Span, second: Span) -> bool:
    """Tell whether the two speak of different sides of a limit, so that both can hold."""
    signs = (_BELOW, _ABOVE, _BETWEEN)
    sides = [tuple(bool(sign.search(passage.lower, *part)) for sign in signs) for part in (first, second)]
    return sides[0] != sides[1] and any(sides[0]) and any(sides[1])
