"""An answer as the extractor reads it: Slack's markup folded away, every character traceable to what was typed.

Nothing here knows what an answer means; it only makes `&lt;`, `<@U1|ann>`, `~struck~` and typographic characters
readable, and can quote the person's own words for any span of the folded text.
"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import Self

from bot.domain.assessment.sentences import sentences
from bot.domain.assessment.spans import Span
from bot.domain.pasted.slack_text import CODE_LANGUAGES

__all__ = ["LINK", "QUOTE_AT_MOST", "READ_AT_MOST", "Folded", "Passage", "Replacement", "Span"]

READ_AT_MOST = 1_500  # characters of prose; far beyond a typed answer, and it bounds the time one can take
QUOTE_AT_MOST = 120


Replacement = str | Callable[[re.Match[str]], str]


class Folded:
    """A text with, for each character, where it began and ended in the original."""

    def __init__(self, text: str, begins: list[int], ends: list[int]) -> None:
        self.text = text
        self.begins = begins
        self.ends = ends

    @classmethod
    def original(cls, text: str) -> Self:
        """Start from what was typed."""
        return cls(text, list(range(len(text))), list(range(1, len(text) + 1)))

    def replace(self, pattern: re.Pattern[str], replacement: Replacement) -> "Folded":
        """Replace every match; each new character stands for the whole match."""
        return self.changed(
            (
                found.start(),
                found.end(),
                found.expand(replacement) if isinstance(replacement, str) else replacement(found),
            )
            for found in pattern.finditer(self.text)
        )

    def changed(self, changes: Iterable[tuple[int, int, str]]) -> "Folded":
        """Put new text in place of some stretches, given in order."""
        pieces: list[tuple[str, list[int], list[int]]] = []
        done = 0
        for start, end, new in changes:
            if start < end:
                begin, finish = self.begins[start], self.ends[end - 1]
                pieces.append((self.text[done:start], self.begins[done:start], self.ends[done:start]))
                pieces.append((new, [begin] * len(new), [finish] * len(new)))
                done = end
        if not pieces:
            return self
        pieces.append((self.text[done:], self.begins[done:], self.ends[done:]))
        return Folded(
            "".join(text for text, _, _ in pieces),
            list(chain.from_iterable(begins for _, begins, _ in pieces)),
            list(chain.from_iterable(ends for _, _, ends in pieces)),
        )


_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "#39": "'", "nbsp": " "}
_CHARACTERS = {
    **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u3000\t", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufe0f\u00ad\x00", ""),
    **dict.fromkeys("‘’‚`´′", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑−–—", "-"),
    "⇒": "→",
    "➡": "→",
    "➜": "→",
    "≧": "≥",
    "≦": "≤",
    "\r": "\n",
}
_RULES: tuple[tuple[re.Pattern[str], Replacement], ...] = (
    (re.compile(r"&(lt|gt|amp|quot|#39|nbsp);"), lambda found: _ENTITIES[found[1]]),
    (
        re.compile(r"(\d{24})\d+|([^\W\d_]{60})[^\W\d_]+|([^\w\s])\3{20,}|([\w./-]{200})[\w./-]+"),
        lambda found: found[1] or found[2] or found[3] or found[4],
    ),
    (re.compile(r"[ \t]{3,}"), "  "),
    (re.compile(r"(?:[ \t]*[\r\n]){4,}"), "\n\n\n"),
    (re.compile(rf"```(?:{CODE_LANGUAGES})[ \t]*\n|```", re.IGNORECASE), "\n"),
    (re.compile("[" + "".join(_CHARACTERS) + "]"), lambda found: _CHARACTERS[found[0]]),
    (re.compile(r"(?<![\w~])~~?(?=[^\s~])[^~\n]{0,400}(?<=[^\s~])~~?(?![\w~])"), " "),
    (re.compile(r"<((?:@[UW]|!subteam\^|#[CG])[A-Z0-9]+|!\w+)\|[^<>\n]{0,200}>"), r"<\1>"),
    (re.compile(r"<(?:mailto|tel):[^|<>\s]+\|([^<>\n]{0,200})>"), r"\1"),
    (re.compile(r"<((?:https?|ftp|slack|file)://[^|<>\s]+)(?:\|([^<>\n]{0,300}))?>"), lambda found: _link(found)),
    (re.compile(r"\[([^\][\n]{1,200})\]\((https?://[^()\s]+)\)"), r"\1 \2"),
    (re.compile(r"<?[=-]{1,2}>(?=\s*[^\W\d_][^\d]|\s*[<\"'#\[(]|\s*$)", re.MULTILINE), "→"),
    (re.compile(r"-{1,2}>(?!\w*>)"), "→"),
    (
        re.compile(
            r"(?:\A|(?<=[.!?;\n]))\s*(?:what|who|which|when|where|how|why|was|wer|wo|wann|qui|quoi|qué|"
            r"quién)\b[^.?!;\n]{0,80}\?\s+(?=\w)",
            re.IGNORECASE,
        ),
        " ",
    ),
    (re.compile(r":(?:arrow_right|point_right|arrow_forward):"), "→"),
    (re.compile(r"=>|> ?="), "≥"),
    (re.compile(r"=<|< ?="), "≤"),
    (re.compile(r"(?<!\w):(?=[a-z+-])[a-z0-9_+'-]{1,60}:(?!\w)"), " "),
    (re.compile(r"(?<!\w)[*_]{1,2}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,2}(?!\w)"), ""),
    (re.compile(r"^> ?(?=[^\W\d]|[<\"'-])", re.MULTILINE), ""),
    (
        re.compile(
            r"\A(?:[\s,:!.-]*\b(?:ok(?:ay)?|so|well|hi|hey|hello|um+|hmm+|basically|sure|right|yes|yeah|yep|"
            r"alright|btw|fyi|tbh|honestly|good question|also|na ja|naja|klar)\b)+[\s,:!.-]+(?=\w)",
            re.IGNORECASE,
        ),
        "",
    ),
    (
        re.compile(r"(?<=\w)[\s,.!-]*\b(?:thanks|thank you|thx|cheers|danke|merci|gracias)\b[\s!.]*\Z", re.IGNORECASE),
        "",
    ),
    (re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u203c\u2049]"), " "),
)


def _link(found: re.Match[str]) -> str:
    """Read a link as its address; Slack makes one of every name that looks like a host, such as ASP.NET."""
    address, label = found[1], found[2]
    if label and address.lower() == f"http://{label.lower()}":
        return label
    return f"{label} {address}" if label and label not in address else address


LINK = re.compile(r"\b(?:https?|ftp|file|slack)://[^\s<>\"'{}|\\^]+|\bwww\.[^\s<>\"'{}|\\^]+")


class Passage:
    """What somebody wrote, folded for reading; `lower` has the same length as `text`."""

    def __init__(self, raw: str) -> None:
        self.whole_raw = raw
        self.raw = raw[:READ_AT_MOST]
        folded = Folded.original(self.raw)
        for pattern, replacement in _RULES:
            folded = folded.replace(pattern, replacement)
        self._take(folded)

    def _take(self, folded: Folded) -> None:
        self._folded = folded
        self.text = folded.text
        self.lower = _lowered(folded.text)

    def replaced(self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> "Passage":
        """Return a passage in which matches (in lower case) read differently, quotes unchanged."""
        changes = [
            (found.start(), found.end(), new)
            for found in pattern.finditer(self.lower)
            if (new := replacement(found)) != found[0]
        ]
        if not changes:
            return self
        other = Passage.__new__(Passage)
        other.whole_raw = self.whole_raw
        other.raw = self.raw
        other._take(self._folded.changed(changes))
        return other

    @cached_property
    def links(self) -> tuple[Span, ...]:
        """The web addresses in it."""
        return tuple(Span(*found.span()) for found in LINK.finditer(self.text))

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Its sentences, lines and list items, without their bullets."""
        return sentences(self.text, self.lower)

    @cached_property
    def unescaped(self) -> str:
        """What was typed, with layout and code fences, but without Slack's escapes: what schema parsers want."""
        pattern, replacement = _RULES[0]
        text = pattern.sub(replacement, self.whole_raw)
        lines = [line for line in text.split("\n") if line.strip()]
        is_quoted = bool(lines) and all(line.startswith(">") for line in lines)
        return re.sub(r"^> ?", "", text, flags=re.MULTILINE) if is_quoted else text

    def quote(self, span: Span) -> str:
        """The person's own words for a stretch of the folded text."""
        start, end = self._trimmed(span)
        if start >= end:
            return ""
        begins, ends = self._folded.begins, self._folded.ends
        return self.raw[begins[start] : max(ends[start:end])]

    def readable(self, span: Span) -> str:
        """The same words without escapes, cut to a length that fits into a question."""
        start, end = self._trimmed(span)
        words = " ".join(self.text[start:end].split())
        return words if len(words) <= QUOTE_AT_MOST else words[:QUOTE_AT_MOST].rsplit(" ", 1)[0] + " …"

    @property
    def whole(self) -> Span:
        """The whole passage as one span."""
        return Span(0, len(self.text))

    def _trimmed(self, span: Span) -> Span:
        start, end = span.start, min(span.end, len(self.text))
        while start < end and self.text[start] in " \n,;:-→(":
            start += 1
        while end > start and self.text[end - 1] in " \n,;.:-→":
            end -= 1
        return Span(start, end)


def _lowered(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
