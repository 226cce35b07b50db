"""Mends typing slips in the words that decide a verdict: "anythng else", "aproves", "qartely".

Only the closed vocabulary is mended, only long words, and only one slip (two in very long words); every other word is
left as typed. Candidates are found by deleting letters, so a long answer costs no more than a look-up per word.
"""

import re
from collections.abc import Iterable

from bot.domain.assessment.lexicons.actions import ACTING, ACTING_VERBS, COMPUTING, COMPUTING_VERBS, EMPTY_VERBS
from bot.domain.assessment.lexicons.people import ROLES
from bot.domain.assessment.lexicons.spelling import REAL_WORDS, STRUCTURAL
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE, VAGUE_TEST_WORDS
from bot.domain.assessment.passage import Passage

_SHORT = {
    "evry": "every",
    "mothly": "monthly",
    "caled": "called",
    "secnd": "second",
    "wich": "which",
    "upto": "up to",
    "atleast": "at least",
    "atmost": "at most",
    "thier": "their",
    "wether": "whether",
    "stil": "still",
    "tday": "today",
    "shoud": "should",
    "shuld": "should",
    "loks": "looks",
    "alot": "a lot",
    "aint": "isn't",
    "dont": "don't",
    "doesnt": "doesn't",
    "isnt": "isn't",
    "hasnt": "hasn't",
    "havent": "haven't",
    "didnt": "didn't",
    "cant": "can't",
    "wont": "won't",
    "arent": "aren't",
    "heres": "here's",
    "thats": "that's",
    "w/o": "without",
    "w/": "with ",
    "thru": "through",
    "b4": "before",
    "pls": "please",
    "ppl": "people",
    "gess": "guess",
    "mor": "more",
    "munth": "month",
    "leest": "least",
    "sampel": "sample",
    "precent": "percent",
    "els": "else",
    "abov": "above",
    "nihgt": "night",
    "oncal": "oncall",
    "mins": "minutes",
    "teh": "the",
    "undr": "under",
    "uner": "under",
    "abve": "above",
    "belo": "below",
    "ovr": "over",
    "minits": "minutes",
    "minuts": "minutes",
    "scren": "screen",
    "screeen": "screen",
    "excell": "excel",
    "exel": "excel",
    "aks": "ask",
    "recieve": "receive",
    "recieves": "receives",
}
_LONG_ENOUGH = 6
_TWO_SLIPS_FROM = 8
_REPLACED = 2  # a replaced letter mostly makes another real word: valve, value
_MENDED = frozenset(word for word in STRUCTURAL if len(word) >= 5)
_VOCABULARY = (
    _MENDED
    | {
        form
        for verb in (*ACTING_VERBS, *COMPUTING_VERBS)
        if len(verb) > 4
        for form in (f"{verb}s", f"{verb.removesuffix('e')}ed")
    }
    | {word for word in (*ROLES, *PRAISE) if len(word) > _LONG_ENOUGH and word.isascii() and word.isalpha()}
)
_KNOWN = (
    REAL_WORDS
    | _VOCABULARY
    | FUNCTION_WORDS
    | GENERIC
    | PRAISE
    | ACTING
    | COMPUTING
    | EMPTY_VERBS
    | ROLES
    | VAGUE_TEST_WORDS
)
_TOKEN = re.compile(r"(?<![\w/.@#<'-])(?:w/o?(?=[\s])|[a-z][a-z']{2,17})(?![\w/@_-]|\.\w)")
_CONFUSED = re.compile(r"(?<=\bper )weak\b|(?<=\bevery )weak\b|(?<=\beach )weak\b|\bto(?= (?:many|much|few|often)\b)")
_MEANT = {"weak": "week", "to": "too"}
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "al", "n", "r", "y", "or", "ors")


def _allowed(meant: str) -> int:
    return 2 if len(meant) > _TWO_SLIPS_FROM and meant in _MENDED else 1


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _index(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Find words by what is left of them after as many slips as are mended in them."""
    index: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        keys = {word, *_shortened(word)}
        if _allowed(word) > 1:
            keys |= {key for shorter in _shortened(word) for key in _shortened(shorter)}
        alone = (word,)  # nearly every key leads to one word, so they share what holds it
        for key in keys:
            index[key] = (*index[key], word) if key in index else alone
    return index


_BY_SHORTENED = _index(_VOCABULARY)


def mended(passage: Passage) -> Passage:
    """Return the passage with the slips in deciding words mended; quotes still show what was typed."""
    return passage.replaced(_TOKEN, lambda found: mend(found[0])).replaced(_CONFUSED, lambda found: _MEANT[found[0]])


def mend(word: str) -> str:
    """Return the deciding word that was meant, or the word as typed."""
    if word in _SHORT:
        return _SHORT[word]
    if word in _KNOWN or len(word) < _LONG_ENOUGH - 2 or _is_inflected(word):
        return word
    candidates = {meant for key in (word, *_shortened(word)) for meant in _BY_SHORTENED.get(key, ())}
    near = [(slips, meant) for meant in sorted(candidates) if (slips := _slips(word, meant)) <= _allowed(meant)]
    return min(near)[1] if near else word


def _is_inflected(word: str) -> bool:
    return any(word.endswith(end) and word.removesuffix(end) in _KNOWN for end in _ENDINGS) or any(
        f"{word}{end}" in _KNOWN or f"{word[:-1]}{end}" in _KNOWN for end in _ENDINGS
    )


def _slips(typed: str, meant: str) -> int:
    """Count letters lost, added, replaced or swapped; the first letter is nearly always right."""
    if typed[0] != meant[0]:
        return _TWO_SLIPS_FROM
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for at, letter in enumerate(typed, start=1):
        older, before, row = before, row, [at]
        for to, wanted in enumerate(meant, start=1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + _REPLACED * (letter != wanted))
            if at > 1 and to > 1 and letter == meant[to - 2] and typed[at - 2] == wanted:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
    return row[-1]
