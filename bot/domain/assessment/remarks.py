"""Hedges that soften a remark and not what is decided: "maybe harsh, but: …", "…, she'll perhaps hate me for it".

Only the hedge is left out, so that nobody takes it for a doubt about a value; quotes still show what was typed.
"""

import re

from bot.domain.assessment.passage import Passage

_HEDGE = (
    r"(?:maybe|perhaps|probably|possibly|presumably|likely|roughly|around|about|almost|surely|hopefully|"
    r"could be|might be|may be|sounds?|seems?|i (?:think|guess|suppose|know)|"
    r"vielleicht|wahrscheinlich|vermutlich|womöglich|klingt|peut-être|sans doute|probablement|quizás?|tal vez|"
    r"probablemente|a lo mejor)"
)
_SOFT = re.compile(
    rf"(?<!\w)(?:{_HEDGE}|arguably|approximately|nearly|circa|ca|etwa|ungefähr|wohl|environ|hace unos)(?!\w)"
)
_SAID = r"[^.;:→\d<\n]"
_JUDGED = (
    r"(?:(?:a bit|a little|somewhat|rather|too|very|quite|etwas|ein bisschen|zu|un peu|trop|un poco|demasiado) )*"
    r"(?:much|many|often|harsh|hard|tough|strict|cautious|over-?cautious|careful|over the top|over-?done|"
    r"exaggerated|boring|silly|obvious|pedantic|tight|drastic|blunt|old-fashioned|unusual|excessive|extreme|conservative|ambitious|"
    r"overkill|paranoid|late|early|short|long|übertrieben|streng|hart|kleinlich|vorsichtig|sévère|strict|exagéré|"
    r"dur|exagerado|estricto|duro)"
)
_BUT = r",?\s(?:but|aber|mais|pero)\b[\s:,]*"
_REMARK_BEFORE = re.compile(
    rf"(?:\A|(?<=[.;\n] )|(?<=\n))\W*(?:(?:this|that|it|das|es|ça|c'|eso)(?: is|'s| ist|est| es)? ?)?"
    rf"(?:{_HEDGE}\s)+{_JUDGED}(?: {_SAID}{{0,30}}?)?(?:{_BUT}|:\s)|"
    rf"(?:\A|(?<=[.;\n] )|(?<=\n))\W*{_HEDGE}\s{_SAID}{{2,40}}?,?\s(?:but|aber|mais|pero)\s?:\s|"
    rf"(?:\A|(?<=[.;\n] )|(?<=\n))\W*{_SAID}{{0,20}}?{_JUDGED},? {_HEDGE}(?:{_BUT}|:\s)"
)
_WHO = r"(?:i|you|she|he|they|we|who|people|everybody|somebody|legal|the \w+|er|sie|die|der|il|elle|ils|on|qui|que)"
_WILL = r"(?:'ll|'ve|'d|'s| will| would| have| has| had| is| was| were| are| may| wird| werden| haben| va| vont| a)"
_REMARK_AFTER = re.compile(
    rf"(?P<kept>,\s(?:though|although|even (?:if|though)|who|which|and|but|auch wenn|obwohl|même si|bien que|aunque)\s"
    rf"(?:{_WHO})?(?:{_WILL})?\s?)(?:still |then |all )?(?:probably|perhaps|maybe|possibly|wahrscheinlich|vielleicht|"
    rf"probablement|peut-être|probablemente|quizás?)\s(?!\d)"
)
_OWN_STORY = re.compile(
    r"(?P<kept>\b(?:i|we)(?:'ve|'d| have| had)?\s)(?:maybe|perhaps|probably|possibly)\s(?=\w+(?:ed|id|wn|ne)\b)"
)
_OUTSIDER = re.compile(
    r"(?P<kept>\b(?:legal|people|everybody|everyone|some|finance|sales|marketing|procurement|somebody|they|he|she) "
    r"(?:will|would|may) )(?:probably|perhaps|maybe|possibly) (?=\w+\b(?! \d))"
)
_LONG_AGO = re.compile(
    r"\b(?:roughly|about|around|approximately|almost|nearly|circa|ca\.?|etwa|ungefähr|vor etwa|environ|hace unos)\s"
    r"(?=(?:an?|\w+|\d+) (?:years?|months?|weeks?|days?|seasons?|quarters?|jahre?n?|monate?n?) (?:ago|back|earlier)\b|"
    r"what (?:we|they|it|the)\b)"
)
_PRAISED = re.compile(
    r"(?:probably|perhaps|maybe|possibly|arguably|wohl|sans doute|probablement|quizás?) "
    r"(?=(?:the|our|die|der|das|le|la|el) (?:best|worst|most|least|oldest|largest|biggest|smallest|\w{3,}est)\b)"
)
_TITLE = re.compile(r"(?P<kept>\bwhatever [^.;\n()]{3,60}\()maybe [^()\n]{2,60}(?=\))")
_AFTERTHOUGHT = re.compile(
    r"(?:(?<=[.;!?\n] )|(?<=\n))(?:maybe|perhaps|probably|possibly|vielleicht|wahrscheinlich|peut-être|quizás?) "
    r"(?=(?:we|i|they|he|she|some|nobody|you|wir|ich|er|sie|on|nous|il|elle|estamos|somos)\b"
    r"[^.;\n\d<]{0,80}(?:$|[.;!\n]))"
)
_PLACED = re.compile(r"(?<=, )i (?:think|guess|believe) (?=(?:at|during|after|over) (?:the |a |an )?\w+)")
_REMARKS = (_PLACED, _AFTERTHOUGHT, _REMARK_AFTER, _OWN_STORY, _OUTSIDER, _LONG_AGO, _PRAISED, _TITLE)


def without_remarks(passage: Passage) -> Passage:
    """Return the passage without the hedges that only soften a remark."""
    if not _SOFT.search(passage.lower):
        return passage
    passage = passage.replaced(_REMARK_BEFORE, lambda _: "")
    for pattern in _REMARKS:
        passage = passage.replaced(pattern, lambda found: found.groupdict().get("kept") or "")
    return passage
