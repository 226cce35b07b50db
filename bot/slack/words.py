"""The sentences of the product, read from templates: one file a message, one named block a sentence.

Words for mrkdwn and words for plain text come from the same files; only what is filled in is treated differently.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.domain.errors import Refusal
from bot.slack.mrkdwn import Mrkdwn, channel, escape, mention, moment, quote, truncated_mrkdwn
from bot.slack.text import stripped, truncated

SHIPPED = Path(__file__).resolve().parent.parent.parent / "templates" / "messages"
UNFORESEEN = "Unforeseen"
DATES = {"latest"}
"""The facts of a refusal that are dates."""


class Words:
    """Says every sentence by name: ``question.why`` is the block `why` of ``question.j2``."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        self._mrkdwn = _compiled(folder, escape, MARKUP)
        self._plain = _compiled(folder, plain, UNMARKED)
        self._refusals = tomllib.loads((folder / "refusals.toml").read_text(encoding="utf-8"))

    def say(self, name: str, /, **facts: object) -> Mrkdwn:
        """Say a sentence in mrkdwn, everything filled in being escaped; a bare name means its block `text`."""
        return Mrkdwn(_rendered(self._mrkdwn, name, facts))

    def plain(self, name: str, /, **facts: object) -> str:
        """Say a sentence where Slack shows plain text: buttons, labels, titles, errors under an input."""
        return _rendered(self._plain, name, facts)

    def has(self, name: str) -> bool:
        """Tell whether there is such a sentence."""
        file, _, block = name.partition(".")
        return file in self._plain and (block or "text") in self._plain[file].blocks

    def refusal(self, error: Refusal) -> Mrkdwn:
        """Tell a person, in mrkdwn, why it cannot be done."""
        return self.refused(type(error).__name__, error.facts)

    def refused(self, name: str, facts: Mapping[str, object]) -> Mrkdwn:
        """Tell in mrkdwn why it cannot be done, given the refusal's name."""
        return escape(self.plainly_refused(name, facts))

    def plainly_refused(self, name: str, facts: Mapping[str, object]) -> str:
        """Tell in plain text why it cannot be done, for the error under an input."""
        sentence = self._refusals.get(name, self._refusals[UNFORESEEN])
        if isinstance(sentence, dict):
            sentence = sentence.get(str(facts.get("reason")), sentence["otherwise"])
        return str(sentence).format_map(_Known({name: _readable(name, fact) for name, fact in facts.items()}))


class _Known(dict[str, str]):
    """Facts by name; one nobody gave is left out of the sentence rather than breaking it."""

    def __missing__(self, key: str) -> str:
        return "…"


def day(value: date | datetime | str) -> str:
    """Write a calendar day so that nobody confuses day and month; a date given as text must be ISO 8601."""
    when = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{when.day} {when:%B %Y}"


def clock_time(value: str) -> Mrkdwn:
    """Write an ISO 8601 instant as a moment in the reader's own zone."""
    return moment(datetime.fromisoformat(value))


def listed(items: Iterable[object]) -> Mrkdwn:
    """List things in a sentence, with a serial "and"."""
    return Mrkdwn(_joined([escape(item) for item in items]))


def plain_list(items: Iterable[object]) -> str:
    """List things in a plain sentence, with a serial "and"."""
    return _joined([plain(item) for item in items])


def plain(value: object) -> str:
    """Show a value as it is, without what could deceive."""
    return stripped("" if value is None else str(value))


def cut(value: object, limit: int) -> Mrkdwn:
    """Shorten somebody's words visibly."""
    return Mrkdwn(truncated_mrkdwn(escape(value), limit))


def plain_cut(value: object, limit: int) -> str:
    """Shorten somebody's words visibly, in plain text."""
    return truncated(plain(value), limit)


def joined(pieces: Iterable[object]) -> Mrkdwn:
    """Put pieces side by side on one line."""
    return Mrkdwn(" · ".join(escape(piece) for piece in pieces))


Filters = Mapping[str, Callable[..., str]]
MARKUP: Filters = {"mention": mention, "channel": channel, "moment": moment, "listed": listed, "cut": cut}
UNMARKED: Filters = {"mention": plain, "channel": plain, "moment": day, "listed": plain_list, "cut": plain_cut}


def _joined(items: list[str]) -> str:
    if len(items) < 3:
        return " and ".join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"


def _readable(name: str, fact: object) -> str:
    """Write a date out; anything else stays as it is, a title too that looks like a date."""
    return day(str(fact)) if name in DATES else plain(fact)


def _compiled(folder: Path, finalize: Callable[[object], str], filters: Filters) -> dict[str, Template]:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # Slack's markup is not HTML; `finalize` escapes what Slack reads
    )
    environment.filters.update(day=day, clock=clock_time, quote=quote, joined=joined, **filters)
    return {path.stem: environment.get_template(path.name) for path in sorted(folder.glob("*.j2"))}


def _rendered(templates: Mapping[str, Template], name: str, facts: Mapping[str, object]) -> str:
    file, _, block = name.partition(".")
    template = templates[file]
    return "".join(template.blocks[block or "text"](template.new_context(dict(facts)))).strip()
