"""Reading a reply in a thread: is it meant as an answer, to which question, and what does it add to what was said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.alignment import LONGEST_ANSWER, Answer
from bot.domain.assessment import assess, assess_each
from bot.domain.catalogue import Field
from bot.domain.moments import is_date, is_span
from bot.domain.numbering import Numbered, said_by_number, unnumbered
from bot.domain.progress import FIRST_QUESTIONS
from bot.domain.verdict import Assessment, Verdict
from bot.domain.wish import Wish, WishKind

ANSWERING = {
    WishKind.NOT_MINE: frozenset({"person", "path", "reviewer"}),
    WishKind.LATER: frozenset({"cadence", "window", "time_limit"}),
    WishKind.UNSURE: frozenset({"path", "reviewer", "authority"}),
}
"""The pieces of an answer that words which may be a wish can be."""
MOMENTOUS = ((is_date, frozenset({"date", "trigger"})), (is_span, frozenset({"limit"})))
"""The pieces that only some moments can be: "tomorrow" is no limit, and hardly a date to be put down."""
PLAINLY = 2
"""How many more pieces of another question a reply must bring than of the one that was put."""
_MENTION_FIRST = re.compile(r"^\s*<@([UW][A-Z0-9]+)(?:\|[^>]*)?>[\s,:]")
_SMALL_TALK = re.compile(
    r"^\W*(ok(ay)?|k|thanks?( you)?|thx|ty|cheers|great|nice|cool|perfect|yes|yep|no problem|sure|will do|on it|"
    r"congrat(s|ulations)|well done|(good|great) (job|work)|awesome|amazing|"
    r"done|got it|lol|haha|hi|hello|good (morning|point|question)|danke|merci|gracias|\+1|agreed?)"
    r"(\s+(all|everyone|team|a lot|so much|you|that))*\W*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^[^\w,]*(cc|fyi|(many )?thanks?( you)?|thx|ty|cheers|kudos|congrat(s|ulations)|well done|welcome|"
    r"(good|great|nice) (job|work|one)|great|nice|awesome|amazing|lol|haha|hi|hello|hey|good morning|danke|"
    r"merci|gracias)"
    r"([\s,]+(and|all|both|everyone|team|a lot|so much|you|again|for (that|this|the help)))*\W*$",
    re.IGNORECASE,
)
"""What is said to colleagues who are named with it; "yes" and a name, or a name, "thanks", may be an answer."""
_SUMMONED = re.compile(r"<[@!][^<>]*>")
_EMOJI = re.compile(r"(?<!\w):[a-z0-9_+'-]+:(?!\w)", re.IGNORECASE)
_EMOJI_ONLY = re.compile(r"^(\s|:[a-z0-9_+'-]+:|[^\w\s?])*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A reply as it counts for one field: the text to keep, its assessment, and the field it would fit better.

    `gain` counts the pieces that the reply itself brings.
    """

    field: Field
    text: str
    assessment: Assessment
    gain: int = 0
    better: str | None = None


def is_conversation(text: str) -> bool:
    """Tell whether a reply is people talking to each other: thanks, an emoji, a question to a colleague."""
    stripped = text.strip()
    if not stripped or _EMOJI_ONLY.match(stripped):
        return True
    said = _EMOJI.sub(" ", stripped).strip(" *_")
    if _SMALL_TALK.match(said) or _THANKS.match(_SUMMONED.sub(" ", said)):
        return True
    return bool(_MENTION_FIRST.match(said)) and said.endswith("?")


def read_reply(
    text: str,
    asked: Sequence[Field],
    answers: Mapping[str, Answer],
    *,
    author: str,
    numbered: Sequence[Field] = (),
    put_off: Sequence[Field] = (),
) -> tuple[Reading, ...]:
    """Decide which questions a reply answers, by the numbers they were put under or by what fits best, and read it.

    Where it is not known which questions were `numbered`, numbers count while as many are asked as there were. One that
    was `put_off` is meant where the reply is plainly all it needs, and not all that is asked for.
    """
    numbered = numbered or (asked if len(asked) == FIRST_QUESTIONS else ())
    parts = said_by_number(text, numbered)
    readings = [(part, follow(part.field, answers.get(part.field.key), part.text, author=author)) for part in parts]
    if _are_meant(readings, asked, numbered):
        return tuple(reading for part, reading in readings if not is_conversation(part.text))
    best = _best_of(read_for(text, [(field, answers) for field in asked], author=author))
    if not (best and best.assessment.is_executable):
        later = _best_of(read_for(text, [(field, answers) for field in put_off], author=author))
        best = later if later and _is_plainly_meant(later, best) else best
    return (best,) if best else ()


def read_for(text: str, places: Sequence[tuple[Field, Mapping[str, Answer]]], *, author: str) -> tuple[Reading, ...]:
    """Read a reply for each of several questions, which may be the same one asked in several places."""
    text = unnumbered(text)[:LONGEST_ANSWER]
    alone = assess_each((field for field, _ in places), text, author=author)
    return tuple(
        follow(field, answers.get(field.key), text, author=author, alone=alone[field.key]) for field, answers in places
    )


def best_fits(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Choose the reading that fits best: several when they fit equally, none when none does.

    The first is of the question that was put: that it is another one which is answered must be plain.
    """
    put = readings[0]
    if put.assessment.is_executable:
        return (put,)
    best = max(readings, key=_gained)
    fitting = tuple(each for each in readings if each.gain and _gained(each) == _gained(best))
    if not put.gain:
        return fitting
    return fitting if len(fitting) == 1 and _is_plainly_meant(best, put) else (put,)


def _is_plainly_meant(other: Reading, put: Reading | None) -> bool:
    """Tell whether a reply answers another question than the one that was put; a piece or two fits any by chance."""
    return other.assessment.is_executable and other.gain >= (put.gain if put else 0) + PLAINLY


def follow(field: Field, earlier: Answer | None, text: str, *, author: str, alone: Assessment | None = None) -> Reading:
    """Read a reply to a field that may have been answered in part before: it can replace or complete what was said."""
    text = text[:LONGEST_ANSWER]
    alone = alone or assess(field, text, author=author)
    if earlier is None or alone.is_executable or earlier.assessment.verdict is not Verdict.PARTIAL:
        return Reading(field=field, text=text, assessment=alone, gain=len(alone.found))
    both = f"{earlier.text}\n{text}"[:LONGEST_ANSWER]
    joint = _completed(field, earlier.assessment, alone, assess(field, both, author=author))
    if len(alone.missing) < len(joint.missing):
        return Reading(field=field, text=text, assessment=alone, gain=len(alone.found))
    gain = max(len(alone.found), len(earlier.assessment.missing) - len(joint.missing))
    return Reading(field=field, text=both, assessment=joint, gain=gain)


def answers_anyway(wish: Wish, reading: Reading, earlier: Answer | None) -> bool:
    """Tell whether words that may be a wish answer a question after all, or complete what was begun.

    "Friday 3pm" may be when somebody looks, and whom a part belongs to who is accountable.
    """
    if wish.is_bare and ANSWERING.get(wish.kind, frozenset()) & reading.assessment.found.keys():
        return True
    if wish.is_bare and _is_asked_for(wish.when, reading.field):
        return True
    if not wish.is_bare or earlier is None or earlier.assessment.verdict is not Verdict.PARTIAL:
        return False
    return len(reading.assessment.missing) < len(earlier.assessment.missing)


def _is_asked_for(moment: str, field: Field) -> bool:
    """Tell whether a field asks for a date, or for how much time, and a moment is that."""
    return any(can_be(moment) and names & {slot.name for slot in field.slots} for can_be, names in MOMENTOUS)


def _completed(field: Field, earlier: Assessment, alone: Assessment, both: Assessment) -> Assessment:
    """Add the slots a reply fills to those filled before; what the reply says outranks the earlier words."""
    found = {**earlier.found, **both.found, **alone.found}
    spoilt = {name for name in field.modifiers if name in both.missing and name not in alone.found}
    absent = {name for name in field.base_slots if name not in found} | spoilt
    order = dict.fromkeys((*alone.missing, *both.missing, *earlier.missing))
    missing = tuple(name for name in order if name in absent)
    findings = dict.fromkeys((*alone.findings, *both.findings, *earlier.findings))
    return Assessment(
        verdict=Verdict.PARTIAL if missing else Verdict.EXECUTABLE,
        found=found,
        missing=missing,
        findings=tuple(sorted((f for f in findings if f.slot in absent), key=lambda f: missing.index(f.slot or ""))),
    )


def _are_meant(readings: Sequence[tuple[Numbered, Reading]], asked: Sequence[Field], numbered: Sequence[Field]) -> bool:
    """Tell whether numbers name the first questions, and are no list in one answer, like the steps of a procedure.

    One alone does. So do several while nothing but first questions is asked, and else only if all are answered in full.
    """
    is_begun = all(field in numbered for field in asked) and any(part.field in asked for part, _ in readings)
    if is_begun or any(part.is_alone for part, _ in readings):
        return True
    return bool(readings) and all(reading.assessment.is_executable for _, reading in readings)


def _gained(reading: Reading) -> tuple[bool, int]:
    return reading.assessment.is_executable and reading.gain > 0, reading.gain


def _best_of(readings: Sequence[Reading]) -> Reading | None:
    return max(readings, key=_fit, default=None)


def _fit(reading: Reading) -> tuple[bool, int]:
    return reading.assessment.is_executable, len(reading.assessment.found)
