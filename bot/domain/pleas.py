"""Questions and cries for help: what people say who want to be told something, and give no answer.

Whether it answers after all is for the assessment to tell: "over 30 days, is that what you mean?" fills a slot.
"""

import re

LONGEST_PLEA = 300
_THIS = r"(?:this|it|that|these|those|you|anything|a word|any of (?:this|it)|the (?:questions?|message))"
_WHAT = rf"what (?:{_THIS}|is|are|to|i)\b.*"
_ENDS = re.compile(r"(?<=[?!.…])\s+|\n+")
_DECOR = re.compile(r"^\s*<@[^>]*>[\s,:]*|:[a-z0-9_+'-]+:|[^\w\s?!.,:;'<@>%-]")
_POLITE = r"(?:hi|hey|hello|sorry|apologies|excuse me|pardon|thanks?(?: you)?|good (?:morning|afternoon|evening|day))"
_REMARK = re.compile(rf"{_POLITE}\b[^\d<]*")
_ASKS = re.compile(
    rf"(?:^|[,:;-] ?|\b(?:and|but|so|or|ok(?:ay)?|please|{_POLITE}) )"
    r"(?:(?:for|from|about|by|with|of|to|in) )?(?:what(?:'s)?|who(?:'s)?|whom|"
    r"whose|which|where|when|why|how|is|are|am|was|were|do|does|did|can|could|shall|should|will|would|may|might|"
    r"must|have|has|had|isn't|aren't|doesn't|didn't)\b"
)
_TAG = re.compile(r"\b(?:no|yes|right|correct|ok(?:ay)?|(?:is|are|do|does|did|was)n't (?:it|we|they|that))\W*$")
_REMINDS = re.compile(
    r"\b(?:we|you|they|i|he|she) (?:all |already )?(?:said|agreed|decided|meant|wanted|talked|wrote)\b"
)
_REALLY = r"(?:(?:really|still|just|honestly|totally|completely|absolutely|so|a bit) )?"
_NOT = r"(?:don't|do not|dont|didn't|did not|can't|cannot)"
_CRIES = tuple(
    re.compile(cry)
    for cry in (
        r"\?+|huh|(?:please |can (?:you|anyone|somebody) )?help(?: me)?(?: out| with this)?(?: please)?",
        r"i need (?:some )?help",
        rf"(?:but )?(?:i )?{_REALLY}{_NOT} (?:understand|get|follow)(?: {_THIS}| {_WHAT})?(?: at all| yet| here)*",
        rf"(?:i )?{_REALLY}{_NOT} know {_WHAT}",
        rf"(?:(?:i have|i've|i got) )?{_REALLY}no (?:idea|clue) {_WHAT}",
        rf"(?:i am|i'm|im) {_REALLY}(?:lost|confused|puzzled)(?: here| by (?:this|it))?",
        r"what(?: is|'s) (?:this|that|it|going on)(?: all)?(?: about| for)?|who (?:are you|is this|is asking)",
        r"what (?:do|does|did) (?:you|this|that|it) (?:mean|want)\b.*",
        rf"(?:please |can you |could you )?explain(?: {_THIS})?(?: (?:to me|please))*",
        r"(?:this|it|the question) (?:is unclear|is not clear|isn't clear|makes no sense)(?: to me)?",
    )
)


def is_plea(text: str) -> bool:
    """Tell whether somebody only asks: every sentence is a question or a cry for help, beside what is polite."""
    if len(text) > LONGEST_PLEA:
        return False
    said = [part for raw in _ENDS.split(_plainly(text)) if (part := raw.strip(" ,.!-"))]
    asking = [part for part in said if _is_asked(part)]
    return bool(asking) and all(part in asking or _REMARK.fullmatch(part) for part in said)


def reminds_of_something(text: str) -> bool:
    """Tell whether a question only reminds others of what was said: "we said 92 %, no?" puts nothing down."""
    said = _plainly(text).rstrip("? ")
    return text.rstrip().endswith("?") and bool(_TAG.search(said) and _REMINDS.search(said))


def _plainly(text: str) -> str:
    return _DECOR.sub(" ", text.replace("\u2019", "'").lower()).strip()


def _is_asked(part: str) -> bool:
    if any(cry.fullmatch(said) for cry in _CRIES for said in (part, part.rstrip("?!. "))):
        return True
    return part.endswith("?") and bool(_ASKS.search(part) or _TAG.search(part.rstrip("? ")))
