"""Text from people made safe to show: harmless characters only, measured as Slack measures, cut where a reader would.

Nothing here knows mrkdwn; see ``bot.slack.mrkdwn`` for that.
"""

import re
import unicodedata

ELLIPSIS = "…"
MARKS_PER_BASE = 8
ISOLATE, END_ISOLATE = "\u2068", "\u2069"

# Controls but line feed and tab; embeddings, overrides and directional isolates; the byte order mark.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\ufeff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Marks are neither ASCII nor letters, so only such runs can hold too many of them.
_MARKS = re.compile(rf"[^\x00-\x7f\w]{{{MARKS_PER_BASE + 1},}}")
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)


def cleaned(text: str) -> str:
    """Drop what could deceive or break: controls, overrides, lone surrogates, towers of combining marks.

    The neutral isolates that quoting adds survive; `stripped` takes those of a person's own text away as well.
    """
    text = _CONTROLS.sub("", text.replace("\r\n", "\n"))
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))
    return _MARKS.sub(_thinned, text)


def stripped(text: str) -> str:
    """Clean a person's own words, which have no business isolating themselves from ours."""
    return cleaned(text).replace(ISOLATE, "").replace(END_ISOLATE, "")


def is_right_to_left(text: str) -> bool:
    """Tell whether a text holds a letter that is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def length(text: str) -> int:
    """Count UTF-16 units, the larger of the two counts Slack may mean."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def truncated(text: str, limit: int) -> str:
    """Shorten visibly to the limit, never inside what a reader takes for one character."""
    if length(text) <= limit:
        return text
    return text[: boundary(text, limit - length(ELLIPSIS))] + ELLIPSIS


def boundary(text: str, limit: int) -> int:
    """Return the last index within the limit at which a character, as people see it, ends."""
    index = _index_of(text, max(limit, 0))
    while 0 < index < len(text) and _is_inside(text, index):
        index -= 1
    return index


def _index_of(text: str, units: int) -> int:
    index = len(text[:units].encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
    return min(index, len(text))


def _is_inside(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if _JOINER in (before, after) or ord(after) in _SKIN_TONES or ord(after) in _TAGS:
        return True
    if ord(after) in _FLAG_LETTERS:
        return _flag_letters_before(text, index) % 2 == 1
    return unicodedata.category(after).startswith("M")


def _flag_letters_before(text: str, index: int) -> int:
    start = index
    while start and ord(text[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return index - start


def _thinned(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MARKS_PER_BASE:
            kept.append(character)
    return "".join(kept)
