"""Words that no program can check in a condition: "when it looks odd", "if necessary", "tricky files"."""

import re

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.lexicons.people import BODIES, TEAMS
from bot.domain.assessment.lexicons.words import VAGUE_STEMS, VAGUE_TEST_WORDS
from bot.domain.assessment.passage import Passage, Span
from bot.domain.assessment.people import is_role
from bot.domain.assessment.phrases import alternatives

_VAGUE_PHRASE = re.compile(
    r"\b(?:spik(?:e|es|ing)|surg(?:e|es|ing)|through the roof|skyrocket\w*|pil(?:e|es|ing) up|soar(?:s|ing)?|"
    r"explod(?:e|es|ing)|"
    r"out of hand|out of control|shoot(?:s|ing)? up|uptick|flood of|wave of|unusual\w*|all over the place|nach oben|"
    r"durch die decke|häufen sich|explosent|se disparan?)\b|"
    r"\b(?:says? so|wants? (?:it|that|us)|go(?:es)? up|not (?:sure|confident|certain|clear|good|right|ok|"
    r"quite right)|(?:isn'?t|aren'?t|is not|"
    r"are not) (?:sure|confident|certain|clear|good|right|ok|happy)|in doubt|go(?:es)? wrong|going wrong|"
    r"went wrong|(?:is|are|looks?|seems?|feels?|something) (?:wrong|off|odd|weird|bad|not right|fishy)|"
    r"that (?:really |actually )?(?:matter|matters|count|counts)\b|\w{4,} enough\b(?! \d)|looks? (?:odd|weird|"
    r"strange|bad|funny|fishy|suspicious|plausible|good|right)|"
    r"mak(?:es|ing) sense|adds? value|(?:is|are) called for|no longer (?:given|justif\w+|commensurate|sensible)|"
    r"zu (?:warm|kalt|heiß|hoch|niedrig|langsam|lange?|viele?|oft|groß|klein|spät|früh|dunkel|hell|laut|"
    r"voll|leer|teuer)|"
    r"(?:situations?|circumstances?|cases?|lage|situación|umstände) (?:[\w-]+ ){0,5}?(?:calls? for|requires?|demands?|"
    r"warrants?|exig\w+|exij\w+|erforder\w+|verlang\w+)|"
    r"(?:sounds?|seems?|feels?|semble|paraît|parece|suena) (?!to (?:be|have) in\b)\w+|"
    r"(?:wirkt|scheint|klingt)(?! (?:auf|bei))|"
    r"appears? (?!on\b|in\b|twice\b|more\b|again\b|at\b|under\b|within\b|\d)\w+|"
    r"doesn'?t (?:work|perform|look right|feel right|behave)|does not (?:work|perform)|"
    r"(?:as|if|when|where|wo|wenn|falls|si) (?:\w+ )?(?:needed|necessary|required|appropriate|applicable|"
    r"possible|nötig|notwendig|erforderlich|sinnvoll|nécessaire|besoin|necesario)|low confidence|"
    r"high risk|high-risk|low quality|too (?:low|high|bad|many|much|slow|complex|long|often|big|large|"
    r"expensive|small|old|far|late|few)|people (?:complain|trust|stop)|complaints? (?:come|pile)|"
    r"edge cases?|corner cases?|special (?:cases?|ones?)|gut feeling|common sense|case by case|it matters|"
    r"stuff happens|trust|things go|keep(?:s|ing)? an eye|good (?:parts?|cases?|ones?)|bad (?:parts?|"
    r"cases?|ones?|results?))\b"
)
_OR = re.compile(
    r",?\s+(?:or|oder|ou|o)\s+(?!more\b|less\b|higher\b|lower\b|above\b|below\b|over\b|under\b|better\b|"
    r"worse\b|mehr\b|weniger\b|equal\b|later\b|longer\b|greater\b|fewer\b)|;\s+|\n"
)
_SOMETHING = re.compile(
    r"\b(?:if|when(?:ever)?|once|as soon as|in case|falls|wenn|sobald|si|quand|lorsque|dès que|cuando)\s"
    r"(?:something|anything|things?|stuff|ça|cela|quelque chose|etwas|irgend(?:et)?was|algo)\s"
    r"(?:(?:\w+ly|just|ever|dann|mal|else) )?(?!(?:else|over|under|above|below|like|that|in|on|from|than|other)\b)"
    r"[^\W\d_]+(?: [^\W\d_]+)?(?=\s*(?:$|[,.;:→]))|\bes (?:klemmt|hakt|brennt|hapert|knirscht|kriselt)\b"
)
_INFLECTED = re.compile(rf"(?:{alternatives(VAGUE_STEMS)})(?:e[nrms]?|[aos]|[ao]s|ses?|les?)?")
_TOKEN = re.compile(r"[^\W\d_][\w]*(?:[-'][\w]+)*")

_CODED = re.compile(r"\b(?:class|type|code|category|level|grade|zone|klasse|stufe|zone|clase)(?:es|s)? [a-z]?\d")


def vague_test(passage: Passage, span: Span, bounds: tuple[Bound, ...]) -> Span | None:
    """Find the words that no program can check in a condition; a bound in the same alternative makes them testable."""
    start = span.start
    if _CODED.search(passage.lower, *span):
        return None
    for separator in [*_OR.finditer(passage.lower, *span), None]:
        end = separator.start() if separator else span.end
        part = Span(start, end)
        is_bound = any(part.overlaps(bound.span) and not bound.hedge for bound in bounds)
        vague = None if is_bound else _vague_words(passage, part)
        if vague:
            return vague
        start = separator.end() if separator else end
    return None


_GOVERNED = re.compile(r" (?:an?|the|its|his|her|their|one) ")


_QUOTED = re.compile(r"(?<!\w)([\"'])[^\"'\n]{1,40}\1(?!\w)")


def _vague_words(passage: Passage, span: Span) -> Span | None:
    quoted = [Span(*found.span()) for found in _QUOTED.finditer(passage.lower, *span)]
    phrase = _VAGUE_PHRASE.search(passage.lower, *span) or _SOMETHING.search(passage.lower, *span)
    if phrase and not any(value.contains(Span(*phrase.span())) for value in quoted):
        return Span(*phrase.span())
    for found in _TOKEN.finditer(passage.lower, *span):
        if found[0] not in VAGUE_TEST_WORDS and not _INFLECTED.fullmatch(found[0]):
            continue
        is_verb = found[0] == "issues" and _GOVERNED.match(passage.lower, found.end())
        is_quoted = any(value.contains(Span(*found.span())) for value in quoted)
        is_kind = bool(_OF_A_KIND.match(passage.lower, found.start()))
        if not (is_verb or is_quoted or is_kind or _names_a_post(passage, found)):
            return Span(*found.span())
    return None


_OF_A_KIND = re.compile(
    r"(?:quality|performance) (?!drops|falls|suffers|degrades|gets|goes|is|sinks|worsens|problems|issues)[a-z]{3,}s\b"
)
_NEXT_WORD = re.compile(r"[ -]([^\W\d_]+)")
_POSTS = TEAMS | BODIES | frozenset({"control", "care", "assurance", "management"})


def _names_a_post(passage: Passage, word: re.Match[str]) -> bool:
    """Tell whether a word only says which post or body it is: "quality lead", "critical care nurse"."""
    follows = _NEXT_WORD.match(passage.lower, word.end())
    return follows is not None and (is_role(follows[1]) or follows[1] in _POSTS)
