"""Who has the last word over a decision: the machine alone, a person who confirms, or nobody has said yet."""

import re

from bot.domain.assessment.lexicons.actions import ACTING, ALONE_OR_ASKED, COMPUTING
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Rule, filled, spoiled
from bot.domain.assessment.talk import is_talk
from bot.domain.assessment.verbs import Verb

_WHO_PRESSES = re.compile(
    r"\b(?:button|on its own|by itself|alone|automatic\w*|autonom\w*|human|person|hint|suggest\w*|"
    r"decides?|confirm\w*|approv\w*|books|okays?|nods?|allein|automatisch)\b"
)
_WHETHER = re.compile(r"\b(?:who|whether|if|wer|ob|qui|quién|si)\b|\bor (?:just|only|a |the |by|on|whether|not)\b")
_CHECKS = (
    r"(?:approv|confirm|sign|releas|accept|check|review|ok(?:ay)?|clear|vet|validat|countersign|freigeb|bestätig|"
    r"prüf|valid|confirm|firm|aprueb)"
)
_FIRST = r"(?:before|beforehand|first|in advance|prior|bevor|vorher|zuerst|avant|au préalable|d'abord|antes|primero)"
_NO_MACHINE = r"(?!(?:it|and|then|that|which|bot|tool|system|also|model|agent|assistant|ai|und|et|y) )"
_EACH = r"(?:each|every|everything|all|jede\w*|alle|chaque|cada)"
_NO_ONE = r"(?:nobody|no one|no (?:human|person)|niemand|kein mensch|personne|nadie)"
_NOBODY_ASKED = re.compile(
    r"\b(?:all by itself|by itself|on its own|automatically|fully automat\w+|completely automat\w+|"
    r"without (?:a |any )?(?:human|person|approval|review|confirmation)|no (?:human|person|approval|"
    r"confirmation)|(?:with )?no \w+ (?:involved|in between|in the loop|asked|needed)|vollautomatisch|"
    r"ohne (?:freigabe|mensch\w*|prüfung)|"
    rf"{_NO_ONE} (?:(?:has|needs) to |must |ever )?(?:approves?|confirms?|checks?|looks?|looking|watching|involved|"
    r"touch(?:es)?|sees?|asked|signs?|steps in|in between))\b"
)
_SOMEBODY_ASKED = re.compile(
    rf"\b(?:has to|must|needs to|have to|muss|always) (?:\w+ )?{_CHECKS}\w*\b.{{0,40}}\b(?:{_EACH}|{_FIRST})\b|"
    rf"(?<![\w-]){_NO_MACHINE}[\w-]+ (?:{_CHECKS}\w*s|decides?) (?:off )?(?:on )?{_EACH}\b|"
    rf"(?:^|[.;,\n(]\s?)(?:but |and )?(?:the |an? |our )?[\w -]{{3,30}} {_CHECKS}\w*s (?:off )?[^.;\n]{{0,50}}?"
    rf"\b{_FIRST}\b|"
    r"\bonly after (?:a |an |the )?\w+ (?:approves?|approval|confirm\w*|ok)\b|"
    r"\b(?:nothing|no \w+|none|not(?: \w+)?|nichts|rien|nada) [^.;\n]{0,40}\b(?:before|until|unless|without|bevor|"
    r"bis|ohne|avant|sans|hasta|sin) (?:the |an? |der |die |le |la |el )?\w+"
)
# "The foreman decides whether to send somebody" names who decides; "we decide later whether" does not.
_DECIDES_WHETHER = re.compile(
    r"(?<!\bwe )(?<!\bi )(?<!\bthey )\b(?:decides|chooses|judges|entscheidet|décide|decide) "
    r"(?:whether|if|who|ob|si|qui)\b"
    r"(?![^.;\n]*\b(?:later|next|once|after|when|tbd|open)\b)"
)
_NOBODY = re.compile(rf"\b(?:{_NO_ONE}|without|no \w+)\b")
_MAYBE_TWICE = re.compile(
    r"\b(?:might|could|may)\b.{3,80}\b(?:might|could|may)\b|\bmaybe\b[^.;\n]{2,60}\bmaybe\b|"
    r"\bvielleicht\b[^.;\n]{2,60}\bvielleicht\b|\bpeut-être\b[^.;\n]{2,60}\bpeut-être\b"
)
_ASKS = re.compile(r"\b(?:whether|who|wer|ob|qui|quién)\b")


def autonomy(reading: Reading, verbs: list[Verb]) -> Filling:
    """Read who has the last word off explicit statements, else off a verb that carries it."""
    text = reading.passage.lower
    if open_question := _left_open(reading):
        return spoiled(open_question, Rule.PLACEHOLDER)
    if twice := _MAYBE_TWICE.search(text):
        return spoiled(Span(*twice.span()), Rule.HEDGE)
    if _NOBODY_ASKED.search(text) and (asked := _somebody_asked(reading)):
        return spoiled(asked, Rule.CONTRADICTION)
    acting = next((place for said, place in verbs if said in ACTING or said not in COMPUTING), None)
    return filled(reading.search(ALONE_OR_ASKED) or acting)


def _left_open(reading: Reading) -> Span | None:
    """Find "whether it books that itself", where that is put off or only wondered about."""
    text = reading.passage.lower
    for clause in reading.clauses:
        asks = _WHETHER.search(text, *clause)
        is_open = (
            asks
            and not _DECIDES_WHETHER.search(text, *clause)
            and (
                any(clause.overlaps(part) for part in reading.deferred)
                or any(clause.contains(part) and _asks_who(reading, part) for part in reading.parts)
            )
        )
        if is_open and (pressed := _WHO_PRESSES.search(text, *clause)):
            return Span(*pressed.span())
    return None


def _asks_who(reading: Reading, part: Span) -> bool:
    """Tell whether a part only wonders who presses the button: "whether the clerk approves, we don't know"."""
    return is_talk(reading, part) and bool(_ASKS.search(reading.passage.lower))


def _somebody_asked(reading: Reading) -> Span | None:
    """Find who has to agree beforehand; "nobody checks each draft first" is the opposite."""
    text = reading.passage.lower
    for asked in _SOMEBODY_ASKED.finditer(text):
        part = next((part for part in reading.parts if part.start < asked.end() <= part.end), reading.passage.whole)
        if any(bound.span.overlaps(part) for bound in reading.numbers.bounds):
            continue  # "each refund over 20 €" is asked about, the others are not
        nobody = _NOBODY.search(text, part.start, asked.end())
        if nobody is None or asked[0].startswith(("nothing", "no ", "none", "not")):
            return Span(*asked.span())
    return None
