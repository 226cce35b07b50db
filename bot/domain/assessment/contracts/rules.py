"""Which words fill the slots of the decision rules: conditions one can test, what is done then, and what else."""

import re
from itertools import combinations, pairwise

from bot.domain.assessment.conditions import Branch, rows, subject_branch
from bot.domain.assessment.contracts.common import concrete_condition, consequence, first_filled
from bot.domain.assessment.opposites import opposite_states
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.vagueness import vague_test

_NO_BRANCH = re.compile(
    r"\b(?:no|without|not any|keine?|ohne|sin|sans|aucune?|ningun\w*) (?:\w+ )?(?:branch\w*|rules?|exceptions?|"
    r"distinctions?|special (?:cases?|treatment)|cases?|conditions?|forks?|verzweigung\w*|ausnahmen?|regeln?|"
    r"sonderfälle|fallunterscheidung|excepci\w+|exceptions?|reglas?|règles?)\b|"
    r"\b(?:one|a single|the same|only one) (?:rule|branch|treatment|path)\b"
)


def decision_rules(reading: Reading) -> Fillings:
    """Every branch needs a testable condition and a concrete action, and something must catch the rest."""
    if reading.is_decided and _NO_BRANCH.search(reading.passage.lower):
        return dict.fromkeys(("condition", "action", "default"), filled(reading.passage.whole))
    branches = [
        _with_subject(reading, branch)
        for branch in rows(reading.passage) or reading.branches
        if not _is_default(reading, branch) and not (branch.condition and reading.is_put_off(branch.condition))
    ]
    conditions = [concrete_condition(reading, branch.condition) for branch in branches if branch.condition]
    actions = [_action(reading, branch) for branch in branches]
    opposites = opposite_states(reading)
    doubled = None if opposites else _decided_twice(reading, branches)
    told = {
        "condition": first_filled(conditions),
        "action": spoiled(doubled, Rule.CONTRADICTION) if doubled else first_filled(actions),
        "default": _default(reading) if any(filling.span for filling in (*conditions, *actions)) else ABSENT,
    }
    return _with_opposite(told, *opposites) if opposites else told


def _with_opposite(told: dict[str, Filling], first: Span, second: Span) -> Fillings:
    """Let two opposite states fill what is still absent: the second is what happens otherwise."""
    stated = {"condition": first, "action": first, "default": second}
    return {name: filling if filling.span else filled(stated[name]) for name, filling in told.items()}


_SUITABLE = re.compile(
    r"\b(?:suitable|appropriate|adequate|proper|necessary|sensible|reasonable|relevant|right|best|required|"
    r"corresponding|"
    r"geeignete\w*|passende\w*|angemessene\w*|notwendige\w*|approprié\w*|adéquat\w*|adecuad\w+|oportun\w+)\s"
    r"(?:\w+\s)?(?:measures?|steps?|actions?|treatment|response|procedure|handling|care|way|decision|thing|people|"
    r"person|"
    r"ma(?:ß|ss)nahmen?|schritte|behandlung|mesures?|medidas?)\b|"
    r"\b(?:with|in) (?:due|appropriate|special|extra|proper|utmost|great|necessary|particular|all due) [a-z]+\b|"
    r"\b(?:look\w*|checked|reviewed|examined) (?:at |over |into )?(?:it |them |this )?(?:more |very )?"
    r"(?:closely|carefully|again|thoroughly|in (?:more |greater )?detail)\b|"
    r"\ba (?:second|closer|careful|good|fresh) look\b|"
    r"\bdo(?:es)? the (?:needful|necessary|usual|right thing)\b|\bha(?:s|ve) (?:a |the )?(?:\w+ )?(?:feeling|"
    r"sense|eye|nose|instinct|experience)\b"
)


def _action(reading: Reading, branch: Branch) -> Filling:
    """Judge what a branch does; without a case for it, nothing is decided."""
    if branch.condition is None or branch.consequence is None:
        return ABSENT
    if suitable := _SUITABLE.search(reading.passage.lower, *branch.consequence):
        return spoiled(Span(*suitable.span()), Rule.ADJECTIVE)
    if _WHERE_IT_IS.fullmatch(reading.passage.lower, *branch.consequence):
        return ABSENT
    case = concrete_condition(reading, branch.condition)
    done = consequence(reading, branch.consequence) if case.span else ABSENT
    coded = None if done.span or not case.span else _CODED.match(reading.passage.lower, *branch.consequence)
    return filled(Span(*coded.span())) if coded else done


_WHERE_IT_IS = re.compile(r"\s*(?:at|of|from|during|per|near) (?:[\w-]+ ?){1,3}[\s.…]*")
_CODED = re.compile(
    r"[\s,:→=]*(?:[\"'][\w -]+[\"']|(?:\w+ )?(?:level|class|group|grade|category|type|step|stage|stufe|klasse|niveau|"
    r"nivel) \w+|(?:(?:\w+ of )?[+-]?\d[\d.,]* ?(?:%|€|\$|£|eur|chf|usd|points?)(?:\s\w+)?(?=\s*(?:$|[.,;\n]))))"
)


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
    return _decided_again(reading, branches)


_JOINS = re.compile(r"\b(?:and|und|et|y|but|aber|mais|pero)\b|&")
_COMPARED_AT_MOST = 24  # branches with each other; nobody writes more of them, and their pairs grow with the square
_SAYS_NO = re.compile(r"\b(?:no|not|without|kein\w*|nicht|ohne|pas|sans|sin|un\w{3,}|non)\b")


def _decided_again(reading: Reading, branches: list[Branch]) -> Span | None:
    """Find a second branch for the same limit of the same thing, with another action."""
    told = [
        (limit, branch)
        for branch in branches
        if branch.condition and branch.consequence and (limit := _limit_in(reading, branch.condition))
    ]
    for (limit, one), (other_limit, other) in combinations(told[:_COMPARED_AT_MOST], 2):
        if limit != other_limit or one.condition is None or other.condition is None:
            continue
        said, again = (
            {word for word, _ in reading.content(condition)} for condition in (one.condition, other.condition)
        )
        one_says_no = _SAYS_NO.search(reading.passage.lower, *one.condition)
        if bool(one_says_no) != bool(_SAYS_NO.search(reading.passage.lower, *other.condition)):
            continue
        if (
            len(said ^ again) <= 1
            and not any(_JOINS.search(reading.passage.lower, *c) for c in (one.condition, other.condition))
            and _differ(reading, one.consequence, other.consequence)
        ):
            return other.consequence
    return None


def _limit_in(reading: Reading, condition: Span) -> tuple[str | None, float, str | None] | None:
    """Return side, value and unit of the one limit in a condition."""
    limits = [bound for bound in reading.numbers.bounds if condition.contains(bound.span)]
    if len(limits) != 1:
        return None
    return limits[0].side, limits[0].quantity.value, limits[0].quantity.unit


def _differ(reading: Reading, one: Span | None, other: Span | None) -> bool:
    first, second = ({word for word, _ in reading.content(span)} if span else set() for span in (one, other))
    return bool(first) and bool(second) and first != second


def _with_subject(reading: Reading, branch: Branch) -> Branch:
    """Read "suitable candidates get an interview, everyone else …" as a rule: the second half shows that it is one."""
    if branch.condition is None and branch.consequence:
        text = reading.passage.lower
        if cases := _FOR_CASES.match(text, *branch.consequence):
            return Branch(Span(*cases.span("case")), Span(cases.end(), branch.consequence.end))
        if cases := _WHO_CASES.match(text, *branch.consequence):
            return Branch(Span(*cases.span("case")), Span(cases.end(), branch.consequence.end))
        if reading.defaults or (
            _TREATED.search(text, *branch.consequence) and not _ITSELF.match(text, *branch.consequence)
        ):
            return subject_branch(text, branch.consequence) or branch
    return branch


_FOR_CASES = re.compile(
    r"\s*(?:for|with|bei|für|pour|para) (?P<case>[^,;.\n]{3,60}?),? (?=(?:we|it|they|you|wir|man|nous|on|"
    r"the (?:bot|tool|system))\s)"
)
_WHO_CASES = re.compile(
    r"\s*(?P<case>[^\W\d][\w -]{2,40}? (?:who|that|which|with|without) [^,;.\n]{3,60}?) "
    r"(?=(?:gets?|goes?|receives?|stays?|waits?|are|is) )"
)
_TREATED = re.compile(r"\b(?:gets?|goes?|go|is|are) (?:to |into |first|last|\w+(?:ed|en|id|ut))\b")
_ITSELF = re.compile(
    r"\s*(?:the |our |an? )?(?:ai|ml|model|system|bot|tool|algorithm|it|we|engine|everything|decisions?|"
    r"this|that)\b"
)


def _is_default(reading: Reading, branch: Branch) -> bool:
    start = min(span.start for span in (branch.condition, branch.consequence) if span)
    words = reading.passage.lower
    if branch.condition and branch.consequence and _MATTER.match(words, *branch.condition):
        return True
    return any(0 <= default.start - start <= 2 for default in reading.defaults if not _UNLESS.match(words, *default))


# A sentence about the rules themselves, or a remark, in front of a colon.
_MATTER = re.compile(
    r"\W*(?:(?:the|our|all|these|small|one|another|short) )*(?:decisions?|rules?|assistant|system|model|ai|bot|tool|"
    r"addition|note|remark|reminder|comment|entscheidungen|regeln|décisions|règles|decisiones|reglas)\b(?!\s*:)[^.;\n:→]*:?\s*$"
)
_UNLESS = re.compile(r"unless|es sei denn|sauf si|a menos que")


def _default(reading: Reading) -> Filling:
    if len(reading.defaults) > 1 and (changed := _rival_default(reading)):
        return spoiled(changed, Rule.CONTRADICTION)
    for default in reading.defaults:
        clause = next((span for span in reading.clauses if span.contains(default)), reading.passage.whole)
        rest = Span(default.end, clause.end)
        said = reading.concept(rest) or reading.concept(Span(clause.start, default.start)) or _party_in(reading, rest)
        does = _DOES.match(reading.passage.lower, *rest) or _CODED.match(reading.passage.lower, *rest)
        said = said or reading.search(_AS_IT_IS, rest) or (Span(*does.span()) if does else None)
        if said and not _is_empty(reading, rest):
            return filled(Span(default.start, max(said.end, default.end)))
    return filled(_exhaustive(reading))


def _is_empty(reading: Reading, rest: Span) -> bool:
    """Tell whether what is done otherwise cannot be pointed at; "fast track" is a place, "in due form" is none."""
    vague = vague_test(reading.passage, rest, ())
    if vague is None or _SUITABLE.search(reading.passage.lower, *rest):
        return vague is not None
    return not (reading.concept(rest, without=(vague,)) and _POINTED.search(reading.passage.lower, *rest))


_POINTED = re.compile(
    r"\b(?:track|lane|desk|queue|box|tray|bin|list|folder|route|line|pile|counter|pool|paid|booked|sent|refused|accepted|"
    r"rejected|closed|opened|released|confirmed)\b"
)
_AS_IT_IS = re.compile(
    r"\b(?:nothing|no action|no change|goes? on|go on|continues?|carr(?:y|ies) on|stays?|nichts|weiter|rien|nada|"
    r"(?:let|lets|wave|waves) (?:it |them |him |her )?(?:through|in|pass|go|be|by)|"
    r"(?:go|goes) (?:through|in|out|ahead|home|free|by)|pass(?:es)?|issue[sd]?|leave[sd]? (?:it|them|as|alone)?|"
    r"durchlassen|durchwinken|laisser passer|pasa|no|yes)\b"
)


_DOES = re.compile(r"\s*(?:[a-z]{2,}s (?:an?|the|its|his|her|their|in|to|out|back|on|home|up)|[a-z]{2,} an?) ?\w*")


def _rival_default(reading: Reading) -> Span | None:
    """Find a second "otherwise" with another action."""
    text = reading.passage.lower
    said = {}
    for default in reading.defaults:
        if text[default.start : default.end] in _RIVALS:
            step = re.compile(r"[^.;\n]*").match(text, default.end)
            said[step[0].strip(" ,:") if step else ""] = default
    return list(said.values())[-1] if len(said) > 1 else None


_RIVALS = frozenset(
    {
        "otherwise",
        "else",
        "sonst",
        "sinon",
        "si no",
        "everything else",
        "all others",
        "all the rest",
        "the rest",
        "everyone else",
    }
)


def _party_in(reading: Reading, span: Span) -> Span | None:
    return next((party.span for party in reading.parties if span.contains(party.span)), None)


def _exhaustive(reading: Reading) -> Span | None:
    """Find two bands that meet: "below 0.6" and "0.6 and above" leave nothing over."""
    below: dict[float, Span] = {}
    above: dict[float, Span] = {}
    bands = reading.numbers.ranges
    if bands and _whole_scale(sorted((low.value, high.value) for low, high in bands)):
        return bands[-1][1].span
    for low, high in reading.numbers.ranges:
        above[low.value], below[high.value] = low.span, high.span
    for bound in reading.numbers.bounds:
        if bound.side in ("below", "above"):
            (below if bound.side == "below" else above)[bound.quantity.value] = bound.span
    met = next((above[value] for value in below if value in above), None)
    return met or _opposite_side(reading) or _opposite_case(reading)


_OTHER_SIDE = re.compile(
    r"[,;.\n]\s*(?:and |und |et |y )?(?P<side>fewer|lighter|shorter|below|under|less|fewer|above|over|more|"
    r"in between|dazwischen|entre les deux|"
    r"darunter|darüber|weniger|mehr|"
    r"(?:low|high|small|larg|bigg|short|long|young|old|light|heavi|slow|fast|new|earli|lat|cold|warm|hott|thick|thinn|"
    r"wid|narrow|cheap)er|kleiner|größer|kürzer|länger|jünger|älter|leichter|schwerer|moins|plus|en dessous|"
    r"au-dessus|menos|más)(?: that| it| this)?\s?(?=[=→:,]|is\b|are\b|goes\b|gets\b|we\b|it\b)"
)


def _opposite_side(reading: Reading) -> Span | None:
    """Find "below: …" behind a limit: with the limit itself the two leave nothing over."""
    if not reading.quantities:
        return None
    side = _OTHER_SIDE.search(reading.passage.lower, reading.quantities[0].span.end)
    return Span(*side.span("side")) if side else None


def _whole_scale(bands: list[tuple[float, float]]) -> bool:
    """Tell whether bands follow one another from nothing to a full scale: 0-39, 40-69, 70-100."""
    starts_low, ends_high = bands[0][0] in (0, 1), bands[-1][1] in (1, 5, 10, 100, 1000)
    follow = all(low - high in (0, 1) for (_, high), (low, _) in pairwise(bands))
    return len(bands) > 1 and starts_low and ends_high and follow


_DENIED = re.compile(r"(?:not |no |un|nicht |kein\w* |sin |sans |pas )(\w{3,})")


def _opposite_case(reading: Reading) -> Span | None:
    """Find "not listed" next to "listed": the two leave nothing over."""
    text = reading.passage.lower
    cases = [branch.condition for branch in reading.branches if branch.condition and branch.consequence]
    for case in cases:
        denied = _DENIED.match(text, *case)
        others = [text[other.start : other.end] for other in cases if other != case]
        if denied and any(re.search(rf"\b{re.escape(denied[1])}\b", other) for other in others):
            return case
    return _denied_case(reading, cases)


CASES_AT_MOST = 12  # each is compared with each


def _denied_case(reading: Reading, cases: list[Span]) -> Span | None:
    """Find two cases in the same words of which only one says no: "is a member", "is not a member"."""
    text = reading.passage.lower
    for one, other in combinations(cases[:CASES_AT_MOST], 2):
        first, second = ({word for word, _ in reading.content(case)} for case in (one, other))
        if first and first == second and bool(_SAYS_NO.search(text, *one)) != bool(_SAYS_NO.search(text, *other)):
            return other
    return None
