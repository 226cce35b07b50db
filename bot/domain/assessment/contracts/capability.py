"""Which words fill the slots of the capability definition: the decision, its scope, its rules."""

import re

from bot.domain.assessment.clauses import covering, words
from bot.domain.assessment.conditions import Branch, subject_branch, vague_test
from bot.domain.assessment.contracts.common import concrete_condition, consequence, first_filled, negated
from bot.domain.assessment.lexicon_actions import ACTING, ALONE_OR_ASKED, COMPLETE_IN_ITSELF, COMPUTING, EMPTY_VERBS
from bot.domain.assessment.lexicon_grammar import AFTER_A_VERB, BEFORE_A_VERB, DETERMINERS, NOUN_TOO, SCOPE_NOISE
from bot.domain.assessment.lexicon_words import GENERIC
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_CREATING = re.compile(
    r"(?:pre-?fill|draft|propos|suggest|writ|creat|set|generat|extract|predict|estimat|recommend|comput|"
    r"calculat|fill|produc|prepar|compos|forecast|pick|choos|select|determin|schreib|schlägt|erstellt|"
    r"setzt|berechnet|ermittelt|rédige|propose|crée|propone|redacta|crea|advis|detect|find|summari[sz]|"
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
    r"when|whenever)\b"
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
    r"confirmation)|vollautomatisch|ohne (?:freigabe|mensch\w*|prüfung)|nobody (?:has to )?(?:approves?|"
    r"confirms?|checks?))\b"
)
_SOMEBODY_ASKED = re.compile(
    r"\b(?:has to|must|needs to|have to|muss|always) (?:\w+ )?(?:approve|confirm|sign|release|accept|"
    r"check|review|ok|freigeben|bestätigen|prüfen)\w*\b.{0,40}\b(?:every|each|all|before|jede\w*|alle|"
    r"bevor)\b|\b(?:approves?|confirms?|checks?|reviews?|releases?|signs?|"
    r"decides?) (?:off )?(?:on )?(?:every|each|all|everything)\b|\bonly after (?:a |an |"
    r"the )?\w+ (?:approves?|approval|confirm\w*|ok)\b"
)


def decision(reading: Reading) -> Fillings:
    """Read action, object, outcome and autonomy off the first clause whose verb does something."""
    verbs = _verbs(reading)
    if not verbs:
        return {}
    word, verb = verbs[0]
    is_helping = word in EMPTY_VERBS
    if is_helping:
        helped = _helped_with(reading, verb)
        if helped is None:
            return {"action": spoiled(verb, Rule.ADJECTIVE)}
        word, verb = helped
    clause = next((span for span in reading.clauses if span.contains(verb)), reading.passage.whole)
    part = next((span for span in reading.parts if span.contains(verb)), clause)
    if reading.passage.lower[verb.end : verb.end + 1] == ":":
        part = clause
    others = tuple(place for _, place in verbs)
    direct = reading.content(Span(verb.end, part.end), without=others)
    before = _object_before(reading, Span(clause.start, verb.start))
    action = filled(verb)
    autonomy = _autonomy(reading, [] if is_helping else verbs)
    if not direct:
        return {"action": action, "object": filled(before), "autonomy": autonomy}
    vague = _VAGUE_OBJECT.match(reading.passage.lower, verb.end + 1)
    named = (
        spoiled(Span(*vague.span()), Rule.ADJECTIVE)
        if vague and not _CREATING.match(word)
        else filled(before or covering(direct))
    )
    return {
        "action": action,
        "object": named,
        "outcome": _outcome(reading, word, Span(verb.end, clause.end), direct, has_object=before is not None),
        "autonomy": autonomy,
    }


def _verbs(reading: Reading) -> list[tuple[str, Span]]:
    """List the verbs that say what it does; "each order" and "60 stores" are nouns."""
    found = []
    said = words(reading.passage)
    starts = {span.start for span in (*reading.clauses, *reading.parts)}
    for index, (word, place) in enumerate(said):
        if word not in ACTING and word not in COMPUTING and word not in EMPTY_VERBS:
            continue
        previous = said[index - 1][0] if index else ""
        is_first = place.start in starts or not index
        if (
            not is_first
            and (_is_bare_form(word) or word.endswith("ing"))
            and previous not in BEFORE_A_VERB
            and not previous.endswith("ly")
        ):
            continue
        if word in NOUN_TOO and not is_first and previous not in BEFORE_A_VERB and not previous.endswith("ly"):
            continue
        if (previous in DETERMINERS or previous[:1].isdigit()) and not is_first:
            continue
        if not reading.is_put_off(place):
            found.append((word, place))
    return _with_opening_verb(reading, said, found)


def _is_bare_form(word: str) -> bool:
    return any(f"{word}s" in verbs for verbs in (ACTING, COMPUTING, EMPTY_VERBS))


def _with_opening_verb(
    reading: Reading, said: list[tuple[str, Span]], found: list[tuple[str, Span]]
) -> list[tuple[str, Span]]:
    """Trust the form of an opening verb no list knows: "Rebooks every passenger …"."""
    if len(said) < 3 or (found and found[0][1].start <= said[0][1].start) or reading.is_put_off(said[0][1]):
        return found
    (first, place), (second, _) = said[:2]
    is_verb = len(first) > 4 and first.endswith(("s", "t")) and first not in GENERIC and second in AFTER_A_VERB
    return [(first, place), *found] if is_verb and first not in EMPTY_VERBS else found


def _helped_with(reading: Reading, verb: Span) -> tuple[str, Span] | None:
    """Find what it really does in "supports the planner in choosing a berth"."""
    for word, place in words(reading.passage, Span(verb.end, len(reading.passage.text))):
        if word.endswith("ing") and (word in ACTING or word in COMPUTING):
            return word.removesuffix("ing"), place
    return None


def _object_before(reading: Reading, span: Span) -> Span | None:
    """Find the object in "for each application it proposes …"."""
    opened = _BEFOREHAND.search(reading.passage.lower, *span)
    return reading.concept(Span(opened.end(), span.end)) if opened else None


def _outcome(reading: Reading, verb: str, rest: Span, direct: list[tuple[str, Span]], *, has_object: bool) -> Filling:
    vague = _VAGUE_OBJECT.search(reading.passage.lower, *rest) if _CREATING.match(verb) else None
    if vague:
        return spoiled(Span(*vague.span()), Rule.ADJECTIVE)
    if verb.removeprefix("auto-") in COMPLETE_IN_ITSELF or has_object:
        return filled(covering(direct))
    if _CREATING.match(verb):
        apart = _APART.search(reading.passage.lower, direct[0][1].end, rest.end)
        if apart and reading.concept(Span(apart.end(), rest.end)):
            return filled(Span(direct[0][1].start, apart.start()))
    for found in _INTO.finditer(reading.passage.lower, *rest):
        behind = reading.concept(Span(found.end(), rest.end)) or _scale(reading, Span(found.end(), rest.end))
        if behind and direct[0][1].end <= found.start():
            return filled(behind)
    return ABSENT


def _scale(reading: Reading, span: Span) -> Span | None:
    found = _SCALE.search(reading.passage.lower, max(0, span.start - 6), span.end)
    return Span(*found.span()) if found else None


def _autonomy(reading: Reading, verbs: list[tuple[str, Span]]) -> Filling:
    text = reading.passage.lower
    for clause in reading.clauses:
        is_open = any(clause.overlaps(part) for part in reading.deferred) and _WHETHER.search(text, *clause)
        if is_open and (asked := _WHO_PRESSES.search(text, *clause)):
            return spoiled(Span(*asked.span()), Rule.PLACEHOLDER)
    if twice := re.search(r"\b(?:might|could|may)\b.{3,80}\b(?:might|could|may)\b", text):
        return spoiled(Span(*twice.span()), Rule.HEDGE)
    alone, asked = _NOBODY_ASKED.search(text), _SOMEBODY_ASKED.search(text)
    if alone and asked:
        return spoiled(Span(*asked.span()), Rule.CONTRADICTION)
    acting = next((place for said, place in verbs if said in ACTING or said not in COMPUTING), None)
    return filled(reading.search(ALONE_OR_ASKED) or acting)


_ANOTHER_MATTER = re.compile(
    r"\b(?:gets? paged|is paged|pages? the|on-?call|is accountable|owns (?:it|this|the)|signs for|"
    r"reviews? \d+|samples? \d+|roll(?:s|ed)? ?back|p9[059]\b|(?:accuracy|precision|recall|error rate|"
    r"f1)\b.{0,20}\d|(?:string|int|integer|decimal|float|bool|varchar)\b.{0,40}\b(?:required|optional|"
    r"string|int|decimal|bool)\b)"
)


def in_scope(reading: Reading) -> Fillings:
    """Take named kinds of cases, regions, amounts or systems as the boundary."""
    return _scope(reading, "boundary")


def out_of_scope(reading: Reading) -> Fillings:
    """Take what is named as refused; "nothing" counts only when it is stated as decided."""
    return _scope(reading, "exclusion")


def _scope(reading: Reading, slot: str) -> Fillings:
    if reading.is_decided and negated(reading):
        return {slot: filled(reading.passage.whole)}
    concept = _concrete_part(reading)
    if not concept or reading.search(_ANOTHER_MATTER):
        return {}
    tail = reading.open_tail
    return {slot: filled(concept), "closed_list": spoiled(tail, Rule.OPEN_LIST) if tail else filled(None)}


_SOFTENED = re.compile(
    r"\b(?:simple|easy|typical|usual|normal|common|standard|non-standard|unusual|special|complex|"
    r"complicated|critical|sensitive|important|high-risk|low-risk|high-value|core|main|relevant\w*|"
    r"suitable|risky|difficult|tricky|basic|general|certain|several|various|many|some|few|most|quick|big|"
    r"small|good|bad|anything|whatever|everything|things|stuff|that would|wherever)\b"
)
_STATEMENT = re.compile(
    r"\b(?:we|i|you) (?:are|have|had|need|want|will|follow|trust|use|think|believe|hope|should|must|"
    r"agreed|talked|discussed|know)\b|\b(?:this|that|it|project|budget|data|ai|go-live|there|solution|"
    r"vision) (?:is|was|are|were|will|should|started|has|integrates|just)\b|\b(?:is|are) (?:a|an|the|our|"
    r"part|planned|key|important|aligned|crucial)\b|\bwere (?:bought|in)\b|\btakes? care\b|"
    r"\bwill (?:handle|fix|be|do)\b|\bpart of our\b"
)


def _concrete_part(reading: Reading) -> Span | None:
    """Find a part that names something without an untestable word in it."""
    for part in reading.parts:
        said = [(word, place) for word, place in reading.content(part) if word not in SCOPE_NOISE]
        if reading.passage.lower.startswith(("whatever", "was auch immer", "alles was"), part.start):
            continue
        if len(said) == 1 and _SOFTENED.search(reading.passage.lower, *part):
            continue
        concept = None if _STATEMENT.search(reading.passage.lower, *part) else covering(said)
        if concept and not reading.is_put_off(part) and not vague_test(reading.passage, part, reading.numbers.bounds):
            return concept
    return None


def decision_rules(reading: Reading) -> Fillings:
    """Every branch needs a testable condition and a concrete action, and something must catch the rest."""
    branches = [_with_subject(reading, branch) for branch in reading.branches if not _is_default(reading, branch)]
    conditions = [concrete_condition(reading, branch.condition) for branch in branches if branch.condition]
    actions = [
        consequence(reading, branch.consequence) for branch in branches if branch.consequence and branch.condition
    ]
    doubled = _decided_twice(reading, branches)
    return {
        "condition": first_filled(conditions),
        "action": spoiled(doubled, Rule.CONTRADICTION) if doubled else first_filled(actions),
        "default": _default(reading) if any(filling.span for filling in (*conditions, *actions)) else ABSENT,
    }


def _decided_twice(reading: Reading, branches: list[Branch]) -> Span | None:
    """Find a condition that comes twice with different actions."""
    text = reading.passage.lower
    seen: dict[str, str] = {}
    for branch in branches:
        if branch.condition and branch.consequence:
            condition = text[branch.condition.start : branch.condition.end].strip(" ,:")
            action = text[branch.consequence.start : branch.consequence.end].strip(" ,.:")
            if seen.setdefault(condition, action) != action:
                return branch.consequence
    return None


def _with_subject(reading: Reading, branch: Branch) -> Branch:
    """Read "suitable candidates get an interview, everyone else …" as a rule: the second half shows that it is one."""
    if branch.condition is None and branch.consequence:
        text = reading.passage.lower
        if reading.defaults or (
            _TREATED.search(text, *branch.consequence) and not _ITSELF.match(text, *branch.consequence)
        ):
            return subject_branch(text, branch.consequence) or branch
    return branch


_TREATED = re.compile(r"\b(?:gets?|goes?|go|is|are) (?:to |into |first|last|\w+(?:ed|en|id|ut))\b")
_ITSELF = re.compile(
    r"\s*(?:the |our |an? )?(?:ai|ml|model|system|bot|tool|algorithm|it|we|engine|everything|decisions?|"
    r"this|that)\b"
)


def _is_default(reading: Reading, branch: Branch) -> bool:
    start = min(span.start for span in (branch.condition, branch.consequence) if span)
    return any(0 <= default.start - start <= 2 for default in reading.defaults)


def _default(reading: Reading) -> Filling:
    if len(reading.defaults) > 1 and (changed := _rival_default(reading)):
        return spoiled(changed, Rule.CONTRADICTION)
    for default in reading.defaults:
        clause = next((span for span in reading.clauses if span.contains(default)), reading.passage.whole)
        rest = Span(default.end, clause.end)
        said = reading.concept(rest) or reading.concept(Span(clause.start, default.start)) or _party_in(reading, rest)
        vague = vague_test(reading.passage, rest, ())
        if said and not vague:
            return filled(Span(default.start, max(said.end, default.end)))
    return filled(_exhaustive(reading))


def _rival_default(reading: Reading) -> Span | None:
    """Find a second "otherwise" with another action."""
    text = reading.passage.lower
    said = {}
    for default in reading.defaults:
        if text[default.start : default.end] in ("otherwise", "else", "sonst", "everything else", "all others"):
            step = re.compile(r"[^.;\n]*").match(text, default.end)
            said[step[0].strip(" ,:") if step else ""] = default
    return list(said.values())[-1] if len(said) > 1 else None


def _party_in(reading: Reading, span: Span) -> Span | None:
    return next((party.span for party in reading.parties if span.contains(party.span)), None)


def _exhaustive(reading: Reading) -> Span | None:
    """Find two bands that meet: "below 0.6" and "0.6 and above" leave nothing over."""
    below: dict[float, Span] = {}
    above: dict[float, Span] = {}
    for low, high in reading.numbers.ranges:
        above[low.value], below[high.value] = low.span, high.span
    for bound in reading.numbers.bounds:
        if bound.side in ("below", "above"):
            (below if bound.side == "below" else above)[bound.quantity.value] = bound.span
    return next((above[value] for value in below if value in above), None)
