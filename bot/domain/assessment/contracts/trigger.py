"""Which words fill the slots of the rollback trigger: a signal with its value, or a single event one can test.

"3 failed health checks in a row" and "the regulator issues a stop order" are events; "once it turns sour" is a figure
of speech, and "switch the flag off" is a procedure. A bare "if" proves nothing.
"""

import re
from collections.abc import Mapping

from bot.domain.assessment.clauses import covering
from bot.domain.assessment.conditions import is_trouble
from bot.domain.assessment.contracts.common import decided_against
from bot.domain.assessment.contracts.monitoring import are_staff, signal
from bot.domain.assessment.lexicons.figures import ABSTRACT, FIGURES, MOODS, PRONOUNS, STEP_OPENERS
from bot.domain.assessment.lexicons.noise import ALERT_NOISE
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.quantities import Role
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.trends import trend
from bot.domain.assessment.vagueness import vague_test

_OPENER = re.compile(
    r"\s*(?:(?:roll(?: it)? back|back out|off|we (?:roll|take it) back)\s+)?(?:only |even )?"
    r"(?:if|when(?:ever)?|once|as soon as|in case|after|at|on|upon|wenn|falls|sobald|bei|ab|nach|si|quand|dès que|"
    r"lorsque|cuando|en cuanto)?\s*"
)
_NUMBER = (
    r"\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|half a dozen|a dozen|a couple of|zwei|drei|vier|fünf|"
    r"sechs|zehn|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|diez"
)
_ONE = (
    r"auch nur eine?[nmrs]?|even an?|ne serait-ce qu'une?|aunque sea una?|"
    r"1|an?|one|any|the first|first|each|every|a single|single|even one|eine?n?|ein einzige[rs]?|jede[rs]?|une?|"
    r"un seul|cualquier|un solo|una"
)
_COUNTED = re.compile(rf"(?:a total of |more than |at least )?(?:{_NUMBER}) (?=[a-zäöüéñ])")
_ONCE = re.compile(rf"(?:{_ONE}) (?=[a-zäöüéñ])")
_EVEN_ONE = re.compile(
    r"(?:auch nur ein\w*|even an?|any|the first|first|a single|single|even one|one|jede[rs]?|cualquier) "
)
_IN_EVEN_ONE = re.compile(
    r"\b(?:auch nur eine?[nmr]?|even (?:one|an?)|just one|(?:a|one) single|un seul|une seule|un solo|una sola)"
    r"\s[^\W\d_]{3,}"
)
_TOGETHER = re.compile(
    r"\bin a row\b|\bconsecutive\b|\bsuccessive\b|\brunning\b|\bback to back\b|\bhintereinander\b|\bin folge\b|"
    r"\bnacheinander\b|\bd'affilée\b|\bseguid[oa]s\b|"
    r"\b(?:the |in one |on one |within one |am |im |el |le |la |)(?:same|single|selben|gleichen|même|mismo|misma) \w+|"
    r"\b(?:within|in|on|per|a|during|over|inside) (?:one|a|any|the|an?)? ?(?:hour|shift|day|night|week|month|match|run|"
    r"batch|trip|morning|flight|quarter|season)\b"
)
_NO_VERB = (
    r"out|at|it|but|not|about|without|just|next|last|first|must|its|this|is|was|has|as|us|plus|less|versus|most|best|"
    r"worst|cost|against|front|list|left|went|lost|sent|let|put|set|cut|hit|often|even|then|when|between"
)
_PLAIN_PRESENT = re.compile(
    rf"\b(?!(?:{_NO_VERB})\b)[a-zäöü]{{2,}}(?:s|t|en)\b (?:an?|the|any|one|its|his|her|their|two|\d+|to|"
    r"for|without|into|from|on|twice|more|der|die|das|den|eine?n?|le|la|un|una|el)\s?"
)
_BEFALLS = re.compile(
    r"\b(?:is|are|gets?|has been|have been|was|were|wird|est|es) (?:\w+ ){0,2}?"
    r"\w+(?:ed|en|eft|ept|ent|ost|aid|old|own|orn|urt|ilt|hit|cut|ado|ada|ido|ida|é|ée)\b"
)
_BREAKS = re.compile(
    r"\b(?:crash\w*|stops?|dies|hangs?|leaks?|burns?|fails?|breaks?|collapses?|derails?|explodes?|"
    r"abstürzt|ausfällt|stirbt|tombe en panne|se cae)\b"
)
_ADDRESSED = re.compile(r"\b(?:we|us|i|you)\b(?:'ll|'d| will| would| know| see| notice| hear)?")
_ORDERED = re.compile(
    r"(?:the |an? |our |die |das |der )?(?:regulator|court|judge|authority|authorities|ministry|inspector|auditors?|"
    r"ombudsman|works council|police|supervisory board|aufsicht\w*|behörde|betriebsrat|gericht)\s[a-zäöü]{3,}\s"
    r"(?:us|it|the|this|that|an?|das|uns|den|die)\b"
)
_PUT_DOWN = re.compile(
    r"\b(?:never|some ?day|always|must|should|comes first|goes live|king|matters|wants?|there (?:is|are)|slides?|"
    r"immer|siempre|toujours)\b"
)
_PLENTY = re.compile(
    r"\b(?:or|oder|ou|o)\s(?:an? )?(?:significant|large|high|unusual|growing|considerable|lots?|loads|plenty|many|"
    r"several|some|too many|too much|viele|beaucoup|muchos)\b[^,.;]*"
)


def rollback_trigger(reading: Reading) -> Fillings:
    """Read the signal and the value, or the single event, that forces the rollback."""
    text = reading.passage.lower
    if figure := FIGURES.search(text):
        return {"threshold": spoiled(Span(*figure.span()), Rule.ADJECTIVE)}
    if against := decided_against(reading, _ROLLING):
        return dict.fromkeys(("signal", "threshold"), filled(against))
    is_refused = _NO_ROLLBACK.match(text) and not _CASE.search(text) and not reading.numbers.bounds
    if is_refused or _is_a_record(reading):
        return _all_if_decided(reading)
    found = dict(signal(reading))
    if unsaid := _UNSAID.search(text):
        nowhere = spoiled(Span(*unsaid.span()), Rule.ADJECTIVE)
        return {"signal": _watched(reading, Span(0, unsaid.start())), "threshold": nowhere}
    if _is_procedure(reading):
        return {}
    if any(filling.rule for filling in found.values()):
        return {**found, "signal": _signal(reading, found)}
    if reading.numbers.bounds or (reading.numbers.bare and found.get("threshold", ABSENT).is_filled):
        return _with_plenty(reading, {**_with_window(reading, found), "signal": _signal(reading, found)})
    if paid := _in_money(reading):
        return paid
    if moved := trend(reading):
        return {"signal": _watched(reading, Span(0, moved.start)), "threshold": spoiled(moved, Rule.NO_NUMBER)}
    event = _event(reading)
    return event if event else _named_only(reading)


_ROLLING = r"(?:roll-?backs?|rolling back|triggers?|auslöser|rückkehr|rückfall\w*|retour\w*|vuelta\w*|reversi[óo]n\w*)"


def _in_money(reading: Reading) -> Fillings | None:
    """Read a limit in money, which is a budget anywhere else."""
    money = _MONEY.search(reading.passage.lower)
    if money is None:
        return None
    behind = Span(money.end(), len(reading.passage.lower))
    said = reading.content(behind) or reading.content(Span(0, money.start()))
    return {"signal": filled(covering(said)), "threshold": filled(Span(*money.span()))} if said else None


_NO_ROLLBACK = re.compile(
    r"\W*(?:there(?:'s| is| will be) )?(?:no|never|kein\w*|pas de|aucun\w*|sin|ningún) (?:automatic |such )?"
    r"(?:roll-?backs?|rolling back|way back|triggers?|auslöser|retour|vuelta|reversión)\b|"
    r"\W*we (?:never|don't|won't) roll"
)
_HAPPENED = re.compile(
    r"\b(?:went live|ran|was|were|had|took|cost|came|shipped|launched|started|lasted|rolled out|introduced|covered|"
    r"covers|contains|has|includes|stays?|remains?|licen[cs]ed|runs?|needs?|lief|war|hatte|kam)\b"
)


def _all_if_decided(reading: Reading) -> Fillings:
    """Take "no rollback" for an answer when it is stated as decided, and for a shrug otherwise."""
    is_decision = reading.is_decided and _NO_ROLLBACK.match(reading.passage.lower)
    return dict.fromkeys(("signal", "threshold"), filled(reading.passage.whole)) if is_decision else {}


def _is_a_record(reading: Reading) -> bool:
    """Tell whether versions, dates and lengths of time are all it says: "v2.3 went live on 4 March"."""
    text = reading.passage.lower
    is_case = _CASE.search(text) or reading.numbers.bounds or is_trouble(reading.passage, reading.passage.whole)
    return bool(_HAPPENED.search(text) and _VERSION.search(text)) and not is_case


_VERSION = re.compile(r"\bv?\d+\.\d+\b|\bversion \d|\bv\d")
# A limit that somebody carries in mind: "above what the partners tolerate", "more than usual".
_UNSAID = re.compile(
    r"\bthan (?:we|they|people|anybody|anyone) (?:can|could|is|are|want\w*|like[sd]?|will)\b[^.;\d]*$|"
    r"\b(?:above|over|beyond|below|under|exceeds?|more than|higher than|lower than|less than|worse than|outside|über|"
    r"unter|mehr als|au-dessus de|plus que|más de|por encima de)\s(?:(?:what|whatever|was|ce que|lo que)\b|"
    r"(?:the |our |its )?(?:usual|normal|expected|average|acceptable|tolerable|agreed|planned|comfort\w*|appetite|"
    r"limit|üblich\w*|erwartet\w*|d'habitude|lo normal))[^.;\d]*$"
)


def _watched(reading: Reading, before: Span) -> Filling:
    said = [(w, place) for w, place in reading.content(before) if w not in ALERT_NOISE | MOODS]
    return filled(covering(said))


_MONEY = re.compile(
    r"(?:\b(?:more than|over|above|exceeds?|at least|mehr als|über|plus de|más de)|[>≥])\s*(?:€|\$|£|eur |chf |usd )?"
    r"\d[\d.,' ]*(?:k|m)? ?(?:€|\$|£|eur|euros?|chf|usd|gbp)?(?![\w%])"
)


def _is_procedure(reading: Reading) -> bool:
    """Tell whether it lists what is done, without any case in which it is done."""
    clauses = reading.clauses
    text = reading.passage.lower
    if not clauses or _CASE.search(text):
        return False
    return bool(STEP_OPENERS.search(text, *clauses[0]) or _DONE_BY_HAND.match(text))


_DONE_BY_HAND = re.compile(
    r"\W*(?:[\w-]+ )?\(?<@\w+>\)? (?:(?:may|can|will|darf|peut|puede) )?(?:flips?|switch(?:es)?|disables?|turns?|"
    r"stops?|pulls?|sets?|reverts?|restores?|redeploys?|schaltet|stellt|désactive|arrête|apaga|desactiva)\b"
)


_CASE = re.compile(
    r"\b(?:if|when|once|as soon as|above|below|over|under|exceeds?|more than|reaches|wenn|sobald)\b|"
    r"[<>](?=\s?=?\s?\d)|[≥≤→]"
)


def _signal(reading: Reading, found: Mapping[str, Filling]) -> Filling:
    """Let a service or a team be the signal too: who is told is no question here."""
    if _is_pronoun(reading):
        return ABSENT
    named = found.get("signal", ABSENT)
    if named.is_filled or named.rule:
        return named
    taken = tuple(span for bound in (*reading.numbers.bounds, *reading.numbers.bare) for span in bound.spans)
    windows = tuple(window.span for window in reading.windows)
    said = [(w, place) for w, place in reading.content(without=(*taken, *windows)) if w not in ALERT_NOISE | MOODS]
    vague = vague_test(reading.passage, reading.passage.whole, reading.numbers.bounds)
    said = [(w, place) for w, place in said if w not in ABSTRACT and not (vague and vague.contains(place))]
    return filled(covering(said)) if said and (len(said) >= 2 or taken) else ABSENT


_ONLY_PRONOUN = re.compile(
    r"(?:(?:it|this|that|they|things?|we|we're|we are|we get|numbers?|the (?:value|number|figure|rate|share|"
    r"quality|accuracy|score|performance|results?)|es|das|ça|cela|la qualité|eso|esto)\b)(?:\s\w+){0,2}\s?"
)


def _is_pronoun(reading: Reading) -> bool:
    """Tell whether only a pronoun or a generic noun passes the limit: "as soon as it goes over 7 %"."""
    bound = next(iter((*reading.numbers.bounds, *reading.numbers.bare)), None)
    if bound is None:
        return False
    clause = next((clause for clause in reading.clauses if clause.contains(bound.quantity.number)), None)
    opener = _OPENER.match(reading.passage.lower, *clause) if clause else None
    start = bound.comparator.start if bound.comparator else bound.span.start
    noun = bound.quantity.noun
    is_counted = noun is not None and reading.passage.lower[noun.start : noun.end] not in FUNCTION_WORDS
    if opener is None or is_counted or start <= opener.end():
        return False
    return bool(_ONLY_PRONOUN.fullmatch(reading.passage.lower, opener.end(), start)) and not reading.content(
        Span(opener.end(), start)
    )


_PHYSICAL = re.compile(
    r"\s?(?:°\s?[cf]?|degrees|grad|c|f|k|bar|psi|db[a-z]*|v|kv|kw|mw|a|mm|cm|m|km|kg|g|t|tons?|tonnes|km/h|mph|rpm|ppm|ppb|lux|"
    r"k?hz|mpa|kpa|hpa|knots|kn|l|litres|ml|ph|mg|µg|ntu)(?![\w])"
)


def _with_window(reading: Reading, found: Fillings) -> Fillings:
    """Tell a count ("over 15 containers") from the sample it looks like."""
    window, threshold = found.get("window", ABSENT).span, found.get("threshold", ABSENT).span
    others = [other.span for other in reading.windows if threshold and not other.span.overlaps(threshold)]
    bound = next((b for b in reading.numbers.bounds if threshold and threshold.contains(b.quantity.number)), None)
    if bound and found.get("window", ABSENT).rule and _PHYSICAL.match(reading.passage.lower, bound.quantity.number.end):
        return {**found, "window": ABSENT}
    if window and threshold and window.overlaps(threshold) and not others:
        return {**found, "window": spoiled(window, Rule.NO_WINDOW)}
    return found


def _with_plenty(reading: Reading, found: Fillings) -> Fillings:
    """Spoil the threshold when a second signal has none: "…, or a significant number of …"."""
    plenty = _PLENTY.search(reading.passage.lower)
    if plenty is None or any(Span(*plenty.span()).overlaps(bound.span) for bound in reading.numbers.bounds):
        return found
    return {**found, "threshold": spoiled(Span(*plenty.span()), Rule.QUANTIFIER)}


def _event(reading: Reading) -> Fillings | None:
    """Read the first clause that tells of something one can see happen."""
    for clause in reading.clauses:
        opener = _OPENER.match(reading.passage.lower, *clause)
        start = opener.end() if opener else clause.start
        body = Span(start, clause.end)
        counted = _counted(reading, body)
        if counted:
            return counted
        if _happens(reading, body):
            said = filled(body)
            return {"signal": said, "threshold": said}
    if enough := _ENOUGH.search(reading.passage.lower):
        told = reading.concept(Span(0, enough.start()))
        return dict.fromkeys(("signal", "threshold"), filled(told)) if told else None
    single = next((part for part in reading.parts if _is_a_single_one(reading, part)), None)
    return dict.fromkeys(("signal", "threshold"), filled(single)) if single else None


def _is_a_single_one(reading: Reading, part: Span) -> bool:
    """Tell whether a part behind a preamble tells of one thing that is enough: "…, a single notice sent to …"."""
    is_one = _EVEN_ONE.match(reading.passage.lower, *part) or _SINGLE_ONE.match(reading.passage.lower, *part)
    return bool(is_one) and _happens(reading, part)


_SINGLE_ONE = re.compile(r"(?:a|one) single |un seul |une seule |un solo |una sola |ein einzige[rs]? |eine einzige ")


_ENOUGH = re.compile(
    r"\b(?:once|one|a single (?:one|case)|einmal|ein fall|une fois|un seul|una vez|uno) "
    r"(?:is enough|is too many|suffices|reicht|genügt|suffit|basta)\b"
)


def _counted(reading: Reading, body: Span) -> Fillings | None:
    text = reading.passage.lower
    number = _count(reading, body)
    said = [(w, place) for w, place in reading.content(body) if w not in ALERT_NOISE | MOODS]
    if number is None or not said or _ADDRESSED.search(text, *body):
        return None
    is_closed = bool(_TOGETHER.search(text, *body)) or bool(reading.windows)
    window = filled(None) if is_closed else spoiled(number, Rule.NO_WINDOW)
    if len(said) < 2 and not is_closed:
        return None
    return {"signal": filled(covering(said)), "threshold": filled(number), "window": window}


def _count(reading: Reading, body: Span) -> Span | None:
    """Return the number that opens a clause and counts what happens: "forty seats sold twice", not "12 devs"."""
    counted = next((one for one in reading.quantities if one.number.start == body.start), None)
    if counted:
        is_count = counted.role is Role.MEASURE and counted.unit is None and counted.value >= _SEVERAL
        return counted.number if is_count and counted.noun and not are_staff(reading, counted.noun) else None
    worded = _COUNTED.match(reading.passage.lower, *body)
    return Span(*worded.span()) if worded else None


_SEVERAL = 2


def _happens(reading: Reading, body: Span) -> bool:
    """Tell whether a clause has somebody or something concrete that does or suffers something concrete."""
    text = reading.passage.lower
    if _ORDERED.match(text, *body):
        return True
    said = [w for w, _ in reading.content(body) if w not in MOODS and w not in ALERT_NOISE]
    if not said or _PUT_DOWN.search(text, *body) or MOODS & {w for w, _ in reading.content(body)}:
        return False
    is_shown = bool(_BEFALLS.search(text, *body) or _PLAIN_PRESENT.search(text, *body))
    fails = bool(_BREAKS.search(text, *body)) or is_trouble(reading.passage, body)
    if PRONOUNS.match(text, *body):
        return (is_shown or fails) and len(said) >= 2
    is_one = bool(_ONCE.match(text, *body)) and (len(said) >= 2 or bool(_EVEN_ONE.match(text, *body)))
    is_one = is_one or (bool(_IN_EVEN_ONE.search(text, *body)) and len(said) >= 2)
    has_case = body.start > 0 and len([word for word in said if word not in ABSTRACT]) >= 3
    return is_one or (is_shown and len(said) >= 2) or (fails and len(said) >= 2) or has_case


_DECLARED = re.compile(r"\b(?:strings?|mandatory|required|optional|varchar|integers?)\b")


def _named_only(reading: Reading) -> Fillings:
    """Keep the thing that is watched when its limit is put off: "late trains, limit will be set"."""
    said = [(w, place) for w, place in reading.content() if w not in ALERT_NOISE | MOODS | {"limit", "number"}]
    is_put_off = bool(reading.deferred) and len(reading.parts) >= 2
    fine = is_put_off and len(said) >= 2 and not reading.parties
    if fine:
        return {"signal": filled(covering(said))}
    found = signal(reading)
    if _DECLARED.search(reading.passage.lower):
        return {}
    return {} if found.get("threshold", ABSENT).is_filled else {"signal": found.get("signal", ABSENT)}
