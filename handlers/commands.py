"""`/aligned`: a word it knows is a report, anything else is the title of a new alignment."""

from collections.abc import Callable

from slack_bolt import App

from bot.domain.catalogue import Depth
from bot.domain.effects import Facts, FormName, Notice
from bot.services import Services
from bot.services.requests import Inbound, Where
from bot.slack.forms.start import LONGEST_TITLE
from bot.slack.readable import mentioned_in, readable
from bot.slack.words import Words
from handlers.boundary import NOTHING, Boundary, Reply
from handlers.payload import Body, command_inbound, where

MOST_NAMED = 10
REPORTS = {
    "status": Notice.STATUS,
    "mine": Notice.MINE,
    "list": Notice.LIST,
    "nudges": Notice.NUDGES,
}


class Commands:
    """The slash command."""

    def __init__(self, *, services: Services, words: Words) -> None:
        self._services = services
        self._words = words
        self._subcommands: dict[str, Callable[[Inbound, Where, str], None]] = {
            "show": self._show,
            "close": self._close,
            "depth": self._deepen,
        }

    def on_aligned(self, body: Body) -> Reply:
        """Answer a subcommand, or show the form that starts an alignment."""
        word, _, rest = str(body.get("text") or "").strip().partition(" ")
        inbound, place = command_inbound(body), where(body)
        subject = rest.strip()
        if word.lower() == "help" and not subject:
            return {"text": self._words.say(Notice.HELP, rules_off=self._services.reporting.rules_off)}
        if word.lower() in REPORTS and not subject:
            self._services.whispering.say(inbound, place, REPORTS[word.lower()])
        elif self._is_subcommand(inbound, place, word.lower(), subject):
            self._subcommands[word.lower()](inbound, place, subject)
        else:
            title = " ".join(f"{word} {subject}".split())
            self._services.opening.begin(inbound, place, title=title[:LONGEST_TITLE])
        return NOTHING

    def _is_subcommand(self, inbound: Inbound, place: Where, word: str, subject: str) -> bool:
        """Tell a subcommand, which names one alignment at most, from a title that begins with the same word."""
        if word not in self._subcommands:
            return False
        others = [each for each in subject.split() if not (word == "depth" and each.lower() in set(Depth))]
        return len(others) <= 1 or self._is_named(inbound, place, " ".join(others))

    def _is_named(self, inbound: Inbound, place: Where, typed: str) -> bool:
        words = self._read(inbound, typed)
        return self._services.reporting.named(inbound.workspace, place.channel or "", words) is not None

    def _show(self, inbound: Inbound, place: Where, reference: str) -> None:
        alignment_id = self._resolved(inbound, place, reference)
        self._services.whispering.say(inbound, place, Notice.SHOW, alignment_id=alignment_id)

    def _close(self, inbound: Inbound, place: Where, reference: str) -> None:
        alignment_id = self._to_change(inbound, place, reference)
        self._services.whispering.show_form(inbound, place, FormName.CLOSE, {}, alignment_id=alignment_id)

    def _deepen(self, inbound: Inbound, place: Where, subject: str) -> None:
        """Offer the greater depths of an alignment; a depth that is named is chosen already."""
        words = subject.split()
        depth = next((word.lower() for word in words if word.lower() in set(Depth)), None)
        reference = " ".join(word for word in words if word.lower() != depth)
        alignment_id = self._to_change(inbound, place, reference)
        facts: Facts = {"depth": depth} if depth else {}
        self._services.whispering.show_form(inbound, place, FormName.DEEPEN, facts, alignment_id=alignment_id)

    def _to_change(self, inbound: Inbound, place: Where, reference: str) -> str:
        """Choose what is meant to be changed: the newest that is open, if any is."""
        return self._resolved(inbound, place, reference, open_first=True)

    def _resolved(self, inbound: Inbound, place: Where, reference: str, *, open_first: bool = False) -> str:
        words = self._read(inbound, reference)
        return self._services.reporting.resolve(inbound.workspace, place.channel or "", words, open_first=open_first)

    def _read(self, inbound: Inbound, typed: str) -> str:
        """Read what was typed as a title shows it, where people are called by their names."""
        known = (self._services.reporting.person(inbound.workspace, each) for each in mentioned_in(typed)[:MOST_NAMED])
        return readable(typed, {person.id: person.name for person in known if person}.get)


def register(app: App, boundary: Boundary, services: Services, words: Words) -> None:
    """Listen to the slash command."""
    app.command("/aligned")(boundary.command(Commands(services=services, words=words).on_aligned))
