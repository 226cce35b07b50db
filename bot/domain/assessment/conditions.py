"""Conditions and what follows from them: if/when clauses, arrows, "X: Y" lines, "every X goes to Y", default branches."""

import re
from dataclasses import dataclass

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.clauses import clauses, content
from bot.domain.assessment.lexicon_words import VAGUE_TEST_WORDS
from bot.domain.assessment.passage import Passage, Span

_IF = (
    r"(?:only |except |but |and |or )?(?:if|when(?:ever)?|once|as soon as|in case(?: of| that)?|in the event (?:of|that)|unless|wherever|every time|each time|any time|upon|should|as long as|given|"
    r"wenn|falls|sobald|sofern|immer wenn|im falle?|bei|ab|solange|fällt|ist|sind|liegt|si|lorsque|quand|dès que|en cas de?|s'il|cuando|en caso de|siempre que)"
)
_OPENS = re.compile(rf"(?<![\w'-])(?:{_IF})(?![\w-])")
_THEN = re.compile(
    r"\s*(?:,?\s*\b(?:then|dann|alors|entonces)\b:?|→|->|,(?=\s)|:(?=\s)|\s-{1,2}\s|\s(?=(?:we|it|the system|the case|the ticket|please|page|pages|send|route|alert|notify|put|set|goes?)\b))"
)
_ARROW = re.compile(r"\s*(?:→|-{1,2}>|={1,2}>)\s*")
_COLON = re.compile(r":\s+")
_GOES = re.compile(
    r"(?:,\s*)?(?<![\w])(?:(?:always |then |directly |automatically |first |immediately )?(?:goes?|go|gets?|get|is|are|be|will be|has to be|have to be|must be|needs? to be|should be|land|lands|end up|ends up|move|moves|triggers?|requires?|needs?|must|wait|waits|stay|stays|fall|falls|come|comes|return|returns|leads? to|causes?|pages?|means?|"
    r"geht|gehen|kommt|landet|wird|werden|braucht|muss|va|vont|est|sont|doit|va a|van a|se|pasa|debe|gehört|prüft|entscheidet|übernimmt|(?:always )?(?:reviews?|checks?|approves?|confirms?|decides?|signs?(?: off)?|looks?|inspects?|verifies|validates?|handles?))(?:\s(?:to|in|into|sent|routed|reviewed|checked|approved|handled|rejected|parked|put|by|on|at|back|through|an|zu|in|auf|zur|zum)\b)?)"
)
_DEFAULT = re.compile(
    r"\b(?:otherwise|else(?! if)|or else|elsewise|(?:every|any)(?:thing|one|body|where) else|all (?:the )?(?:others?|rest|remaining)\b[\w ]{0,20}|(?:the |any |every )?(?:rest|remainder|remaining\b[\w ]{0,20})|(?:in |for )?(?:all|any|every) other\b[\w ]{0,30}|all else|the other\b[\w ]{0,20}|others?\b(?=\s*(?:go|goes|:|→|get|are|is|stay))|by default|default(?:s)?(?: is| to|:)?|failing that|if (?:not|none|neither|nothing|no rule|no match)\b[\w ]{0,30}|in (?:any|every|all) other cases?|unmatched|no match|"
    r"sonst\w*|andernfalls|ansonsten|alle[sn]? (?:andere[nr]?|übrige[nr]?|restliche[nr]?)|der rest|in allen anderen fällen|übrige\w*|im übrigen|sinon|autrement|(?:tous|toutes) les autres|le reste|les autres|dans (?:tous )?les autres cas|en (?:cualquier )?otro caso|de lo contrario|si no|los demás|el resto|todo lo demás|en los demás casos)\b|\bunless\b"
)
_VAGUE_PHRASE = re.compile(
    r"\b(?:not (?:sure|confident|certain|clear|good|right|ok|quite right)|(?:isn'?t|aren'?t|is not|are not) (?:sure|confident|certain|clear|good|right|ok|happy)|in doubt|goes? wrong|going wrong|went wrong|looks? (?:off|odd|weird|wrong|strange|bad|funny|fishy|suspicious|plausible|good|right)|feels? (?:off|odd|weird|wrong|strange|right)|seems? (?:off|odd|weird|wrong|strange)|mak(?:es|ing) sense|doesn'?t (?:work|perform|look right|feel right|behave)|does not (?:work|perform)|"
    r"(?:as|if|when|where|wo|wenn|falls|si) (?:\w+ )?(?:needed|necessary|required|appropriate|applicable|possible|nötig|notwendig|erforderlich|sinnvoll|nécessaire|besoin|necesario)|low confidence|high risk|high-risk|low quality|too (?:low|high|bad|many|much|slow|complex|long|often|big|large|expensive|small|old|far|late|few)|people (?:complain|trust|stop)|complaints? (?:come|pile)|edge cases?|corner cases?|special cases?|gut feeling|common sense|case by case|it matters|stuff happens|trust)\b"
)
_OR = re.compile(
    r",?\s+(?:or|oder|ou|o)\s+(?!more\b|less\b|higher\b|lower\b|above\b|below\b|over\b|under\b|better\b|worse\b|mehr\b|weniger\b|equal\b|later\b|longer\b|greater\b|fewer\b)|;\s+|\n"
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition and what follows from it; either may be absent."""

    condition: Span | None
    consequence: Span | None


def branches(passage: Passage) -> tuple[Branch, ...]:
    """Split every clause into its condition and its consequence."""
    return tuple(branch for clause in clauses(passage) for branch in _branches_of(passage.lower, clause))


def _branches_of(text: str, clause: Span) -> list[Branch]:
    arrow = _ARROW.search(text, *clause)
    if arrow and arrow.start() > clause.start:
        return [Branch(Span(clause.start, arrow.start()), Span(arrow.end(), clause.end))]
    opened = _OPENS.search(text, *clause)
    if opened and opened.start() - clause.start <= 3:
        then = _THEN.search(text, opened.end(), clause.end)
        if then:
            return [Branch(Span(opened.start(), then.start()), Span(then.end(), clause.end))]
        goes = _GOES.search(text, opened.end() + 3, clause.end)
        middle = goes.start() if goes else clause.end
        return [Branch(Span(opened.start(), middle), Span(middle, clause.end) if goes else None)]
    if opened and opened[0] not in ("ist", "sind", "ab", "si", "should"):
        return [Branch(Span(opened.start(), clause.end), Span(clause.start, opened.start()))]
    for splitter in (_COLON, re.compile(r"\bthen\b|\bdann\b"), _GOES):
        middle_match = splitter.search(text, clause.start + 2, clause.end)
        if middle_match:
            return [Branch(Span(clause.start, middle_match.start()), Span(middle_match.start(), clause.end))]
    return [Branch(None, clause)]


def defaults(passage: Passage) -> tuple[Span, ...]:
    """Find the words that open the branch for everything else."""
    return tuple(Span(*found.span()) for found in _DEFAULT.finditer(passage.lower))


def vague_test(passage: Passage, span: Span, bounds: tuple[Bound, ...]) -> Span | None:
    """Find the words that no program can check in a condition; a bound in the same alternative makes them testable."""
    start = span.start
    for separator in [*_OR.finditer(passage.lower, *span), None]:
        end = separator.start() if separator else span.end
        part = Span(start, end)
        vague = (
            None
            if any(part.overlaps(bound.span) and not bound.hedge for bound in bounds)
            else _vague_words(passage, part)
        )
        if vague:
            return vague
        start = separator.end() if separator else end
    return None


def _vague_words(passage: Passage, span: Span) -> Span | None:
    phrase = _VAGUE_PHRASE.search(passage.lower, *span)
    if phrase:
        return Span(*phrase.span())
    for found in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", passage.lower[span.start : span.end]):
        if found[0] in VAGUE_TEST_WORDS:
            return Span(span.start + found.start(), span.start + found.end())
    return None


def is_concrete(passage: Passage, span: Span) -> bool:
    """Tell whether a stretch has content of its own."""
    return bool(content(passage, span))
