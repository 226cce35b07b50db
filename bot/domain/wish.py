"""What people say about being asked instead of answering: later, away, not mine, stop, I do not know.

A wish is short, every part of it is one, and each speaks to the app or of its writer. Anything else is an answer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.moments import is_hour, is_moment, recurs, sounds_like_moment

LONGEST_WISH = 160
_THIS = r"(?:this|it|that|them|these|those|the (?:questions?|answers?|rest))"
_I_AM = r"(?:i am|i'm|im|i will be|i'll be)"
_WHO = r"(?:<@[uw][a-z0-9]+(?:\|[^>]*)?>|@?(?!(?:the|an?|me|us|you)\b)[^\W\d_][\w'-]*)"
_WHEN = r"(\S.*)"
_MANNERS = re.compile(
    r"(?:hi|hey|hello|sorry|apologies|thanks?(?: you)?(?: so much| a lot)?|thx|ok(?:ay)?|yes|no|sure|hm+|well|please|"
    r"pls|my bad|cheers|(?:have|enjoy) a (?:nice|good) (?:day|weekend))"
)
_AROUND = re.compile(
    r"^(?:(?:(?:yes|no|sure|thanks),|hi|hey|hello|sorry|ok(?:ay)?|hm+|well|please|pls|but|and|so|then|unfortunately|"
    r"actually|honestly)\b,? ?)+|(?:,? (?:please|pls|thanks?|thank you|sorry|then|though))+$"
)
_ENDS = re.compile(r"[!?…;]+(?:\s|$)|\.+(?:\s|$)|\n|\s[-–—]\s|,\s|\s(?:and|but|so)\s")
_RANGE = re.compile(r" (?:to|until|till|through) | ?[-–] (?=\d)")
_NOW = re.compile(
    r"(?:right )?now|(?:this|next|all|the whole) (?:week|month|day|morning|afternoon)|for now|at the moment"
)
_SPAN = (
    r"(?:other |second |two |2 )?(?:working )?(?:day|week|month|morning|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|"
    r"thu(?:rsday)?|fri(?:day)?)s?"
)
_OFF = r"(?:off(?: work)?|away|out(?! of)|back|not (?:in|working|available)|unavailable)"
_ABSENT = (
    r"(?:ooo|out of (?:the )?office|(?:out |off )?sick|ill|"
    r"on (?:annual |sick |parental |maternity |paternity )?(?:vacation|holidays?|leave|pto))"
)
_HAS_ANSWERED = r"(?:is back|answers|to answer|to decide|decides|has answered|has decided)"
_BUSY = r"(?:i have no time|no time|i am busy|i'm busy|busy|not now|not today|swamped|i am in a meeting|in a meeting)"
_REMINDERS = r"(?:reminders?|messages?|questions?|pings?|notifications?|nudges?|nudging|dms?|mails?)"


class WishKind(StrEnum):
    """What somebody wishes."""

    STOP = "stop"
    AWAY = "away"
    PACE = "pace"
    NOT_MINE = "not_mine"
    LATER = "later"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish, the day or time it names if any, and whether the same words might also answer a question."""

    kind: WishKind
    when: str = ""
    is_bare: bool = False


def _phrases(*lines: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line) for line in lines)


_SOON = (
    r"(?:later(?: today| on| this week)?|soon|asap|another time|some other time|"
    r"when i (?:can|have time|find time|am back|get to it))"
)
_ASKING = r"(?:remind|ping|ask|nudge|poke|notify|message|write(?: to)?|contact|try)"
_PHRASES: tuple[tuple[WishKind, tuple[re.Pattern[str], ...]], ...] = (
    (
        WishKind.PACE,
        _phrases(
            r"(?:(?:can|could|would) you )?(?:please )?(?:remind|ping|ask|nudge) me (?:only )?(?:(?:every|each|"
            rf"once an?|twice an?|once per) {_SPAN}(?: {_WHEN})?|weekly|daily|monthly|less(?: often| frequently)?)",
            rf"(?:too many|fewer|less) {_REMINDERS}",
        ),
    ),
    (
        WishKind.LATER,
        _phrases(
            rf"(?:(?:can|could|would|will) (?:you|we) )?(?:please )?(?:remind|nudge) me(?: again)?(?: about {_THIS})?",
            rf"(?:(?:can|could|would|will) (?:you|we) )?(?:please )?{_ASKING} me(?: again| back)?(?: about {_THIS})?"
            rf"(?: again)? (?:{_SOON}|{_WHEN})",
            rf"(?:please )?(?:don't|do not) {_ASKING} me(?: again| about {_THIS})? (?:until|till|before) {_WHEN}",
            rf"(?:please )?(?:remind|nudge) me(?: again)?(?: about {_THIS})? after {_WHEN}",
            rf"(?:maybe |much )?(?:later|not yet)(?: (?:today|{_NOW.pattern})| {_WHEN})?",
            rf"{_BUSY}(?: (?:today|{_NOW.pattern})| {_WHEN})?",
            rf"(?:please )?(?:snooze|postpone|later)(?: {_THIS})?(?: {_WHEN})?",
            rf"(?:let's|let us) (?:do|discuss|talk about|look at) {_THIS} (?:{_SOON}|{_WHEN})",
            rf"(?:i'll|i will|i can|i shall) (?:only )?(?:do|answer|reply(?: to)?|respond(?: to)?|look at|get to)"
            rf"(?: {_THIS}| you)? (?:{_SOON}|{_WHEN})",
            r"(?:i'll|i will|i have to|i need to|let me) (?:look into|get back to|come back to|think about)"
            rf"(?: {_THIS}| you)(?: on {_THIS}| with {_THIS})?(?: (?:{_SOON}|{_WHEN}))?",
            rf"(?:please )?(?:come back|check back|try again|ask again)(?: {_SOON}| {_WHEN})",
            rf"(?:please )?(?:give me|i need|need) (?:(?:some|a bit|a little) )?(?:more )?(?:time|until {_WHEN})",
            rf"(?:please )?give me {_WHEN}",
        ),
    ),
    (
        WishKind.AWAY,
        _phrases(
            rf"{_I_AM} (?:currently |still |now )?(?:{_OFF}|{_ABSENT})(?: again)?(?: {_WHEN})?",
            rf"{_OFF}(?: again)? {_WHEN}|(?:currently |still |now )?{_ABSENT}(?: {_WHEN})?",
            rf"(?:vacation|holidays?|pto|ooo)(?: {_WHEN})?",
            rf"i (?:don't|do not) work(?: {_WHEN})?",
        ),
    ),
    (
        WishKind.NOT_MINE,
        _phrases(
            rf"(?:{_THIS}(?: is|'s| are)? )?not (?:mine|me|for me|my (?:part|job|area|task|thing|topic|question|"
            r"responsibility|department|call|business|business area))",
            rf"(?:{_THIS} (?:isn't|is not|aren't)) (?:mine|me|for me|my \w+)",
            r"(?:(?:you have|you've|you) (?:got )?)?(?:the )?wrong person",
            rf"{_I_AM} not (?:the )?(?:owner|right (?:person|one)|responsible|in charge|accountable)"
            rf"(?: (?:for|of|here) ?{_THIS}?)?",
            rf"i (?:don't|do not) own {_THIS}|i (?:don't|do not) (?:work|deal) (?:on|with) {_THIS}",
        ),
    ),
    (
        WishKind.STOP,
        _phrases(
            rf"(?:stop|mute)(?: {_THIS}(?: one)?| me)?(?: {_REMINDERS})?(?: now)?",
            r"stop (?:reminding|asking|pinging|bothering|messaging|nagging|spamming|writing|nudging|contacting)"
            rf"(?: to)?(?: me)?(?: (?:about|of) {_THIS}(?: one)?| any ?more| again)?",
            r"(?:don't|do not|never) (?:remind|ask|ping|bother|message|write(?: to)?|nag|spam|contact|disturb|nudge) me"
            rf"(?: again| any ?more| ever(?: again)?| about {_THIS})*",
            rf"unsubscribe(?: me)?|opt out|leave me alone(?: with {_THIS}(?: one)?)?|(?:i )?(?:don't|do not) want "
            rf"(?:(?:any|these|those|your|more|any more) )*{_REMINDERS}",
            rf"(?:no more|turn off|switch off|disable)(?: the| these| my| all| your)? {_REMINDERS}",
        ),
    ),
    (
        WishKind.UNSURE,
        _phrases(
            rf"(?:i )?(?:really |still |honestly |simply |just )?(?:don't|do not|dont) know(?: yet| {_THIS}| about "
            rf"{_THIS}| the answer| either| what to (?:say|answer))*",
            rf"(?:i )?(?:still |really )?(?:have |got )?(?:absolutely )?no (?:idea|clue|answer)(?: yet| about {_THIS}|"
            rf" for {_THIS}| so far)*|idk|dunno|(?:{_I_AM} )?not sure(?: yet| about {_THIS})*",
            rf"i (?:can't|cannot|can not|am unable to|am not able to) (?:answer|say|tell)(?: {_THIS}| you| yet| now|"
            r" alone| without \w+)*",
            rf"please (?:wait|hold on)(?: (?:for|until|till) {_WHO}(?: {_HAS_ANSWERED})?)?|hold on",
            rf"{_I_AM} (?:still )?waiting for {_WHO}(?: to (?:answer|decide))?",
            rf"i (?:have|need) to (?:first )?(?:ask|check with|talk to|wait for) {_WHO}(?: first)?",
            rf"(?:i'll|i will) (?:ask|check with|talk to|wait for) {_WHO} first|let me (?:ask|check with) {_WHO}"
            r"(?: first)?",
        ),
    ),
)
# What is said to the app and to nobody else, so that words about time which cannot be read make nothing else of it.
_ASKED = rf"(?:(?:can|could|would|will) (?:you|we) )?(?:please )?{{verb}} me(?: again| back)?(?: about {_THIS})?"
_RECURRING = re.compile(_ASKED.format(verb="(?:remind|nudge)") + r" (?:only )?(\S.*)")
_UNREAD = _phrases(
    _ASKED.format(verb="(?:remind|nudge)") + rf"(?: again)? {_WHEN}",
    _ASKED.format(verb="(?:ping|ask)") + r"(?: again)? ((?!after\b)\S.*)",
    rf"(?:please )?snooze(?: {_THIS})? {_WHEN}",
)
# What may as well be who answers for a part, or the way out of a case.
_BARE: tuple[tuple[WishKind, tuple[re.Pattern[str], ...]], ...] = (
    (
        WishKind.NOT_MINE,
        _phrases(
            rf"{_THIS} (?:belongs to|goes to|should go to|is for|is (?:really )?up to) {_WHO}",
            rf"(?:please )?ask {_WHO}(?: (?:instead|about {_THIS}))?",
            rf"{_WHO} (?:owns|should own|should answer|can answer|will answer|knows) {_THIS}",
        ),
    ),
    (WishKind.UNSURE, _phrases(rf"(?:wait|hold)(?: (?:for|until|till) {_WHO}(?: {_HAS_ANSWERED})?)?")),
)


def wish_of(text: str) -> Wish | None:
    """Return what somebody wishes about being asked, or None when they said anything else as well."""
    if len(text) > LONGEST_WISH:
        return None
    said = " ".join(_plainly(text).split(" "))
    whole = _wish_in(said)
    if whole is not None:
        return whole
    parts = [part for raw in _ENDS.split(said) if (part := _trimmed(raw)) and not _MANNERS.fullmatch(part)]
    if not parts:
        return None
    if is_moment(" ".join(parts)):
        return Wish(kind=WishKind.LATER, when=" ".join(parts), is_bare=True)
    wishes = [_wish_in(part) for part in parts]
    return _joined(wish for wish in wishes if wish) if all(wishes) else None


def _plainly(text: str) -> str:
    straight = text.strip().lower().replace("\u2019", "'").replace("\u2018", "'")
    return re.sub(r":[a-z0-9_+-]+:", " ", re.sub(r"[ \t]+", " ", straight)).strip()


def _trimmed(part: str) -> str:
    return _AROUND.sub("", part.strip(" ,.!?:;*_~\"'()-")).strip(" ,.!?:;")


def _wish_in(part: str) -> Wish | None:
    part = _trimmed(part)
    if is_moment(part):
        return Wish(kind=WishKind.LATER, when=part, is_bare=True)
    for kind, phrases in _PHRASES:
        for phrase in phrases:
            match = phrase.fullmatch(part)
            if match and (wish := _timed(kind, match)):
                return wish
    bare = (kind for kind, phrases in _BARE for phrase in phrases if phrase.fullmatch(part))
    return next((Wish(kind=kind, is_bare=True) for kind in bare), None) or _unread(part)


def _timed(kind: WishKind, match: re.Match[str]) -> Wish | None:
    """Read the time a phrase ends with: words that are no time make it something else."""
    when = next((group for group in match.groups() if group), "")
    times = [_as_time(kind, words, match.string) for words in _RANGE.split(when)]
    if when and not all(times):
        return None
    if _NOW.fullmatch(when) and not is_moment(when):
        return Wish(kind=kind)
    return Wish(kind=kind, when=times[0] if len(times) == 1 else when)


def _as_time(kind: WishKind, words: str, said: str) -> str:
    """Return a time as it can be read, or nothing; "2 days" are meant from now, and so is what one snoozes for.

    Who is away is so for days, so a mere hour is none of their times: "off at 5" may be a value.
    """
    later = f"in {words.removeprefix('for ')}"
    if is_moment(later) and (said.startswith("snooze") or not is_moment(words)):
        return later
    is_time = is_moment(words) or _NOW.fullmatch(words) or (kind is not WishKind.AWAY and is_hour(words))
    return words if is_time else ""


def _unread(part: str) -> Wish | None:
    """Tell a wish whose time nobody can read."""
    recurring = _RECURRING.fullmatch(part)
    if recurring and recurs(recurring[1]):
        return Wish(kind=WishKind.PACE)
    found = next((match for phrase in _UNREAD if (match := phrase.fullmatch(part))), None)
    return Wish(kind=WishKind.LATER, when=found[1]) if found and sounds_like_moment(found[1]) else None


def _joined(wishes: Iterable[Wish]) -> Wish:
    """Heed the weightiest of several wishes, at the time any of them names."""
    said = list(wishes)
    order = list(WishKind)
    first = min(said, key=lambda wish: order.index(wish.kind))
    when = next((wish.when for wish in said if wish.when), "") if first.kind is WishKind.LATER else first.when
    return Wish(kind=first.kind, when=when, is_bare=all(wish.is_bare for wish in said))
