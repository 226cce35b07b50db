"""People, groups, channels and roles: who can answer for something, and who can at least be reached."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.assessment.lexicons.people import (
    BODIES,
    FIRST_NAMES,
    NO_ROLE_BEFORE,
    NOT_A_NAME,
    ROLE_ENDINGS,
    ROLES,
    TEAMS,
)
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Passage, Span


class Kind(StrEnum):
    """How precisely somebody is named."""

    MENTION = "mention"
    AUTHOR = "author"
    FULL_NAME = "full name"
    GROUP = "group"
    CHANNEL = "channel"
    ROTA = "rota"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or some body that an answer names."""

    kind: Kind
    span: Span

    @property
    def is_person(self) -> bool:
        """Tell whether it is one identified human."""
        return self.kind in (Kind.MENTION, Kind.AUTHOR, Kind.FULL_NAME)


_MENTION = re.compile(r"<@[uw][a-z0-9]+>")
_GROUP = re.compile(
    r"<!subteam\^[a-z0-9]+>|<!(?:here|channel|everyone)>|@(?:here|channel|everyone)\b|(?<![\w@.<])@[a-z][\w.-]+"
)
_CHANNEL = re.compile(r"<#[cg][a-z0-9]+>|(?<![\w&#/])#[a-z][\w-]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_ROTA = re.compile(
    r"\b(?:on-?call|oncall|on call|pager ?duty|opsgenie|victorops|pager|rota|rotation|roster|duty [a-z]+|"
    r"standby|stand-by|bereitschaft\w*|rufbereitschaft|diensthabend\w*|hotline|service ?desk|help ?desk|"
    r"noc|soc|(?:1st|2nd|3rd|first|second|third)[ -](?:level|line)(?: support)?|l[123](?: support)?|"
    r"control room|war room|d'astreinte|astreinte|guardia|leitstelle|leitwarte|dispatch desk|"
    r"queue [\"']?[\w]*[-_\d][\w-]*|(?!(?:the|a|an|this|that|our|its|of|in|to|and|work|same|each|every|"
    r"message|dead letter|letter)\b)[\w-]+[ -]queue|[\w-]+ (?:in-?box|mailbox|postfach))\b"
)
# A function of a house, where only somebody can stand: "once a year, internal audit".
_FUNCTION = re.compile(
    r"(?:^\W*|[,;:→(]\s?|\s-\s|\b(?:quarter|month|week|year|monthly|weekly|quarterly|yearly) |"
    r"\b(?:by|with|von der|durch die|par l'|por )\s?)(?:the |our )?(?P<who>"
    r"(?:(?:internal|external|group|clinical|corporate) )?(?:audit|revision|compliance|innenrevision|interne revision|"
    r"audit interne|auditoría interna)|(?:group|credit|model|market|clinical|data|operational) (?:risk|governance))"
    r"(?=\s*(?:$|[.,;)\n]| (?:reviews?|looks?|checks?|decides?|signs?|approves?|"
    r"samples?|draws?|takes?|picks?|reads?)\b))"
)
_INITIALS = re.compile(
    r"(?<![\w@#<])(?!(?:IT|AI|KI|ML|API|LLM|US|EU|OK|JSON|CSV|PDF|ID|NO|ALL|WE)\b)[A-Z]{2,6}(?= (?:can|"
    r"may|decides?|stops?|is (?:called|paged|informed|notified)|reviews?|approves?|checks?|signs?|samples?|"
    r"reads?|looks?|goes|pulls?|on (?:demand|request)|"
    r"confirms?|gets? (?:paged|called|a|an))\b)"
)
_FIRST_PERSON = re.compile(
    r"(?<![\w'])(?:i(?:'ll|'m|'ve)?(?= [a-z])|i(?=\s*(?:$|[.!,]))|me|myself|mine|(?:it's|its|it is|that's|"
    r"that is|that would be) (?:me|on me|mine)|"
    r"on me|my (?:job|call|responsibility|name|neck|head|task|problem|baby)|yours truly|ich|moi|je|yo)(?![\w'])"
)
_NOT_FIRST_PERSON = re.compile(
    r"(?:\b(?:i (?:still|first|also|now|really|only) (?:need|have|must|want|hope|think)|i (?:will|'ll) (?:find|ask|"
    r"check|look|figure|get|let|come|clarify|try|talk|need|name|"
    r"propose|nominate|follow|see)|"
    r"i(?:'ve| have| had)? (?:put(?: down)?|named|chose|chosen|picked|wrote|written|entered|listed|noted|nominated|"
    r"appointed|booked|registered)(?! (?:my|it|this|that|me)\b)|"
    r"i'll (?:find|ask|check|look|figure|get|let|come|clarify|try|talk|need|"
    r"name|propose|nominate|follow|see)|i (?:think|guess|suppose|would (?:say|suggest|propose|guess|"
    r"assume|ask)|believe|assume|don't|do not|can't|cannot|can (?:ask|check|find)|am not|have no|"
    r"have to (?:ask|check|find)|have asked|need)|"
    r"i'm (?:not|asking|checking|looking|guessing|waiting|sure|unsure)|i (?:asked|talked|spoke|heard|told|"
    r"wrote|checked|hope|wonder|mean|suggest|propose|nominate|'d|trust|wish)|i'd (?:say|suggest|propose|"
    r"guess|ask|like)|i am (?:asking|checking|looking|guessing|waiting|sure|unsure)|(?:clear|known|obvious|new|up|"
    r"unclear) to me|i (?:haven't|have not|hadn't|didn't|did not|never|just) \w+|(?:ask|tell|ping|let|"
    r"told|tells|wrote|promised|assured|answered|texted|informed|convinced|asked|remind|give|send|get back to|dm|not|"
    r"help|without|except|bear with|excuse) me|not me|not mine|not my|"
    r"ich (?:glaube|denke|weiß|frage|kläre|kümmere)|je (?:pense|crois|ne|vais demander)|yo (?:creo|no))\b)"
)
_NAME = re.compile(
    r"(?<![\w@#<])(?:(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau|Mme|Sr|Sra)\.? )?([^\W\d_][^\W\d_'’-]+)(?: (?:[A-Z]\.|"
    r"[Vv]an|[Vv]on|[Dd]e|[Dd]er|den|[Dd]el|[Ll]a|el|al|bin|[Dd]i|[Dd]a|[Ll]e))* ([^\W\d_][^\W\d_'-]+)"
)
_COUNTED = re.compile(
    r"(?<![\w-])(?:\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|ten|twelve|zwei|drei|vier|fünf|"
    r"zehn)\+? (?:[a-zäöü-]+ )?$"
)
_GERMAN_NOUN = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "quote",
    "rate",
    "zeit",
    "anteil",
    "zahl",
    "dauer",
    "tion",
    "ität",
    "fehler",
    "kosten",
    "ige",
    "igen",
    "liche",
    "lichen",
    "ische",
    "ischen",
)
_WORDS = re.compile(r"[^\W\d_]+(?:[-'/][^\W\d_]+)*")


def find_parties(passage: Passage) -> tuple[Party, ...]:
    """Find everybody an answer names, in the order written."""
    found = [
        Party(kind, Span(*match.span()))
        for kind, pattern in (
            (Kind.MENTION, _MENTION),
            (Kind.GROUP, _GROUP),
            (Kind.CHANNEL, _CHANNEL),
            (Kind.CHANNEL, _MAIL),
            (Kind.ROTA, _ROTA),
        )
        for match in pattern.finditer(passage.lower)
    ]
    found += [Party(Kind.ROLE, Span(*match.span("who"))) for match in _FUNCTION.finditer(passage.lower)]
    found += [Party(Kind.ROLE, Span(*match.span())) for match in _INITIALS.finditer(passage.text)]
    found += first_persons(passage) + full_names(passage) + roles(passage) + _roles_by_position(passage)
    return tuple(sorted(found, key=lambda party: party.span))


def first_persons(passage: Passage) -> list[Party]:
    """Find the places where the author means himself or herself as the one who will do it."""
    denied = [Span(*match.span()) for match in _NOT_FIRST_PERSON.finditer(passage.lower)]
    spans = [Span(*match.span()) for match in _FIRST_PERSON.finditer(passage.lower)]
    return [Party(Kind.AUTHOR, span) for span in spans if not any(span.overlaps(no) for no in denied)]


def full_names(passage: Passage) -> list[Party]:
    """Find first and last names written out."""
    found = []
    position = 0
    while match := _NAME.search(passage.text, position):
        if _is_name(match[1], match[2]) and not _is_a_thing(passage, match):
            position = _more_names(passage.text, match.end())
            found.append(Party(Kind.FULL_NAME, Span(match.start(), position)))
        else:
            position = match.end(1)
    return found


_FURTHER_NAME = re.compile(r" ([A-ZÀ-Þ][^\W\d_]+)(?![\w-])")


def _more_names(text: str, end: int) -> int:
    """Take further names of the same person: "Ana Belén Ruiz Ortega"."""
    while (found := _FURTHER_NAME.match(text, end)) and found[1].lower() not in NOT_A_NAME:
        if is_role(found[1].lower()):
            break
        end = found.end()
    return end


_DETERMINED = re.compile(
    r"\b(?:das|der|die|dem|den|ein|eine[nmr]?|unser\w*|the|a|an|our|le|la|les|un|une|el|los|una) $"
)


def _is_a_thing(passage: Passage, name: re.Match[str]) -> bool:
    """Tell whether an article makes two capitals a thing: "das Bauchgefühl Alarm", "das Forstamt Clausthal"."""
    is_known = name[1].lower() in FIRST_NAMES
    return not is_known and bool(_DETERMINED.search(passage.lower, 0, name.start()))


_NO_FIRST_NAME = frozenset({"jeden", "jede", "jeder", "jedes", "jedem", "einmal", "zweimal", "alle", "chaque", "cada"})


def _is_name(first: str, last: str) -> bool:
    if (
        not (last[1].islower() or last[1] == "'")
        and last.istitle() is False
        and any(char.islower() for char in last[1:])
    ):
        return False  # "CVs", "PDFs"
    if first.lower() in NOT_A_NAME or last.lower() in NOT_A_NAME or is_role(first.lower()) or is_role(last.lower()):
        return False
    if first.lower() in _NO_FIRST_NAME:
        return False
    if first.lower().split("-")[0] in FIRST_NAMES and (last[0].isupper() or first[0].islower()):
        return first[0].isupper() or not _is_common(last.lower())
    return first.istitle() and last[0].isupper() and not last.isupper() and not first.lower().endswith(_GERMAN_NOUN)


_POSITIONED = re.compile(
    r"(?:→|->|\b(?:to|by|through) (?:the |an? |our )|\bby |[,:] (?:the |an? )?|^(?:the |"
    r"an? )?)((?:[a-zäöü-]+ ){0,2}[a-zäöü-]{2,}(?:er|or|ist|ian|ant|eer|eur|man|woman|yst|(?:er|or|ar|ist|ent|"
    r"ant|olog|eur)in(?:nen)?))s?(?=\s*(?:$|"
    r"[.,;)\n]| (?:when|whenever|if|every|each|once|samples?|goes|pulls|picks|opens|reviews?|checks?|approves?|"
    r"confirms?|decides?|signs?|looks?|reads?|gets?|is|are|sees?|"
    r"in|on|may|can)\b))"
)
_NO_PERSON = re.compile(
    r"\b(?:customer|user|number|order|folder|server|paper|letter|other|another|never|later|computer|"
    r"router|vendor|supplier|either|neither|whether|under|over|after|error|sensor|monitor|register|"
    r"counter|container|quarter|filter|header|footer|trigger|parameter|indicator|factor|calculator|order|"
    r"offer|power|buffer|cluster|docker|printer|scanner|newsletter|voucher|per|for|or|nor|her|ever|"
    r"however|together|further|rather|consumer|stakeholder|partner|paper|better|higher|lower|faster|"
    r"slower|larger|smaller|longer|shorter|older|newer|number|door|floor|color|error|relevant|important|"
    r"earlier|sooner|higher|significant|constant|plant|restaurant|variant|merchant|list|human|exist|water|meter|"
    r"tender|matter|"
    r"reminder|border|provider|identifier|ticker|banner|loader|helper|wrapper|worker|daughter|sister|"
    r"brother|mother|father|german|roman|minor|major|senior|junior|interior|exterior|behaviour|behavior|colour|flavour|motor|reactor|tractor|elevator|generator|detector|connector|whoever|whomever|whichever|wherever|whatever|whenever|hour|four|our|"
    r"termin|darin|worin|hierin|martin|berlin)s?$"
)


def _roles_by_position(passage: Passage) -> list[Party]:
    """Trust the ending of a word ("reader", "arborist") where only somebody can stand: "→ …", "by the …"."""
    return [
        Party(Kind.ROLE, Span(*found.span(1)))
        for found in _POSITIONED.finditer(passage.lower)
        if not _NO_PERSON.search(found[1])
    ]


def _is_common(word: str) -> bool:
    return word in FUNCTION_WORDS or word in GENERIC or word in PRAISE


def roles(passage: Passage) -> list[Party]:
    """Find named roles and bodies: "credit desk", "the shift lead", "claims team", "Sachbearbeiter"."""
    words = [(match[0], Span(*match.span())) for match in _WORDS.finditer(passage.lower)]
    found = []
    for index, (word, span) in enumerate(words):
        before = words[index - 1] if index else None
        if "/" in word or _COUNTED.search(passage.lower, max(0, span.start - 24), span.start):
            continue
        if _HOLDS.match(passage.lower, span.end):
            continue
        if word in _EXPERTS and (before is None or not _qualifies(before, span, passage)):
            continue
        if is_role(word) or (word in TEAMS and before and _is_a_body(before, span, passage)):
            start = _widened(words, index, passage)
            found.append(Party(Kind.ROLE, Span(start, _remit(passage, span.end))))
    return found


# A role before such a word only says whose or which it is: "driver id", "the agent's name", "pilot plot".
_HOLDS = re.compile(
    r"(?:'s)?[ -](?:names?|ids?|numbers?|address(?:es)?|codes?|signatures?|plots?|phase|project|run|app|data|"
    r"licen[cs]es?|cards?|version|accounts?|profiles?|passwords?)\b"
)
_EXPERTS = frozenset(
    {
        "expert",
        "experts",
        "specialists",
        "professionals",
        "employees",
        "workers",
        "leaders",
        "partner",
        "partners",
        "executives",
    }
)
_EVERYBODY = frozenset({"team", "teams", "staff", "weekly", "monthly", "daily", "status", "regular", "usual", "next"})


def _is_a_body(before: tuple[str, Span], span: Span, passage: Passage) -> bool:
    """Tell "the risk meeting" from "the team meeting", in which anybody sits."""
    return _qualifies(before, span, passage) and before[0] not in _EVERYBODY


def _widened(words: list[tuple[str, Span]], index: int, passage: Passage) -> int:
    """Take up to three words before a role as its qualifier: "data science lead"."""
    first = index
    while first > max(0, index - 3) and _qualifies(words[first - 1], words[first][1], passage):
        first -= 1
    return words[first][1].start


_OF = re.compile(r" (?:of(?: the)?|de(?: la)?|du|des|del|für) ([^\W\d_][\w-]{2,})")


def _remit(passage: Passage, end: int) -> int:
    """Take what somebody is head of with the role: "head of logistics", "board of trustees"."""
    found = _OF.match(passage.lower, end)
    return found.end() if found and not _is_common(found[1]) else end


_HYPHENATED = frozenset({"circle", "desk", "team", "office", "squad", "board", "committee", "leitstand"})


def is_role(word: str) -> bool:
    """Tell whether a word alone is a role or a body: "dispatchers", "Schichtleiterin"."""
    singular = word.removesuffix("s")
    last = word.rsplit("-", 1)[-1]
    return (
        word in ROLES
        or singular in ROLES
        or word in BODIES
        or last in ROLES
        or last.removesuffix("s") in ROLES
        or (last != word and last in _HYPHENATED)
        or word.endswith(ROLE_ENDINGS)
    )


def _qualifies(before: tuple[str, Span], span: Span, passage: Passage) -> bool:
    gap = passage.text[before[1].end : span.start]
    return gap in (" ", "-", "/") and before[0] not in NO_ROLE_BEFORE
