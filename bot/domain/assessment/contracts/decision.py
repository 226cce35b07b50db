"""Which words fill the slots of the decision: what is done, to what, with what result, and who has the last word.

A sentence is read around its verb. Verbs of subordinate clauses ("when a parcel arrives, …") and of people ("the clerk
confirms") are never the action; what a subordinate clause is about may be the object.
"""

import re
from itertools import pairwise

from bot.domain.assessment.clauses import covering, words
from bot.domain.assessment.contracts.autonomy import autonomy
from bot.domain.assessment.contracts.passive import passive
from bot.domain.assessment.contracts.sketch import shown, sketch
from bot.domain.assessment.contracts.verdicts import CREATING, choice, in_one_breath
from bot.domain.assessment.lexicons.actions import (
    ACTING,
    ACTING_VERBS,
    ALONE_OR_ASKED,
    COMPLETE_IN_ITSELF,
    COMPUTING,
    COMPUTING_VERBS,
    EMPTY_VERBS,
)
from bot.domain.assessment.lexicons.grammar import DETERMINERS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.verbs import Verb, own_verbs, subordinates

_APART = re.compile(
    r"\b(?:for|to|of|from|per|in|on|each|every|für|pro|aus|je|von|zu|auf|pour|par|de|du|des|por|para|"
    r"between|among|after|about|out of|at)\b"
)
_INTO = re.compile(
    r"\b(?:to|into|onto|as|with|either|one of|whether|by|zu|zur|zum|als|mit|ob|entweder|vor|comme|avec|à|"
    r"a|en|con|como|if)\b|[:→=]|\b(?:in|in eine)(?= (?:one of|\d|eine|zwei|drei|two|three|four|five|six))|"
    r"\bor\b"
)
_SCALE = re.compile(r"\b\d+(?:[.,]\d+)? ?(?:-|to|bis|\.\.)? ?\d")
_BEFOREHAND = re.compile(
    r"\b(?:for|from|per|each|every|für jede\w*|jede\w*|bei jede\w*|on|pour chaque|chaque|para cada|cada|"
    r"as soon as|once|given|wenn|sobald|cuando|quand|lorsque|when|whenever)\b"
)
_VAGUE_OBJECT = re.compile(
    r"\b(?:whatever|something|anything|stuff|things|everything|etwas|irgendwas|quelque chose|algo)\b"
)
_PRONOUN = re.compile(r" (?:it|them|these|those|this|ihn|sie|es)(?= (?!\w+ (?:by|to|for) ))")
_RIGHT_ONE = re.compile(
    r"\b(?:to|into|in|with|at|zu|zur|zum|an|dem|der|au|à|al|a) "
    r"(?:the |its |an? |dem |der |die |das |den |le |la |el )?"
    r"(?:right|correct|proper|appropriate|suitable|best|fitting|respective|relevant|responsible|zuständige\w*|"
    r"richtige\w*|passende\w*|bon(?:ne)?|adecuad[oa]|correct[oa]|appropriée?) (?!one\b)[^\W\d]+s?"
    r"(?=\s*(?:$|[.,;\n]|on\b|by\b|with|and\b))"
)
_BEST_THING = re.compile(
    r" (?:an?|the|its|some|eine[nr]?|die|une?|la|una?) (?:\w+ )?"
    r"(?:suitable|appropriate|best|right|optimal|ideal|fitting|sensible|proper|good|meaningful|next best|passende|"
    r"geeignete|adéquate?|adecuad[oa]|mejor) "
    r"(?:way|options?|measures?|steps?|solutions?|responses?|actions?|answers?|approach|path|course|treatment|"
    r"recommendations?|decisions?|reactions?|lösung|maßnahmen?|mesures?|medidas?)\b"
)
_READ_AT_MOST = 6  # verbs; a decision needs one or two, and a pasted page must not take long


def decision(reading: Reading) -> Fillings:
    """Read action, object, outcome and autonomy off the sentences whose verb does something."""
    verbs = _of_the_machine(reading, own_verbs(reading))
    drawn, told = sketch(reading), passive(reading)
    if not verbs:
        said = told or shown(reading, drawn)
        return {**said, "autonomy": _merged([autonomy(reading, []), said.get("autonomy", ABSENT)])} if said else {}
    helped = None
    if verbs[0][0] in EMPTY_VERBS:
        helped = _helped_with(reading, verbs[0][1])
        if helped is None:
            return {"action": spoiled(verbs[0][1], Rule.ADJECTIVE), **_handled(reading, verbs[0][1])}
    sentences = _sentences(reading, [helped] if helped else verbs[:_READ_AT_MOST], verbs)
    objects, outcomes = ([said[name] for said in sentences] for name in ("object", "outcome"))
    case = told.get("object", ABSENT)
    first = case if case.span and case.span.start < verbs[0][1].start else ABSENT
    return {
        "action": filled((helped or verbs[0])[1]),
        "object": _merged([_open_object(reading), drawn["object"], first, *objects, case]),
        "outcome": _merged([*outcomes, drawn["outcome"], told.get("outcome", ABSENT)]),
        "autonomy": autonomy(reading, [] if helped else _outside(reading, verbs, outcomes)),
    }


_MACHINE_WITHIN = 60  # characters in front of a verb
_MACHINE_BEFORE = re.compile(
    r"\b(?:it|(?:the|our|this) (?:[\w-]+ )?"
    r"(?:tool|model|system|bot|engine|assistant|service|agent|app|robot|software))\s"
    r"(?:\w+ly |also |then |just )?$"
)


def _of_the_machine(reading: Reading, verbs: list[Verb]) -> list[Verb]:
    """Pass over an empty lead-in: "Leveraging our history, it assigns …" assigns."""
    text = reading.passage.lower
    if not verbs or verbs[0][0] not in EMPTY_VERBS:
        return verbs
    told = (
        at
        for at, (word, place) in enumerate(verbs)
        if word not in EMPTY_VERBS and _MACHINE_BEFORE.search(text, max(0, place.start - _MACHINE_WITHIN), place.start)
    )
    first = next(told, 0)
    return verbs[first:] if "," in text[verbs[0][1].end : verbs[first][1].start] else verbs


def _outside(reading: Reading, verbs: list[Verb], outcomes: list[Filling]) -> list[Verb]:
    """Leave out verbs that are themselves a result, as in "suggests accept or reject"."""
    results = [outcome.span for outcome in outcomes if outcome.span and _is_choice(reading, outcome.span)]
    return [verb for verb in verbs if not any(result.contains(verb[1]) for result in results)]


def _is_choice(reading: Reading, span: Span) -> bool:
    """Tell whether a result is one of several words, and not words with a further verb among them."""
    return bool(_CHOICE.search(reading.passage.lower, *span)) and not _AND.search(reading.passage.lower, *span)


_CHOICE = re.compile(r"\w ?/ ?\w|\b(?:or|oder|ou|o)\b")
_AND = re.compile(r"\b(?:and|und|et|y|then)\b")


def _sentences(reading: Reading, read: list[Verb], verbs: list[Verb]) -> list[dict[str, Filling]]:
    """Read around each verb that is not itself a result of an earlier one."""
    said: list[dict[str, Filling]] = []
    for word, verb in read:
        if not said or _outside(reading, [(word, verb)], [told["outcome"] for told in said]):
            said.append(_sentence(reading, word, verb, verbs))
    return said


_EACH_CASE = re.compile(
    r" (?:on |to |with |for |of )?"
    r"(?:each|every|all|any|incoming|jede\w*|alle|chaque|tous|toutes|cada|todos|todas) [^.,;\n]+"
)


def _handled(reading: Reading, verb: Span) -> dict[str, Filling]:
    """Read what "handles each alarm on its own" does say: to what, and that nobody is asked."""
    text = reading.passage.lower
    each, alone = _EACH_CASE.search(text, verb.end), reading.search(ALONE_OR_ASKED)
    results = _RESULTS.search(text, verb.end)
    if each is None or (alone is None and results is None):
        return {}
    before = Span(each.start(), alone.start) if alone and alone.start > each.start() else Span(*each.span())
    outcome = Span(*results.span()) if results else None
    return {"object": filled(reading.concept(before)), "outcome": filled(outcome), "autonomy": filled(alone)}


_RESULTS = re.compile(
    r"\b(?:one|eine[nmrs]?|une?|una?) (?:of|out of|von|aus|des|de las|de los|de) [^.:;\n]{3,60}:\s[^.;\n]+|"
    r"\b(?:with|by|mit) (?:one of|either) [^.;\n]+"
)


def _merged(fillings: list[Filling]) -> Filling:
    """Take the first word on a slot, good or bad."""
    return next((filling for filling in fillings if filling.span), ABSENT)


_FOR_WHATEVER = re.compile(
    r"\b(?:for|from|on|für|pour|para) (?:whatever|anything|everything|alles|tout|todo)\b[^.,;\n]*"
)


def _open_object(reading: Reading) -> Filling:
    """Find "for whatever comes in", which leaves open what it is done to."""
    found = _FOR_WHATEVER.search(reading.passage.lower)
    return spoiled(Span(*found.span()), Rule.ADJECTIVE) if found else ABSENT


_ONE_OF = re.compile(r"\b(?:one|ein(?:er|em|e|s)?|une?|uno|una) (?:of|von|des|de las|de los) (?:the )?\w+ \w+")
_ASIDE = re.compile(r"\b(?:without|ohne|sans|sin|by itself|on its own|automatically|unattended|automatisch)\b")


def _sentence(reading: Reading, word: str, verb: Span, verbs: list[Verb]) -> dict[str, Filling]:
    """Read object and outcome off one sentence around its verb."""
    clause = next((span for span in reading.clauses if span.contains(verb)), reading.passage.whole)
    part = next((span for span in reading.parts if span.contains(verb)), clause)
    if reading.passage.lower.startswith((":", ", for ", ", whether "), verb.end):
        part = clause
    text = reading.passage.lower
    aside = _ASIDE.search(text, verb.end, part.end)
    part = Span(part.start, aside.start() if aside else part.end)
    direct = reading.content(Span(verb.end, part.end), without=_places(verbs))
    before = _object_before(reading, verb, clause, verbs)
    if told := in_one_breath(reading, word, verb, clause.end, before) or _into(reading, word, verb, clause.end, before):
        return told
    vague = _VAGUE_OBJECT.match(text, verb.end + 1)
    if not direct and not vague:
        result = reading.search(_ONE_OF, Span(clause.start, verb.start))
        result = result or (_scale(reading, Span(verb.end, clause.end)) if _SCORING.match(word) else None)
        result = result or (verb if _singly(word) in COMPLETE_IN_ITSELF else None)
        return {"object": filled(before), "outcome": filled(result)}
    rest = Span(verb.end, _until_asked(reading, verb, clause))
    if CREATING.match(word) and before is None and (choice_of := _CHOICE_ALONE.match(text, *rest)):
        return {"object": ABSENT, "outcome": filled(Span(*choice_of.span()))}
    outcome = _outcome(reading, word, rest, direct, has_object=before is not None)
    if vague and not CREATING.match(word):
        return {"object": spoiled(Span(*vague.span()), Rule.ADJECTIVE), "outcome": outcome}
    return {"object": filled(before or covering(direct)), "outcome": outcome}


_CHOICE_ALONE = re.compile(
    r" (?:either )?(?!each |every )(?!(?:[\w-]+ )*(?:for|to|per|of|from|für|pour|para) )"
    r"[\w-]+(?: [\w-]+){0,3}(?:, [\w-]+(?: [\w-]+){0,3})* or [\w-]+(?: [\w-]+){0,2}(?=\s*(?:[,.;]|$))"
)
_AMONG = re.compile(
    r" (?:straight |directly |it |them |this )?(?:to|into|onto|between|among|out of|as|als|comme|como|zwischen|"
    r"parmi|entre) (?=\w)"
)


def _into(reading: Reading, word: str, verb: Span, end: int, before: Span | None) -> dict[str, Filling] | None:
    """Read "classifies as A or B" and "flags it as urgent", whose object was named before or not at all."""
    text = reading.passage.lower
    if several := _AMONG.match(text, verb.end, end):
        outcome = filled(reading.concept(Span(several.end(), end), without=_places(own_verbs(reading))))
        return {"object": _meant(verb, several.end(), before), "outcome": outcome}
    if said_of := _PRONOUN.match(text, verb.end):
        rest = Span(said_of.end(), end)
        chosen = choice(reading, rest)
        outcome = filled(Span(*chosen.span("choice"))) if chosen else _outcome(reading, word, rest, [], has_object=True)
        return {"object": _meant(verb, said_of.end(), before), "outcome": outcome}
    return None


def _places(verbs: list[Verb]) -> tuple[Span, ...]:
    return tuple(place for _, place in verbs)


def _until_asked(reading: Reading, verb: Span, clause: Span) -> int:
    """Return where a sentence turns from what is done to who has the last word."""
    turned = (
        part.start
        for part in reading.parts
        if verb.end < part.start < clause.end and ALONE_OR_ASKED.match(reading.passage.lower, *part)
    )
    return next(turned, clause.end)


def _meant(verb: Span, end: int, before: Span | None) -> Filling:
    """Take what was named before for "it"; a later verb tells where that goes, not what it is."""
    return filled(before) if before else spoiled(Span(verb.start, end), Rule.REFERENCE)


def _helped_with(reading: Reading, verb: Span) -> tuple[str, Span] | None:
    """Find what it really does in "supports the planner in choosing a berth"."""
    colon = reading.passage.lower.find(": ", verb.end)
    said = words(reading.passage, Span(verb.end, colon if colon > 0 else len(reading.passage.text)))
    for (word, place), (behind, _) in pairwise(said):
        if behind in DETERMINERS and (word in ACTING_VERBS or word in COMPUTING_VERBS):
            return word, place
    for (before, _), (word, place) in pairwise(said):
        is_done = before in _IN_DOING and (word, place) != said[-1]
        if is_done and word.endswith("ing") and (word in ACTING or word in COMPUTING):
            return word.removesuffix("ing"), place
    return None


_IN_DOING = frozenset({"in", "with", "by", "at", "of", "when", "to", "and"})


def _object_before(reading: Reading, verb: Span, clause: Span, verbs: list[Verb]) -> Span | None:
    """Find the object in "for each application it proposes …" and in "when a parcel arrives, it …"."""
    opened = _BEFOREHAND.search(reading.passage.lower, clause.start, verb.start)
    if opened:
        first = min((place.start for _, place in verbs if place.start >= opened.end()), default=verb.start)
        return reading.concept(Span(opened.end(), min(first, verb.start)))
    earlier = [part for part in subordinates(reading) if part.end <= verb.start]
    return reading.concept(earlier[-1]) if earlier else None


def _outcome(reading: Reading, verb: str, rest: Span, direct: list[tuple[str, Span]], *, has_object: bool) -> Filling:
    text = reading.passage.lower
    aside = _ASIDE.search(text, *rest)
    end = aside.start() if aside else rest.end
    vague = _VAGUE_OBJECT.search(text, rest.start, end) if CREATING.match(verb) else None
    vague = vague or _RIGHT_ONE.search(text, rest.start, end) or _BEST_THING.match(text, rest.start, end)
    if vague:
        return spoiled(Span(*vague.span()), Rule.ADJECTIVE)
    if _singly(verb).removeprefix("auto-") in COMPLETE_IN_ITSELF or (
        direct and has_object and (CREATING.match(verb) or verb in ACTING)
    ):
        return filled(covering(direct))
    if direct and CREATING.match(verb):
        apart = _APART.search(text, direct[0][1].end, rest.end)
        if apart and reading.concept(Span(apart.end(), rest.end)):
            return filled(Span(direct[0][1].start, apart.start()))
    if _SCORING.match(verb) and (scale := _scale(reading, rest)):
        return filled(scale)
    if alternatives := _ALTERNATIVES.search(text, *rest):
        return filled(Span(*alternatives.span()))
    first = direct[0][1].end if direct else rest.start
    for found in _INTO.finditer(text, *rest):
        if loose := _SOME_OF.match(text, found.end(), rest.end):
            return spoiled(Span(*loose.span()), Rule.QUANTIFIER)
        behind = reading.concept(Span(found.end(), rest.end)) or _scale(reading, Span(found.end(), rest.end))
        if behind and (first <= found.start() or (direct and behind.start <= direct[0][1].start)):
            return filled(behind)
    return ABSENT


_SCORING = re.compile(r"(?:scor|rank|rat|grad|mark|bewert|benot|not|punt|evalu)\w*$")
_ALTERNATIVES = re.compile(
    r"\b(?:which|welche[nrs]?|quel(?:le)?s?|qué|cuál) (?:one |ones )?(?:of )?(?:the )?[\w -]+|"
    r"\"[^\"\n]+\"(?:,? (?:(?:or|and|oder|und|ou|et|o|y) )?\"[^\"\n]+\")+|"
    r"(?<![\w/])(?!and/or|he/she|his/her)[^\W\d_]{2,}(?: ?/ ?[^\W\d_]{2,})+(?![\w/])|"
    r"\b\w{1,2}(?:, \w{1,2}){1,8},? (?:or|oder|ou|o) \w{1,2}\b|"
    r"\([^()\n]{1,60}(?:[,/|]| or | oder | ou | o )[^()\n]{1,60}\)|"
    r"\b(?:highest|lowest|oldest|newest|worst|best|largest|nearest|most \w+|least \w+|longest) (?:\w+ )?first\b|"
    r"\b(?:on top|in descending order|in ascending order)\b"
)


_SOME_OF = re.compile(
    r" (?:some|several|various|different|certain|multiple|a few|a couple of|diverse|einige|mehrere) \w+"
)


def _singly(verb: str) -> str:
    """Undo a doubled letter of a typo: "flaggs"."""
    return verb if verb in COMPLETE_IN_ITSELF else re.sub(r"(\w)\1(?=e?s$)", r"\1", verb)


def _scale(reading: Reading, span: Span) -> Span | None:
    found = _SCALE.search(reading.passage.lower, max(0, span.start - 6), span.end)
    return Span(*found.span()) if found else None


_BY_MACHINE = re.compile(
    r"(?:(?:the |our |an? |das |der |die |el |le |la )?(?:[\w-]+ )?(?:model|system|tool|bot|assistant|service|"
    r"app|agent|engine|copilot|ai|ki|llm|software|modell|modelo|modèle) |it |es |"
    r"[a-z]+s (?=each|every|the|an? |incoming|new|all ))"
)
_CONDITIONAL = re.compile(
    r"\b(?:if|when|once|unless|below|above|under|over|more than|at least|never|not|only|kein\w*|nicht|"
    r"nie|wenn)\b|[<>≥≤→]"
)
_SEEN_BY = re.compile(
    r"\b(?:sees?|reads?|picks? up|opens?|receives?|consum\w+|displays?|shows?|works? from|uses?|gets?|lands?)\b"
)


def is_decision_sentence(reading: Reading) -> bool:
    """Tell whether an answer says what the machine does to each case and on whose word: the decision, nothing else."""
    text = reading.passage.lower
    if not _BY_MACHINE.match(text) or _CONDITIONAL.search(text) or _SEEN_BY.search(text) or reading.numbers.bounds:
        return False
    said = decision(reading)
    is_told = all(said.get(name, ABSENT).is_filled for name in ("action", "object", "autonomy"))
    return is_told and bool(ALONE_OR_ASKED.search(text) or _SENDS.search(text))


_SENDS = re.compile(r", (?:the |an? |our )?[\w -]{2,30} (?:sends|signs|decides|confirms|clicks|releases|approves) ?")
