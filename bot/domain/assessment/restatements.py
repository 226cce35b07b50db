"""The same thing said a second time in another way: one case with two outcomes, a value that is taken back.

Where `denials` finds a part that says no to another, here both parts say yes, but not to the same.
"""

import re
from collections.abc import Callable, Mapping
from itertools import combinations

from bot.domain.assessment.conditions import Branch, subject_branch
from bot.domain.assessment.contradictions import rivals, same_clause
from bot.domain.assessment.denials import topic_of
from bot.domain.assessment.lexicons.noise import CASE_FRAME, FIELD_WORDS, PREDICATES
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Fillings, Rule, spoiled

Retold = tuple[str, Span]
"""The slot that two statements leave open, and the statement that came second."""


def without_retold(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil the slot that is said a second time in another way."""
    if any(filling.rule is Rule.CONTRADICTION for filling in fillings.values()):
        return fillings
    for find in _FINDERS:
        found = find(reading, fillings)
        if found:
            again = spoiled(found[1], Rule.CONTRADICTION)
            return {**fillings, **dict.fromkeys(_with_comparator(found[0], fillings), again)}
    return fillings


def _with_comparator(name: str, fillings: Fillings) -> tuple[str, ...]:
    return (name, "comparator") if name == "threshold" and "comparator" in fillings else (name,)


def _is_filled(fillings: Fillings, name: str) -> bool:
    return name in fillings and fillings[name].is_filled


_TAKES_BACK = re.compile(
    r"\b(?:scratch (?:that|this|it|the)|forget (?:that|this|it|about|what i|the)|strike (?:that|this|the)|"
    r"never ?mind|ignore (?:that|this|the above|the first|what i)|(?:i |we )?(?:take|took) (?:that|it|this) back|"
    r"(?:that|this|which) (?:was|is) (?:wrong|a mistake|a typo|nonsense|not right|not true|no longer (?:true|valid))|"
    r"(?:was|were|is|are|has been|have been|got) (?:withdrawn|revoked|retracted|overruled|dropped again)|"
    r"no longer (?:valid|applies|holds|true)|not valid any ?more|(?:doesn't|does not) (?:apply|hold) any ?more|"
    r"vergiss (?:das|es|die|den)|streich (?:das|es|die|den)|(?:das )?gilt (?:doch )?nicht(?: mehr)?|doch nicht|"
    r"oublie[zs]? (?:ça|cela|le|la)|finalement non|n'est plus valable|"
    r"olvid[ae](?:lo| eso| el| la)|mejor no|ya no vale)\b"
)
_VALUE_SLOTS = ("threshold", "cadence", "time_limit", "person", "default", "path", "action", "outcome")
_STANDS = re.compile(
    r"\b(?:it is|it stays|stands|holds|counts|applies|remains|is right|is the one|bleibt|gilt|reste)\b"
)


def _taken_back(reading: Reading, fillings: Fillings) -> Retold | None:
    """Find "scratch that": it takes back the value said last before it."""
    found = reading.search(_TAKES_BACK)
    if found is None or _STANDS.search(reading.passage.lower, found.end):
        return None
    before = [
        (filling.span.start, name)
        for name, filling in fillings.items()
        if filling.is_filled and filling.span and filling.span.start < found.start
    ]
    values = [pair for pair in before if pair[1] in _VALUE_SLOTS]
    last = max(values or before, default=None)
    return (last[1], found) if last else None


_SEQUEL = re.compile(
    r"\b(?:then|after(?:wards| that)?|first|second|again|still|finally|later|next|also|in addition|twice|if|until|"
    r"dann|danach|zuerst|ensuite|puis|d'abord|luego|después|primero)\b"
)
_ELSE = re.compile(
    r"\b(?:else|others?|rest|otherwise|remaining|default|sonst\w*|alle[sr]? (?:andere\w*|übrige\w*)|ansonsten|"
    r"sinon|autres?|reste|demás|resto|de lo contrario|not covered|unmatched)\b"
)
_OUTCOMES = ("action", "path", "reviewer", "recipient")


def _told_twice(reading: Reading, fillings: Fillings) -> Retold | None:
    """Find one case with two outcomes: "unreadable: mail room. Unreadable: deleted"."""
    for first, second in combinations(reading.once(_rules), 2):
        slot = _doubled(reading, first, second, fillings)
        if slot and second.consequence and _differ(reading, first, second):
            return slot, second.consequence
    return None


def _rules(reading: Reading) -> list[Branch]:
    return [_with_subject(reading, branch) for branch in reading.branches if branch.consequence][:12]


def _with_subject(reading: Reading, branch: Branch) -> Branch:
    """Take what a sentence without an "if" speaks of for its case: "torn bar codes go to scrap"."""
    if branch.condition or branch.consequence is None:
        return branch
    return subject_branch(reading.passage.lower, branch.consequence) or branch


def _doubled(reading: Reading, first: Branch, second: Branch, fillings: Fillings) -> str | None:
    """Name the slot that two rules fill for the same case."""
    if all(_is_rest(reading, branch) for branch in (first, second)):
        return "default" if _is_filled(fillings, "default") else None
    if first.condition is None or second.condition is None or not _is_same_case(reading, first, second):
        return None
    return next((name for name in _OUTCOMES if _is_filled(fillings, name)), None)


def _is_rest(reading: Reading, branch: Branch) -> bool:
    place = branch.condition or branch.consequence
    found = _ELSE.search(reading.passage.lower, *place) if place else None
    return bool(found and place and found.start() - place.start <= _OPENING)


_OPENING = 24  # characters in which a rule for everything else says so


def _is_same_case(reading: Reading, first: Branch, second: Branch) -> bool:
    if first.condition is None or second.condition is None:
        return False
    cases = [_case(reading, part) for part in (first.condition, second.condition)]
    few, many = sorted(cases, key=len)
    if _BOUNDED.search(" ".join(few & many)) and len(few & many) >= 2 and len(few ^ many) <= 1:
        return True
    return few <= many and len(few) >= 2 and len(many) - len(few) <= len(few) // 4


_SIGN_OR_WORD = re.compile(r"[<>≥≤=]+|[\w.,'-]*\w")


_BOUNDED = re.compile(r"[<>≥≤]|\b(?:over|above|below|under|more|less|exceed\w*|über|unter|plus|moins|más|menos)\b")


_WHATEVER = frozenset({"anything", "everything", "alles", "tout", "todo", "goes", "go", "gets"})


def _case(reading: Reading, part: Span) -> frozenset[str]:
    """Return the words of a condition that tell it from another: its sides, numbers and negations included."""
    said = _SIGN_OR_WORD.findall(reading.passage.lower[part.start : part.end])
    return frozenset(word.removesuffix("s") for word in said if word not in CASE_FRAME and word not in _WHATEVER)


def _differ(reading: Reading, first: Branch, second: Branch) -> bool:
    """Tell whether what follows the second time is something else, and no next step."""
    if first.consequence is None or second.consequence is None or _SEQUEL.search(reading.passage.lower, *_of(second)):
        return False
    outcomes = [topic_of(reading.passage, part) for part in (first.consequence, second.consequence)]
    return bool(outcomes[0] and outcomes[1]) and not (outcomes[0] <= outcomes[1] or outcomes[1] <= outcomes[0])


def _of(branch: Branch) -> Span:
    """Return what a rule says apart from its condition."""
    return branch.consequence or Span(0, 0)


_NEEDED = re.compile(
    r"(?<!not )(?<!n't )\b(?:required|mandatory|compulsory|obligatory|must (?:all )?be (?:set|filled|present|given)|"
    r"never (?:be )?(?:empty|missing)|not null|pflicht\w*|obligatoires?|obligatori[oa]s?)\b"
)
_SPARED = re.compile(
    r"\b(?:optional|(?:may|can|could) (?:also )?(?:be|stay|remain) (?:left )?(?:empty|blank|missing|null|out|away)|"
    r"(?:may|can) be (?:left out|omitted|skipped)|"
    r"(?:is|are|stays?|comes?|arrives?) (?:often|sometimes|mostly|usually) (?:left )?(?:empty|blank|missing|null)|"
    r"not (?:required|mandatory|needed)|nullable|"
    r"(?:isn't|aren't|needn't|doesn't have to|don't have to|has to|have to|need) be (?:set|filled)|"
    r"freiwillig|facultati\w+|opcional\w*|(?:darf|kann|dürfen|können) (?:leer|fehlen))\b"
)
_EXCEPTED = re.compile(r"\b(?:only|except|but|apart from|just|nur|außer|sauf|seul\w*|salvo|solo|sólo)\b")
_ALL = re.compile(r"\b(?:all|every\w*|each|both|alle\w*|jede\w*|tou[st]\w*|todos|todas|ambos|none|neither|any)\b")


def _needed_and_spared(reading: Reading, fillings: Fillings) -> Retold | None:
    """Find a field, or all of them, that is called required and optional."""
    if not _is_filled(fillings, "required"):
        return None
    text = reading.passage.lower
    spared = [part for part in reading.parts if _SPARED.search(text, *part) and not _EXCEPTED.search(text, *part)]
    needed = [part for part in reading.parts if _NEEDED.search(text, *part) and part not in spared]
    about = {part: _names(reading, part) for part in (*needed, *spared)}
    for one in needed:
        known = topic_of(reading.passage, Span(0, one.start))
        is_all = bool(_ALL.search(text, *one))
        for other in spared:
            is_one_of_all = is_all and one.start < other.start and (_ALL.search(text, *other) or about[other] & known)
            if is_one_of_all or about[one] & about[other]:
                return "required", other
    return None


def _names(reading: Reading, part: Span) -> frozenset[str]:
    return topic_of(reading.passage, part) - PREDICATES - FIELD_WORDS


_NOWHERE_ELSE = re.compile(
    r"\b(?:nowhere else|never anywhere else|not anywhere else|and only there|only (?:there|in|to|on)|exclusively|"
    r"nur (?:in|im|dort)|nirgendwo sonst|seulement|uniquement|nulle part ailleurs|sólo|solamente)\b"
)
_ALSO_KEPT = re.compile(
    r"\b(?:cop(?:y|ies)|also|too|as well|in addition|duplicate\w*|mirror\w*|second|another|backup|kopie|auch|aussi|"
    r"también|sits?|goes|is|are|ends? up|lands?)\b"
)


def _kept_elsewhere(reading: Reading, fillings: Fillings) -> Retold | None:
    """Find a second place next to "nowhere else"."""
    if not _is_filled(fillings, "location"):
        return None
    only = _NOWHERE_ELSE.search(reading.passage.lower)
    places = [*reading.systems, *reading.interfaces]
    if only is None or not places:
        return None
    first = min(places)
    for place in sorted(places):
        part = next((clause for clause in reading.parts if clause.contains(place)), None)
        is_new = part is not None and place.start > max(only.end(), first.end) and not part.contains(first)
        if is_new and part and _ALSO_KEPT.search(reading.passage.lower, *part) and not _denied(reading, part):
            return "location", part
    return None


def _denied(reading: Reading, part: Span) -> bool:
    return bool(_NO.search(reading.passage.lower, *part))


_NO = re.compile(r"\b(?:no|not|never|nothing|nicht|nichts|nie|kein\w*|pas|rien|jamais|nada|nunca)\b|n't\b")


def _another_limit(reading: Reading, fillings: Fillings) -> Retold | None:
    """Find a second limit for the case that a person looks at."""
    if not (_is_filled(fillings, "condition") and "reviewer" in fillings):
        return None
    bounds = list(reading.numbers.bounds)
    found = rivals(reading, bounds)
    return ("condition", found) if found and not same_clause(reading, bounds[0].span, found) else None


_HIGHER = re.compile(r"\b(?:higher|greater|more|larger|later|after|above|over|longer|höher|größer|nach|plus|mayor)\b")
_LOWER = re.compile(
    r"\b(?:lower|less|smaller|fewer|earlier|before|below|under|shorter|niedriger|kleiner|vor|moins|menor)\b"
)


def _both_ways(reading: Reading, fillings: Fillings) -> Retold | None:
    """Find a rule that is turned round: "must be higher than at pick-up … must be lower than at pick-up"."""
    if not _is_filled(fillings, "rule"):
        return None
    text = reading.passage.lower
    for first, second in combinations(reading.clauses[:12], 2):
        turned = any(
            one.search(text, *first) and other.search(text, *second)
            for one, other in ((_HIGHER, _LOWER), (_LOWER, _HIGHER))
        )
        about = [topic_of(reading.passage, part) - _COMPARED for part in (first, second)]
        if turned and len(about[0] & about[1]) >= 2 and about[0] <= about[1]:
            return "rule", second
    return None


_COMPARED = frozenset({"higher", "greater", "larger", "later", "longer", "lower", "less", "smaller", "fewer", "always"})


_ADMITS = re.compile(
    r"\b(?:with \d+|without|empty|missing|blank|no|invalid|outside|other|wrong|ohne|leere\w*|sans|vide|sin|"
    r"vac[ií]\w*)\b[^.;]{0,40}?"
    r"\b(?:accepted|allowed|fine|okay|ok|valid|pass|passes|let through|taken|go through|goes through|akzeptiert|"
    r"erlaubt|acceptée?s?|aceptad[oa]s?)\b"
)


def _admitted(reading: Reading, fillings: Fillings) -> Retold | None:
    """Find what a rule keeps out let in again: "email must contain an @. Email without @ is accepted"."""
    if not _is_filled(fillings, "rule") or len(reading.clauses) < 2:
        return None
    about = topic_of(reading.passage, reading.clauses[0])
    for clause in reading.clauses[1:12]:
        admits = _ADMITS.search(reading.passage.lower, *clause)
        if admits and not _denied_before(reading, clause) and about & topic_of(reading.passage, clause) - PREDICATES:
            return "rule", clause
    return None


def _denied_before(reading: Reading, clause: Span) -> bool:
    return bool(re.search(r"\b(?:not|never|nicht|pas|nunca)\b|n't\b", reading.passage.lower[clause.start : clause.end]))


_FINDERS: tuple[Callable[[Reading, Mapping[str, Filling]], Retold | None], ...] = (
    _taken_back,
    _told_twice,
    _needed_and_spared,
    _kept_elsewhere,
    _another_limit,
    _both_ways,
    _admitted,
)
