"""Talk about an answer instead of the answer: "we never discussed that", "Peter has the list", "legal collects those".

A part of a sentence that only tells who knows, decides, wants or wrote something draws no boundary. What carries the
answer are noun phrases and clauses whose verb draws a line: "we only take …", "it never touches …".
"""

import re

from bot.domain.assessment.lexicons.talk import DRAWING, HOLDING, KNOWING, LISTENERS, MATTERS, PAPERS, SPEAKERS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import alternatives, phrases
from bot.domain.assessment.reading import Reading

_THE = (
    r"(?:the|an?|that|this|my|our|her|his|their|its|der|die|den|das|ein|eine|einen|unsere?|le|la|les|un|une|notre|el|"
    r"los|las|una|nuestro)\s"
)
_LEAD_IN = r"\W*(?:(?:and|but|so|well|to be honest|honestly|hm+|oh|okay?|und|aber|also|et|mais|y|pero)\b[\s,]*)*"
_SPEAKS = re.compile(
    rf"{_LEAD_IN}(?:{alternatives(SPEAKERS)})(?!\w)(?!\s(?:who|whose|that|with|without|from|in|at|over|under|aged)\b)"
)
_LISTENS = phrases(LISTENERS)
_DRAWS = phrases(DRAWING)
_KNOWS = phrases(KNOWING)
_HAS_A_PAPER = re.compile(
    rf"(?<!\w)(?:{alternatives(HOLDING)})\s(?:{_THE})?(?:[\w-]+\s){{0,2}}?(?:{alternatives(PAPERS)})(?!\w)"
)
_POINTLESS = (
    r"(?:\s*$|\s(?:it|this|that|those|these|them|so|das|es|dies|ça|cela|eso|esto|noch|still|yet|once|about|with|what|"
    r"which|who|whether|if|how|when|later|in|on|by|after|until|next|tomorrow|im|am|nach|bis|ob|was|wer|wie|mit|si|"
    r"ce|qui|qué|quién|encore|todavía)(?!\w))"
)
_KNOWN_BY = re.compile(rf"(?<!\w)(?:{alternatives(KNOWING)}){_POINTLESS}")
_THAT_KNOWS = re.compile(rf"\W*(?:that|this|it|das|dies|es|ça|cela|eso|esto)\s(?:{alternatives(KNOWING)})(?!\w)")
_DEPENDS = re.compile(r"\b(?:depends|dépend|depende|hängt)\b(?! on (?:the )?\w+ [<>=≤≥])")
_SPANISH_WE = re.compile(rf"{_LEAD_IN}(?:(?:lo|la|los|las|ya|eso)\s)*\w+(?:amos|emos|imos)(?!\w)")
_TAKEN_SERIOUSLY = re.compile(r"\btakes? (?:it|this|that)\b")
_THAT_WAS = re.compile(
    r"\W*(?:that|this|it)(?:'s| is| was| has been| will be) (?:\w+ )?(?:decided|discussed|agreed|planned|written|"
    r"collected|"
    r"defined|clarified|known|up to|still|not)\b"
)
_POINTS = re.compile(r"\W*(?:see|cf\.?|siehe|vgl\.?|voir|ver)\s(?!it|them|whether|if)")
_BUILT = re.compile(
    r"\W*(?:the |our )?(?:model|tool|system|bot|software|pilot|vendor) (?:was|were|has been|had|came)\b"
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|where|die|der|den|das|que|qui|dont|quien)\s")
_DENIED = re.compile(r"\b(?:not|never|n't|nie|nicht|jamais|pas|nunca|no)\b|n't\b")
_MACHINE = re.compile(r"\b(?:it|model|system|tool|bot|assistant|service|agent|engine|software|modell|modèle|modelo)\s$")
_MATTER = re.compile(
    rf"{_LEAD_IN}(?:{_THE})?(?:[\w-]+\s)?(?:{alternatives(MATTERS)})\s"
    r"(?:is|are|was|were|will|should|must|has|have|had|can|could|may|might|ends?|starts?|comes?|came|goes|went|needs?|"
    r"depends?|gets?|got|remains?|looks?|seems?|follows?|becomes?|brings?|helps?|makes?|[a-z]+ed|ist|wird|war|hat|"
    r"endet|est|sera|était|es|será)(?!\w)"
)
_DRAWS_THE_LINE = re.compile(r"\b(?:limited|restricted|confined|narrowed|closed|just|only|exactly)\b|:\s")


def is_talk(reading: Reading, part: Span) -> bool:
    """Tell whether a part only speaks about the answer: who knows it, where it stands, what somebody wants."""
    text = reading.passage.lower
    if any(sign.match(text, *part) for sign in (_THAT_KNOWS, _THAT_WAS, _POINTS, _BUILT)) or _HAS_A_PAPER.search(
        text, *part
    ):
        return True
    if _is_about_a_matter(text, part) or _is_known_by_somebody(text, part):
        return True
    return bool(_DEPENDS.search(text, *part)) or _is_spoken(text, part)


def _is_spoken(text: str, part: Span) -> bool:
    """Tell whether a speaker opens the part without drawing a line, or somebody is spoken to."""
    speaker = _SPEAKS.match(text, *part) or _SPANISH_WE.match(text, *part)
    if speaker is None:
        return bool(_LISTENS.search(text, *part)) and not _DRAWS.search(text, *part)
    if _TAKEN_SERIOUSLY.search(text, speaker.end(), part.end):
        return True
    return bool(_KNOWS.search(text, speaker.end(), part.end)) or not _DRAWS.search(text, speaker.end(), part.end)


def _is_known_by_somebody(text: str, part: Span) -> bool:
    """Tell whether somebody knows, collects or decides, and nothing is said that it would be about."""
    for found in _KNOWN_BY.finditer(text, *part):
        before = Span(part.start, found.start())
        if not any(excuse.search(text, *before) for excuse in (_RELATIVE, _DENIED, _MACHINE)):
            return found.start() > part.start
    return False


def _is_about_a_matter(text: str, part: Span) -> bool:
    """Tell whether the project itself is the subject: "the budget ends in June", "scope is clear"."""
    return bool(_MATTER.match(text, *part)) and not _DRAWS_THE_LINE.search(text, *part)
