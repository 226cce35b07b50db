"""Contradictions inside an answer: a later part that takes back what an earlier part said.

Two parts contradict each other when they are about the same words and only one of them says no; two values of one kind
do when the second comes with a change of mind. Each contradiction costs exactly one slot: the one it is about.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicon_noise import PREDICATES, SAME_AGAIN
from bot.domain.assessment.lexicon_words import FUNCTION_WORDS
from bot.domain.assessment.passage import Passage, Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Fillings, Rule, spoiled

_NO = re.compile(
    r"(?<![\w])(?:no(?! other\b| one else)|not|never|none|nobody|nothing|cannot|without|nor|neither|"
    r"kein\w*|nicht|nie|niemals|"
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
_SECOND_THOUGHTS = re.compile(
    r"\b(?:actually|no,? wait|wait|scratch that|i mean|correction|or rather|although|even though|"
    r"also (?:be )?(?:fine|ok|okay|a success|good|enough)|(?:is|are|would be|'s) (?:still |also |just |"
    r"perfectly )*(?:fine|ok|okay|good|a success|acceptable|what we call success)|"
    r"we (?:just )?(?:continue|keep (?:running|going)|carry on|go on)|no problem|both (?:are|is)|"
    r"only one of|at the earliest|not before|in practice|in truth|on second thoughts?|forget that|"
    r"make that|better|sorry|meant|in wirklichkeit|frühestens|besser gesagt|either is|(?:which|"
    r"that) (?:usually )?takes|in reality|only looks?|at the same time|in fact|stattdessen|eigentlich|"
    r"nein|doch|quatsch|moment|en fait|non,|en realidad|mejor dicho)\b|(?:^|[.,;!?]\s*)no[,:]|\?\?"
)
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
    if any(filling.rule is Rule.CONTRADICTION for filling in checked.values()):
        return checked
    for denial in denials(reading.passage, (*reading.clauses, *reading.parts)):
        name = _slot_denied(reading.passage, checked, denial)
        if name:
            checked[name] = spoiled(denial.part, Rule.CONTRADICTION)
            break
    return checked


_EXCLUSIVE = re.compile(
    r"\b(?:only|exclusively|nobody (?:else|but)|no one else|just)\b.{2,90}\b(?:anyone|anybody|everyone|"
    r"everybody|whoever|all of us|open to all|the whole \w+|too|as well|also)\b|"
    r"\b(?:anyone|anybody|everyone|everybody|whoever|the whole \w+)\b.{2,90}\b(?:only|exclusively|"
    r"nobody else|no one else)\b"
)
_EXCLUDING = ("boundary", "exclusion", "authority", "consumer", "reviewer", "recipient")
_NOWHERE = re.compile(
    r"\b(?:nowhere|(?:is|are|gets?) (?:not|never) (?:kept|stored|logged|written|saved|recorded)|(?:isn't|"
    r"aren't) (?:kept|stored|logged|written|saved)|"
    r"(?<!to it )(?<!besides )(?<!that )(?<!, )nothing (?:is|gets) (?:logged|stored|kept|written|"
    r"saved)|not (?:kept|stored|saved) anywhere)\b"
)


def without_exclusives(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil "only the lead may" next to "anyone may", and a place next to "stored nowhere"."""
    checked = dict(fillings)
    both = _EXCLUSIVE.search(reading.passage.lower)
    name = next((name for name in _EXCLUDING if name in checked and checked[name].is_filled), None)
    if both and name:
        checked[name] = spoiled(Span(*both.span()), Rule.CONTRADICTION)
    nowhere = _NOWHERE.search(reading.passage.lower)
    if nowhere and "location" in checked and "events" in checked and checked["location"].is_filled:
        checked["location"] = spoiled(Span(*nowhere.span()), Rule.CONTRADICTION)
    return checked


def second_thoughts(reading: Reading) -> Span | None:
    """Find the words that announce a change of mind."""
    return reading.search(_SECOND_THOUGHTS)


def rivals(reading: Reading, bounds: list[Bound]) -> Span | None:
    """Find a second value for the same thing that comes with a change of mind, or that excludes the first."""
    for first, second in combinations(bounds[:6], 2):
        if first.quantity.unit != second.quantity.unit:
            continue
        if _excludes(first, second) and not reading.content(
            Span(first.span.end, max(first.span.end, second.span.start))
        ):
            return second.span
        if _answers_no_within(reading, first, second):
            return second.span
        if first.quantity.value == second.quantity.value:
            if {first.side, second.side} == {"below", "above"}:
                return second.span
        elif second_thoughts(reading) or _says_no_more(reading, first, second) or _is_either(reading, first, second):
            return second.span
    return None


def _answers_no_within(reading: Reading, first: Bound, second: Bound) -> bool:
    """Tell whether the same value both counts and does not: "over 2 % rings; up to 5 % nobody is called"."""
    if {first.side, second.side} != {"below", "above"} or _excludes(first, second):
        return False
    one, other = _statement_of(reading, first), _statement_of(reading, second)
    if one is None or other is None or one == other or first.quantity.value == second.quantity.value:
        return False
    shared = _topic(reading.passage, one) & _topic(reading.passage, other)
    return bool(shared - PREDICATES) and _denies(reading.passage, one) != _denies(reading.passage, other)


_OR = re.compile(r",?\s(?:or|oder|ou|o|resp\.?|bzw\.?)\s(?:at |of )?[€$£]?")


def _is_either(reading: Reading, first: Bound, second: Bound) -> bool:
    """Tell whether two values are left to choose from: "at least 90 or 95 %"."""
    between = reading.passage.lower[first.quantity.span.end : second.quantity.span.start]
    return bool(_OR.fullmatch(between)) and first.quantity.unit == second.quantity.unit


def _says_no_more(reading: Reading, first: Bound, second: Bound) -> bool:
    """Tell whether a later sentence only sets the same value anew: it is about nothing the first was not about."""
    if first.side != second.side and first.side and second.side and not _excludes(first, second):
        return False
    one, other = _statement_of(reading, first), _statement_of(reading, second)
    if one is None or other is None or one == other or "→" in reading.passage.text:
        return False
    if _period_of(reading, one) != _period_of(reading, other) and _period_of(reading, other):
        return False
    new = _topic(reading.passage, other) - _topic(reading.passage, one) - SAME_AGAIN
    return not {word for word in new if not word[0].isdigit()}


def _statement_of(reading: Reading, bound: Bound) -> Span | None:
    """Return the sentence that sets a value, or its part after a comma or a "but" if that says what the value is."""
    clause = next((clause for clause in reading.clauses if clause.contains(bound.quantity.number)), None)
    if clause is None:
        return None
    cuts = [Span(*cut.span()) for cut in _SETS.finditer(reading.passage.lower, *clause)]
    start = max((cut.start for cut in cuts if cut.end <= bound.quantity.span.start), default=clause.start)
    end = min((cut.start for cut in cuts if cut.start >= bound.quantity.span.end), default=clause.end)
    return Span(start, end)


_SETS = re.compile(
    r",?\s(?:but|while|whereas|aber|mais|pero)\s|,\s(?=(?:the |our |der |die |das )?(?:target|goal|limit|threshold|"
    r"ziel|"
    r"grenze|objectif|objetivo)\b)"
)


def _period_of(reading: Reading, part: Span) -> str:
    """Name the period that a statement speaks of, or nothing."""
    found = [reading.passage.lower[w.span.start : w.span.end] for w in reading.windows if part.contains(w.span)]
    return found[0].split()[-1] if found else ""


def rival_windows(reading: Reading) -> Span | None:
    """Find a second window that excludes the first: a change of mind, a choice left open, "only once a year"."""
    spans = [window.span for window in reading.windows if not window.is_sample]
    text = reading.passage.lower
    for first, second in combinations(spans[:6], 2):
        if (
            first.overlaps(second)
            or text[first.start : first.end].split()[-1] == text[second.start : second.end].split()[-1]
        ):
            continue
        between = text[first.end : second.start]
        if _OR_PERIOD.fullmatch(between) or _CORRECTED.search(between):
            return second
        rest = text[first.end : second.end + 24]
        if _MEASURED_ONLY.search(rest) and not any(ch.isdigit() for ch in between):
            return second
    return None


_OR_PERIOD = re.compile(
    r",?\s(?:or|oder|ou|o)(?:\s(?:maybe|perhaps|rather|possibly|vielleicht|peut-être|"
    r"quizás?))?\s?"
)
_CORRECTED = re.compile(
    r"(?:^|[.,;-]\s*)(?:no|nein|non|sorry|wait|actually|or rather|i mean|rather|correction|besser)\b"
)
_MEASURED_ONLY = re.compile(
    r"\b(?:count|measur|tak|comput|look|evaluat|calculat|report|track|check|collect|known|record|gemessen|erhoben|"
    r"mesur|mide)\w*\b.{0,30}\b(?:only|solely|exclusively|nur|seulement|solo|sólo)\b|"
    r"\b(?:only|solely|exclusively|just|nur|seulement|solo|sólo)\s(?:\w+\s){0,2}?(?:count|measur|tak|comput|look|"
    r"evaluat|calculat|report|track|check|collect|known|record|once|einmal|gemessen|erhoben|mesur|mide)\w*"
)


def same_clause(reading: Reading, first: Span, second: Span) -> bool:
    """Tell whether two stretches stand in one sentence or line."""
    return any(clause.contains(first) and clause.contains(second) for clause in reading.clauses)


def _excludes(first: Bound, second: Bound) -> bool:
    """Tell whether no value satisfies both: at least 90 and at most 85."""
    if {first.side, second.side} != {"below", "above"}:
        return False
    low, high = (first, second) if first.side == "above" else (second, first)
    return low.quantity.value > high.quantity.value


def _slot_denied(passage: Passage, fillings: Mapping[str, Filling], denial: Denial) -> str | None:
    filled = {name: filling for name, filling in fillings.items() if filling.span and filling.is_filled}
    for name, hint in _HINTS.items():
        if name in filled and hint.search(passage.lower, *denial.part):
            return name
    best, best_name = (_OWN_FROM, -1), None
    for name, filling in filled.items():
        own = set(_topic(passage, filling.span or denial.part))
        rank = (len(own & denial.shared) / len(own) if own else 0.0, filling.span.start if filling.span else 0)
        if rank > best:
            best, best_name = rank, name
    return best_name


def denials(passage: Passage, parts: tuple[Span, ...]) -> Iterator[Denial]:
    """List the later parts that are about the same words as an earlier part and say no where that one does not."""
    if not _NO.search(passage.lower) and not any(one.search(passage.lower) for one, _ in _OPPOSITES):
        return
    said = [(part, _topic(passage, part), _denies(passage, part)) for part in sorted(set(parts))[:30]]
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


def _topic(passage: Passage, part: Span) -> frozenset[str]:
    return frozenset(
        _stem(word) for word, _ in words(passage, part) if word not in _STOPPED and not _NO.fullmatch(word)
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


def _denies(passage: Passage, part: Span) -> bool:
    """Tell whether a part says no; "without a person" says how, "so nobody …" what for."""
    aside = [Span(*found.span()) for found in _UNATTENDED.finditer(passage.lower, *part)]
    return any(
        not any(around.contains(Span(*found.span())) for around in aside)
        for found in _NO.finditer(passage.lower, *part)
    )


def _opens_a_branch(passage: Passage, first: Span, second: Span) -> bool:
    """Tell whether one of the two is the condition of a rule: "report: …, no report: …" are two cases."""
    both = (first, second)
    return all("→" in passage.text[part.start : part.end] for part in both) or any(
        passage.text[part.end : part.end + 3].lstrip()[:1] in (":", "→") for part in both
    )


def _on_other_sides(passage: Passage, first: Span, second: Span) -> bool:
    """Tell whether the two speak of different sides of a limit, so that both can hold."""
    sides = [
        (bool(_BELOW.search(passage.lower, *part)), bool(_ABOVE.search(passage.lower, *part)))
        for part in (first, second)
    ]
    return sides[0] != sides[1] and any(sides[0]) and any(sides[1])
