"""Corrections somebody makes while typing: "over 2 % .. scratch that, over 0.6 %" says 0.6 %.

Only what is replaced at once is left out; a value that is taken back and not replaced stays, and is doubted later.
"""

import re

from bot.domain.assessment.passage import Passage

_BACK = (
    r"(?:(?:oh |ah |um |argh |hm |oops |actually |and |well )?(?:no,? )?(?:scratch|strike|forget) (?:that|this|it)"
    r"(?: (?:one|again))?|(?:oh |ah |um )?no,? wait(?:,? no)?|wait,? no|(?<![a-zäöüé] )correction(?=[:,])|"
    r"make (?:that|it)(?= \S*\d)|"
    r"i meant|"
    r"sorry,? (?:i )?meant?|nein,? (?:warte|moment|quatsch)|quatsch|streich das|besser gesagt|non,? pardon|"
    r"pardon,? non|je voulais dire|no,? perdón|perdón,? no|mejor dicho|quiero decir)"
)
_SIGN = r"(?:[<>≥≤]=? ?|\b(?:more than|less than|over|under|above|below|at least|at most|max\.?|min\.?) )?"
_UNIT = r"(?: ?(?:%|€|\$|£|percent|prozent|ms|s|min|minutes?|hours?|days?|h|d)(?!\w))?"
_GAP = r"[\s.,:;!…-]{0,6}"
_NUMBER_ANEW = re.compile(
    rf"{_SIGN}(?<![\w.,])\d[\d.,']{{0,12}}{_UNIT}(?P<kept>[^;\n\d]{{0,60}}?){_GAP}\b{_BACK}\b{_GAP}(?=[^;\n\d]{{0,60}}\d)"
)
_AT_ONCE = (
    r"(?:(?:ah |oh |oops |uh )?(?:sorry|no|wait|actually|rather|or rather|i mean|better|correction|nein|besser|"
    r"pardon|non|plutôt|perdón|mejor)[,:]?\s?){1,3}"
)
_BACK_AT_ONCE = re.compile(
    r"\b(?:sorry|no|wait|actually|rather|i mean|better|correction|nein|besser|pardon|non|plutôt|perdón|mejor)\b"
)
_VALUE_ANEW = re.compile(
    rf"{_SIGN}(?<![\w.,])\d[\d.,']{{0,12}}{_UNIT}[\s.,:;!…-]{{1,6}}{_AT_ONCE}(?={_SIGN}\d[\d.,']{{0,12}}{_UNIT}(?![\w%]))"
)
_REASON = (
    r"(?!(?:we|i|they|he|she|nobody|no|not|none|scratch|strike|forget|hold|that|this|it|because|since|as|only|both|"
    r"still|but|there|wir|ich|das|nicht|"
    r"on|je|ce|pas|lo|no)\b)"
)
_CLAUSE_ANEW = re.compile(rf"(?:\A|(?<=[.;\n] ))[^.;\n→]{{2,80}}{_GAP}\b{_BACK}\b{_GAP}{_REASON}(?=\w+ \S+ \S)")
_NAMED_BACK = re.compile(
    rf"\b(?:scratch|strike|forget|ignore|drop) (?:the|my|that) (?:[\w%-]+ ){{0,3}}[\w%-]+[.,;!]+\s+{_REASON}(?=\w)"
)
_TAKEN_BACK = re.compile(rf"\b{_BACK}\b|\b(?:scratch|strike|forget|ignore|drop) (?:the|my|that) ")
_BOTH = re.compile(r"\b(?:both|either|also|still|too|beide|les deux|ambos)\b")


def corrected(passage: Passage) -> Passage:
    """Return the passage without the values that were replaced; quotes still show what was typed."""
    if _BACK_AT_ONCE.search(passage.lower):
        passage = passage.replaced(_VALUE_ANEW, lambda _: "")
    if not _TAKEN_BACK.search(passage.lower) or _BOTH.search(passage.lower):
        return passage
    without = passage.replaced(_NUMBER_ANEW, lambda found: f"{found['kept']} ")
    return without.replaced(_CLAUSE_ANEW, lambda _: " ").replaced(_NAMED_BACK, lambda _: " ")
