"""Mends typing slips in the words that decide a verdict: "anythng else", "aproves", "qartely".

Only the closed vocabulary is mended, only long words, and only one slip (two in very long words); every other word is
left as typed. Candidates are found by deleting letters, so a long answer costs no more than a look-up per word.
"""

import re
from collections.abc import Iterable

from bot.domain.assessment.lexicon_actions import ACTING, ACTING_VERBS, COMPUTING, COMPUTING_VERBS, EMPTY_VERBS
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
always first months today together handle handled handles service services inbox positive skipped export exports recall clerk cases usual value state daily duplicates duplicate exceed excluded included
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
    "gess": "guess",
    "abov": "above",
    "nihgt": "night",
    "oncal": "oncall",
    "mins": "minutes",
    "teh": "the",
    "scren": "screen",
    "screeen": "screen",
    "aks": "ask",
    "recieve": "receive",
    "recieves": "receives",
}
_LONG_ENOUGH = 6
_TWO_SLIPS_FROM = 8
_REPLACED = 2  # a replaced letter mostly makes another real word: valve, value
_MENDED = frozenset(word for word in _STRUCTURAL if len(word) >= 5)
_VOCABULARY = (
    _MENDED
    | {form for verb in (*ACTING_VERBS, *COMPUTING_VERBS) if len(verb) > 4 for form in (f"{verb}s", f"{verb.removesuffix('e')}ed")}
    | {word for word in (*ROLES, *PRAISE) if len(word) > _LONG_ENOUGH and word.isascii() and word.isalpha()}
)
_REAL_WORDS = frozenset(
    """
    state stage store stores stone share sharp shape plane plans plant plants place places parcel parcels police mouth mouths month moth house houses hose hours our four hour least last east lease leaf
    plate plates planet waiter writer water winter whether weather whither either neither desk disk risk risks task test tests text next nest rest best most must post part parts port ports sport report reports
    above about adopt alert alter later latter letter letters lattes ladder leader leaders reader readers header dealer
    order border offer office officer range ranger orange change charge chance choice voice invoice notice price prize prime crime time tide tile title table cable tables stable label level lever never fever
    minute minus minor miner mines lines links likes bikes boxes books looks locks blocks clocks stock stocks sticks trucks tracks traces trades grades grapes
    driver drivers river diver delivery deliver discover recover cover covers lover liver clever cleaner cleaners leaner learner trailer trainers training raining drain grain brain train trains strain
    batch match watch catch patch hatch latch branch brand bread break brake broken token taken tokens waken weaken woken spoken
    medical musical manual annual actual factual mutual virtual visual usual casual causal
    hourly holy daily dairy diary fairly early yearly nearly really rally tally totally finally final finals signal signals single singles simple sample samples example examples ample apple apples
    counter country county count counts account accounts amount amounts mount mountain fountain contain contains container captain certain curtain
    vacant vacation location locations action actions auction auctions section sections fraction factor factory doctor doctors actor actors author authors
    consent content context defect defects detect tied timed complete completed completes commit commits committed react reacts reaction arrive arrives archive pasted passed presses storing stories story
    replay replayed replays reject rejection translation validation evaluation extraction detection escalation prediction selection inspection direction correction corrections collection connection protection
    reading handling routing saying waiting saving pricing racing pacing filing firing meeting existing editing exciting posting listing testing growing reaching passing
    automate automating advice advise present prevent prevents principle principal property properly primary primarily predicate proper projects protects profile profiles categories category
    repair repairs despair compare compared prepared company campaign complain complaints complaint compliant client clients patient patients
    reviewer review preview renew renewal view views interview invoice invoices service services server servers serve served reserve reserves
    """.split()
)
_KNOWN = _REAL_WORDS | _VOCABULARY | FUNCTION_WORDS | GENERIC | PRAISE | ACTING | COMPUTING | EMPTY_VERBS | ROLES | VAGUE_TEST_WORDS
_TOKEN = re.compile(r"(?<![\w/.@#<'-])(?:w/o?(?=[\s])|[a-z][a-z']{2,17})(?![\w/@_-]|\.\w)")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "al", "n", "r", "y", "or", "ors")


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _index(words: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in sorted(words):
        keys = {word, *_shortened(word)}
        if len(word) >= _TWO_SLIPS_FROM:
            keys |= {key for shorter in _shortened(word) for key in _shortened(shorter)}
        for key in keys:
            index.setdefault(key, []).append(word)
    return index


_BY_SHORTENED = _index(_VOCABULARY)


def mended(passage: Passage) -> Passage:
    """Return the passage with the slips in deciding words mended; quotes still show what was typed."""
    return passage.replaced(_TOKEN, lambda found: mend(found[0]))


def mend(word: str) -> str:
    """Return the deciding word that was meant, or the word as typed."""
    if word in _SHORT:
        return _SHORT[word]
    if word in _KNOWN or len(word) < _LONG_ENOUGH - 2 or _is_inflected(word):
        return word
    candidates = {meant for key in (word, *_shortened(word)) for meant in _BY_SHORTENED.get(key, ())}
    near = [(slips, meant) for meant in sorted(candidates) if (slips := _slips(word, meant)) <= _allowed(meant)]
    return min(near)[1] if near else word


def _allowed(meant: str) -> int:
    return 2 if len(meant) > _TWO_SLIPS_FROM and meant in _MENDED else 1


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
