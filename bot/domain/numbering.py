"""The numbers of the first questions: under which each was put, and what a reply says under each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.alignment import Alignment
from bot.domain.catalogue import Catalogue, Depth, Field
from bot.domain.moments import is_moment
from bot.domain.progress import ACCOUNTABLE, first_questions, progress_of

# Within one line: `\s*` at the start of every line would read thousands of empty ones thousands of times.
_NUMBER = re.compile(
    r"^[^\S\n]*\*?(?:(?:correction|answer|question|number|to|of|re|q|#)[^\S\n]*){0,3}(\d)[^\S\n]*[.):]\*?\s+",
    re.MULTILINE | re.IGNORECASE,
)
_WORD = re.compile(r"<[@!][^>]*>|[\w'’]+")
_ANNOUNCING = re.compile(
    r"hi|hello|hey|all|team|folks|everyone|ok|okay|sure|yes|thanks|thank|sorry|please|so|well|as|is|are|was"
    r"|were|we|i|here['’]s|here|there|see|find|below|following|follows|inline|attached|you|go|to|for|from|of|in|on"
    r"|the|a|an|my|mine|our|ours|me|us|your|these|this|that|answer|answers|reply|replies|response|responses"
    r"|question|questions|draft|first|quick|promised|agreed|discussed|meeting|today|today['’]s|yesterday"
    r"|yesterday['’]s|bot|aligned",
    re.IGNORECASE,
)
"""The words of a line that announces answers and gives none: "Hi all, here are our answers from today's meeting:"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What a reply says under the number of one question; `is_alone` when it gives no other number."""

    field: Field
    text: str
    is_alone: bool


def numbered_questions(alignment: Alignment, catalogue: Catalogue) -> tuple[Field, ...]:
    """Return the first questions in the order of their numbers; none where that cannot be known any more.

    They were chosen before anything was answered or put off, so they follow from the catalogue and the depth. After
    an answer to another version of the catalogue, or where depths differ in them, nobody knows.
    """
    if any(answer.catalogue_version != catalogue.version for answer in alignment.answers.values()):
        return ()
    begun = (depth for depth in Depth if alignment.depth.includes(depth))
    chosen = {_first_asked(replace(alignment, depth=depth), catalogue) for depth in begun}
    keys = chosen.pop() if len(chosen) == 1 else ()
    return tuple(catalogue.field(key) for key in keys)


def said_by_number(text: str, numbered: Sequence[Field]) -> tuple[Numbered, ...]:
    """Split a reply that begins with a number by the numbers of these questions, whose order is that of the numbers.

    A number that is none of theirs belongs to what stands before it. A list that counts any number twice, and a day
    like "3. March", is not numbered by them. A line that only announces answers may come first.
    """
    text = _unannounced(text)
    marks = list(_NUMBER.finditer(text))
    known = [mark for mark in marks if 1 <= int(mark[1]) <= len(numbered)]
    if not known or known[0].start() != 0 or len({mark[1] for mark in marks}) < len(marks) or _is_day(text, known[0]):
        return ()
    ends = [mark.start() for mark in known[1:]] + [len(text)]
    parts = [(mark, text[mark.end() : end].strip()) for mark, end in zip(known, ends, strict=True)]
    is_alone = len(marks) == 1
    return tuple(
        Numbered(field=numbered[int(mark[1]) - 1], text=part, is_alone=is_alone) for mark, part in parts if part
    )


def begins_with_number(text: str) -> bool:
    """Tell whether a reply may be numbered at all."""
    return _NUMBER.match(_unannounced(text)) is not None


def unnumbered(text: str) -> str:
    """Take the one number off a reply that has one."""
    return _NUMBER.sub("", text, count=1) if len(_NUMBER.findall(text)) == 1 else text


def _unannounced(text: str) -> str:
    """Take off what only announces numbered answers, if anything does."""
    mark = _NUMBER.search(text)
    before = _WORD.findall(text[: mark.start()]) if mark else []
    is_announced = all(word[0] == "<" or _ANNOUNCING.fullmatch(word) for word in before)
    return text[mark.start() :] if mark and is_announced else text


def _first_asked(alignment: Alignment, catalogue: Catalogue) -> tuple[str, ...]:
    """Choose them once more; who is accountable was answered by whoever started it, or is asked in person."""
    at_first = replace(alignment, answers={}, waivers=(), skipped=(ACCOUNTABLE,))
    return tuple(gap.field.key for gap in first_questions(at_first, progress_of(at_first, catalogue)))


def _is_day(text: str, mark: re.Match[str]) -> bool:
    return is_moment(f"{mark[1]} {text[mark.end() :]}")
