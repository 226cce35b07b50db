"""Which words fill the slots of the decision: what is done, to what, with what result, and who has the last word.

A sentence is read around its verb. Verbs of subordinate clauses ("when a parcel arrives, …") and of people ("the clerk
confirms") are never the action; what a subordinate clause is about may be the object.
"""

import re
from itertools import pairwise

from bot.domain.assessment.clauses import covering, words
from bot.domain.assessment.lexicon_actions import (
    ACTING,
    ACTING_VERBS,
    ALONE_OR_ASKED,
    COMPLETE_IN_ITSELF,
    COMPUTING,
    COMPUTING_VERBS,
    EMPTY_VERBS,
)
from bot.domain.assessment.lexicon_grammar import DETERMINERS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.talk import is_talk
from bot.domain.assessment.verbs import own_verbs, subordinates

_CREATING = re.compile(
    r"(?:pre-?fill|draft|propos|suggest|writ|creat|set|generat|extract|predict|estimat|recommend|comput|"
    r"calculat|fill|produc|prepar|compos|forecast|pick|choos|select|determin|schreib|schlägt|erstellt|"
    r"setzt|berechnet|ermittelt|sagt|empfiehlt|weist|ordnet|asigna|attribu|affecte|rédige|propose|crée|propone|"
    r"redacta|crea|advis|detect|find|summari[sz]|"
    r"assign|plan|pric|offer|allocat)"
)
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
_WHO_PRESSES = re.compile(
    r"\b(?:button|on its own|by itself|alone|automatic\w*|autonom\w*|human|person|hint|suggest\w*|"
    r"decides?|confirm\w*|approv\w*|allein|automatisch)\b"
)
_WHETHER = re.compile(r"\b(?:who|whether|if|either|or|wer|ob|oder|qui|quién)\b")
_NOBODY_ASKED = re.compile(
    r"\b(?:all by itself|by itself|on its own|automatically|fully automat\w+|completely automat\w+|"
    r"without (?:a |any )?(?:human|person|approval|review|confirmation)|no (?:human|person|approval|"
    r"confirmation)|(?:with )?no \w+ (?:involved|in between|in the loop|asked|needed)|vollautomatisch|"
    r"ohne (?:freigabe|mensch\w*|prüfung)|nobody (?:has to )?(?:approves?|"
    r"confirms?|checks?|looking|watching|involved))\b"
)
_SOMEBODY_ASKED = re.compile(
    r"\b(?:has to|must|needs to|have to|muss|always) (?:\w+ )?(?:approve|confirm|sign|release|accept|"
    r"check|review|ok|freigeben|bestätigen|prüfen)\w*\b.{0,40}\b(?:every|each|all|before|jede\w*|alle|"
    r"bevor)\b|\b(?:approves?|confirms?|checks?|reviews?|releases?|signs?|"
    r"decides?) (?:off )?(?:on )?(?:every|each|all|everything)\b|\bonly after (?:a |an |"
    r"the )?\w+ (?:approves?|approval|confirm\w*|ok)\b|"
    r"\b(?:nothing|no \w+|none|not(?: \w+)?|nichts|rien|nada) [^.;\n]{0,40}\b(?:before|until|unless|without|bevor|"
    r"bis|ohne|avant|sans|hasta|sin) (?:the |an? |der |die |le |la |el )?\w+"
)


_READ_AT_MOST = 6  # verbs; a decision needs one or two, and a pasted page must not take long


def decision(reading: Reading) -> Fillings:
    """Read action, object, outcome and autonomy off the sentences whose verb does something."""
    verbs = own_verbs(reading)
    told = _layout(reading)
    if not verbs:
        return _shown(reading, told)
    helped = None
    if verbs[0][0] in EMPTY_VERBS:
        helped = _helped_with(reading, verbs[0][1])
        if helped is None:
            return {"action": spoiled(verbs[0][1], Rule.ADJECTIVE), **_handled(reading, verbs[0][1])}
    sentences = [
        _sentence(reading, word, verb, verbs) for word, verb in ([helped] if helped else verbs[:_READ_AT_MOST])
    ]
    return {
        "action": filled((helped or verbs[0])[1]),
        "object": _merged([_open_object(reading), told["object"], *(said["object"] for said in sentences)]),
        "outcome": _merged([*(said["outcome"] for said in sentences), told["outcome"]]),
        "autonomy": _autonomy(reading, [] if helped else verbs),
    }


_EACH_CASE = re.compile(
    r" (?:on |to |with |for )?"
    r"(?:each|every|all|any|incoming|jede\w*|alle|chaque|tous|toutes|cada|todos|todas) [^.,;\n]+"
)


def _handled(reading: Reading, verb: Span) -> dict[str, Filling]:
    """Read what "handles each alarm on its own" does say: to what, and that nobody is asked."""
    each = _EACH_CASE.match(reading.passage.lower, verb.end)
    alone = reading.search(ALONE_OR_ASKED)
    if each is None or alone is None:
        return {}
    before = Span(each.start(), alone.start) if alone.start > each.start() else Span(*each.span())
    return {"object": filled(reading.concept(before)), "autonomy": filled(alone)}


def _merged(fillings: list[Filling]) -> Filling:
    """Take the first word on a slot, good or bad."""
    return next((filling for filling in fillings if filling.span), ABSENT)


_IN_LABEL = r"inputs?|in|takes?|reads?|given|gets?|eingabe|eingang|entrée|entrada"
_OUT_LABEL = r"outputs?|out|returns?|results?|gives?|decides?|ausgabe|ergebnis|sortie|résultat|salida|resultado"
_TAKEN = re.compile(rf"(?:^|[\n.;,•-]\s*)(?:{_IN_LABEL})\s?:\s*([^.;\n]+)")
_GIVEN_BACK = re.compile(rf"(?:^|[\n.;,•-]\s*)(?:{_OUT_LABEL})\s?:\s*([^.;\n]+)")
_ARROW = re.compile(r"\s*→\s*")


def _layout(reading: Reading) -> dict[str, Filling]:
    """Read object and outcome off labels ("Input: … Output: …") and arrows ("photo → grade → sheet")."""
    text = reading.passage.lower
    taken, given = _TAKEN.search(text), _GIVEN_BACK.search(text)
    if taken or given:
        return {
            "object": filled(reading.concept(Span(*taken.span(1)))) if taken else ABSENT,
            "outcome": filled(_stated(reading, Span(*given.span(1)))) if given else ABSENT,
        }
    for clause in reading.clauses:
        arrow = _ARROW.search(text, *clause)
        if arrow:
            before, after = Span(clause.start, arrow.start()), Span(arrow.end(), clause.end)
            return {"object": filled(reading.concept(before)), "outcome": filled(reading.concept(after))}
    return {"object": ABSENT, "outcome": ABSENT}


def _stated(reading: Reading, span: Span) -> Span | None:
    """Take what is concrete, or alternatives of any words: "go / no-go"."""
    is_choice = re.search(r"\w ?/ ?\w|\w or \w", reading.passage.lower[span.start : span.end])
    return span if is_choice else reading.concept(span)


def _shown(reading: Reading, told: dict[str, Filling]) -> Fillings:
    """Read "message is a threat → player muted": no verb of the lists, but an arrow from the case to what is done."""
    outcome = told["outcome"].span
    done = outcome and _DONE.search(reading.passage.lower, *outcome)
    if not done or not told["object"].is_filled:
        return {}
    return {**told, "action": filled(Span(*done.span())), "autonomy": filled(reading.search(ALONE_OR_ASKED))}


_DONE = re.compile(r"\b(?:[a-z]{3,}ed|sent|put|held|kept|paid|ge\w{3,}t|ver\w{3,}t|[a-z]{3,}(?:ée?s?|ad[oa]s?))\b")
_FOR_WHATEVER = re.compile(
    r"\b(?:for|from|on|für|pour|para) (?:whatever|anything|everything|alles|tout|todo)\b[^.,;\n]*"
)


def _open_object(reading: Reading) -> Filling:
    """Find "for whatever comes in", which leaves open what it is done to."""
    found = _FOR_WHATEVER.search(reading.passage.lower)
    return spoiled(Span(*found.span()), Rule.ADJECTIVE) if found else ABSENT


_ONE_OF = re.compile(r"\b(?:one|ein(?:er|em|e|s)?|une?|uno|una) (?:of|von|des|de las|de los) (?:the )?\w+ \w+")
_ASIDE = re.compile(r"\b(?:without|ohne|sans|sin|by itself|on its own|automatically|unattended|automatisch)\b")


def _sentence(reading: Reading, word: str, verb: Span, verbs: list[tuple[str, Span]]) -> dict[str, Filling]:
    """Read object and outcome off one sentence around its verb."""
    clause = next((span for span in reading.clauses if span.contains(verb)), reading.passage.whole)
    part = next((span for span in reading.parts if span.contains(verb)), clause)
    if reading.passage.lower.startswith((":", ", for ", ", whether "), verb.end):
        part = clause
    text = reading.passage.lower
    aside = _ASIDE.search(text, verb.end, part.end)
    part = Span(part.start, aside.start() if aside else part.end)
    direct = reading.content(Span(verb.end, part.end), without=tuple(place for _, place in verbs))
    before = _object_before(reading, verb, clause)
    if several := _AMONG.match(text, verb.end, clause.end):
        among = reading.concept(Span(several.end(), clause.end), without=tuple(place for _, place in verbs))
        return {"object": filled(before), "outcome": filled(among)}
    vague = _VAGUE_OBJECT.match(text, verb.end + 1)
    if not direct and not vague:
        choice = reading.search(_ONE_OF, Span(clause.start, verb.start))
        choice = choice or (_scale(reading, Span(verb.end, clause.end)) if _SCORING.match(word) else None)
        return {"object": filled(before), "outcome": filled(choice)}
    rest = Span(verb.end, clause.end)
    if _CREATING.match(word) and before is None and (choice_of := _CHOICE_ALONE.match(text, *rest)):
        return {"object": ABSENT, "outcome": filled(Span(*choice_of.span()))}
    outcome = _outcome(reading, word, rest, direct, has_object=before is not None)
    if vague and not _CREATING.match(word):
        return {"object": spoiled(Span(*vague.span()), Rule.ADJECTIVE), "outcome": outcome}
    return {"object": filled(before or covering(direct)), "outcome": outcome}


_CHOICE_ALONE = re.compile(
    r" (?:either )?(?!(?:[\w-]+ )*(?:for|to|per|of|from|für|pour|para) )"
    r"[\w-]+(?: [\w-]+){0,3}(?:, [\w-]+(?: [\w-]+){0,3})* or [\w-]+(?: [\w-]+){0,2}(?=\s*(?:[,.;]|$))"
)
_AMONG = re.compile(
    r" (?:straight |directly |it |them |this )?(?:to|into|onto|between|among|out of|as|als|comme|como|zwischen|"
    r"parmi|entre) (?=\w)"
)


def _helped_with(reading: Reading, verb: Span) -> tuple[str, Span] | None:
    """Find what it really does in "supports the planner in choosing a berth"."""
    said = words(reading.passage, Span(verb.end, len(reading.passage.text)))
    for (word, place), (behind, _) in pairwise(said):
        if behind in DETERMINERS and (word in ACTING_VERBS or word in COMPUTING_VERBS):
            return word, place
    for (before, _), (word, place) in pairwise(said):
        is_done = before in _IN_DOING and (word, place) != said[-1]
        if is_done and word.endswith("ing") and (word in ACTING or word in COMPUTING):
            return word.removesuffix("ing"), place
    return None


_IN_DOING = frozenset({"in", "with", "by", "at", "of", "when", "to", "and"})


def _object_before(reading: Reading, verb: Span, clause: Span) -> Span | None:
    """Find the object in "for each application it proposes …" and in "when a parcel arrives, it …"."""
    opened = _BEFOREHAND.search(reading.passage.lower, clause.start, verb.start)
    if opened:
        first = min((place.start for _, place in own_verbs(reading) if place.start >= opened.end()), default=verb.start)
        return reading.concept(Span(opened.end(), min(first, verb.start)))
    earlier = [part for part in subordinates(reading) if part.end <= verb.start]
    return reading.concept(earlier[-1]) if earlier else None


def _outcome(reading: Reading, verb: str, rest: Span, direct: list[tuple[str, Span]], *, has_object: bool) -> Filling:
    text = reading.passage.lower
    aside = _ASIDE.search(text, *rest)
    end = aside.start() if aside else rest.end
    vague = _VAGUE_OBJECT.search(text, rest.start, end) if _CREATING.match(verb) else None
    if vague:
        return spoiled(Span(*vague.span()), Rule.ADJECTIVE)
    if _singly(verb).removeprefix("auto-") in COMPLETE_IN_ITSELF or (
        direct and has_object and (_CREATING.match(verb) or verb in ACTING)
    ):
        return filled(covering(direct))
    if direct and _CREATING.match(verb):
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


_MAYBE_TWICE = re.compile(
    r"\b(?:might|could|may)\b.{3,80}\b(?:might|could|may)\b|\bmaybe\b[^.;\n]{2,60}\bmaybe\b|"
    r"\bvielleicht\b[^.;\n]{2,60}\bvielleicht\b|\bpeut-être\b[^.;\n]{2,60}\bpeut-être\b"
)


def _autonomy(reading: Reading, verbs: list[tuple[str, Span]]) -> Filling:
    text = reading.passage.lower
    for clause in reading.clauses:
        is_open = _WHETHER.search(text, *clause) and (
            any(clause.overlaps(part) for part in reading.deferred)
            or any(clause.contains(part) and _asks_who(reading, part) for part in reading.parts)
        )
        if is_open and (asked := _WHO_PRESSES.search(text, *clause)):
            return spoiled(Span(*asked.span()), Rule.PLACEHOLDER)
    if twice := _MAYBE_TWICE.search(text):
        return spoiled(Span(*twice.span()), Rule.HEDGE)
    alone, asked = _NOBODY_ASKED.search(text), _SOMEBODY_ASKED.search(text)
    if alone and asked:
        return spoiled(Span(*asked.span()), Rule.CONTRADICTION)
    acting = next((place for said, place in verbs if said in ACTING or said not in COMPUTING), None)
    return filled(reading.search(ALONE_OR_ASKED) or acting)


_ASKS = re.compile(r"\b(?:whether|who|wer|ob|qui|quién)\b")


def _asks_who(reading: Reading, part: Span) -> bool:
    """Tell whether a part only wonders who presses the button: "whether the clerk approves, we don't know"."""
    return is_talk(reading, part) and bool(_ASKS.search(reading.passage.lower))


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
