"""Mends typing slips in the words that decide a verdict: "anythng else", "aproves", "qartely".

Only the closed vocabulary is mended, only long words, and only one slip (two in very long words); every other word is
left as typed. Candidates are found by deleting letters, so a long answer costs no more than a look-up per word.
"""

import re
from collections.abc import Iterable

from bot.domain.assessment.lexicon_actions import ACTING, COMPUTING
from bot.domain.assessment.lexicon_people import ROLES
from bot.domain.assessment.lexicon_words import FUNCTION_WORDS, GENERIC, PRAISE, VAGUE_TEST_WORDS
from bot.domain.assessment.passage import Passage

_STRUCTURAL = """
every everything anything everyone otherwise whenever whether which without within between through before after below above under least most
automatically automatic everybody everywhere weekly monthly quarterly yearly annually fortnightly biweekly regularly hourly week month quarter minutes seconds hours days
percent percentage threshold maximum minimum at exceeds reaches drops rises required optional mandatory string integer number decimal boolean timestamp characters digits
rejected reject rejects unique checksum missing empty duplicate pattern committee council department accountable responsible accountability probably maybe hopefully ideally roughly around approximately
deliberately decided agreed discussed clarified defined later tomorrow already screen mailbox endpoint interface message messages template queue folder report topic table dashboard
invoices tickets customers applications customer labels colour address compliance approve approves confirmed confirms consecutive calendar timeout timed duration latency
relevant business appropriate suspicious necessary possible important significant production version backup somebody someone nobody rollback restart restarts disable disables previous
handlers planners clerks nurses agents analysts managers dispatchers underwriters engineers controllers inspectors interviews suggestions comments comment untouched retry skip looks incoming afterwards overrule
""".split()
_SHORT = {
    "evry": "every",
    "wich": "which",
    "upto": "up to",
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
    "evt": "event",
    "mins": "minutes",
    "teh": "the",
    "scren": "screen",
    "screeen": "screen",
    "fro": "for",
    "aks": "ask",
    "recieve": "receive",
    "recieves": "receives",
}
_LONG_ENOUGH = 6
_TWO_SLIPS_FROM = 9
_VOCABULARY = frozenset(word for word in _STRUCTURAL if len(word) >= 5) | {
    word
    for word in (*ACTING, *COMPUTING, *ROLES, *GENERIC, *PRAISE, *VAGUE_TEST_WORDS)
    if len(word) >= _LONG_ENOUGH and word.isascii() and word.isalpha()
}
_KNOWN = _VOCABULARY | FUNCTION_WORDS | GENERIC | PRAISE | ACTING | COMPUTING | ROLES | VAGUE_TEST_WORDS
_TOKEN = re.compile(r"(?<![\w/.@#<'-])(?:w/o?(?=[\s])|[a-z][a-z']{2,17})(?![\w/@_-]|\.\w)")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "al", "n", "r", "y", "or", "ors")


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _index(words: Iterable[str]) -> dict[str, str]:
    index: dict[str, str] = {}
    for word in sorted(words):
        for key in {word, *_shortened(word)}:
            index.setdefault(key, word)
    return index


_BY_SHORTENED = _index(_VOCABULARY)


def mended(passage: Passage) -> Passage:
    """Return the passage with the slips in deciding words mended; quotes still show what was typed."""
    return passage.replaced(_TOKEN, lambda found: mend(found[0]))


def mend(word: str) -> str:
    """Return the deciding word that was meant, or the word as typed."""
    if word in _SHORT:
        return _SHORT[word]
    if word in _KNOWN or len(word) < _LONG_ENOUGH - 1 or _is_inflected(word):
        return word
    for key in (word, *sorted(_shortened(word))):
        meant = _BY_SHORTENED.get(key)
        if meant and _is_one_slip(word, meant):
            return meant
    return word


def _is_inflected(word: str) -> bool:
    return any(word.endswith(end) and word.removesuffix(end) in _KNOWN for end in _ENDINGS) or any(
        f"{word}{end}" in _KNOWN or f"{word[:-1]}{end}" in _KNOWN for end in _ENDINGS
    )


def _is_one_slip(typed: str, meant: str) -> bool:
    """Accept one letter lost, added, swapped or replaced; the first letter is nearly always right."""
    if typed[0] != meant[0] or abs(len(typed) - len(meant)) > 1 or len(meant) < _LONG_ENOUGH - 1:
        return False
    if len(typed) == len(meant):
        differing = [at for at in range(len(typed)) if typed[at] != meant[at]]
        is_swap = len(differing) == 2 and sorted(typed[at] for at in differing) == sorted(meant[at] for at in differing)
        return is_swap or (len(differing) == 1 and len(typed) >= _TWO_SLIPS_FROM - 1)
    return typed in _shortened(meant) or meant in _shortened(typed)
