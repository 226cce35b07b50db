"""Everything a renderer may look at: the alignment as it is now, the people, the words, the clock, the asked facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.domain.alignment import Alignment, Answer
from bot.domain.catalogue import Catalogue, Field
from bot.domain.effects import Facts
from bot.domain.errors import UnknownAlignment
from bot.domain.progress import Gap, Progress
from bot.ports import Directory
from bot.services.reporting import Reporting, Standing
from bot.services.settling import people_of
from bot.slack.mrkdwn import Mrkdwn, link
from bot.slack.readable import readable
from bot.slack.web import Interrupted
from bot.slack.words import Words

REDIRECT = "https://slack.com/app_redirect"
FRESH_NAME = timedelta(hours=1)
MOST_LOOKUPS = 10


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Who is told or asked something, where, about which alignment, with which facts.

    `viewer` is the one person who sees it; None when a whole channel does. `site` is the address of the workspace.
    """

    words: Words
    catalogue: Catalogue
    reporting: Reporting
    directory: Directory
    now: datetime
    workspace: str
    alignment_id: str | None = None
    viewer: str | None = None
    channel: str | None = None
    site: str = ""
    facts: Facts

    @cached_property
    def standing(self) -> Standing:
        """The alignment and how far it is; raises UnknownAlignment when there is none."""
        if self.alignment_id is None:
            raise UnknownAlignment()
        return self.reporting.standing(self.workspace, self.alignment_id)

    @property
    def alignment(self) -> Alignment:
        """The alignment as it is now."""
        return self.standing.alignment

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        return self.standing.progress

    @cached_property
    def today(self) -> date:
        """The date where the viewer is; where nobody in particular looks, the facilitator's."""
        person = self.viewer or (self.alignment.facilitator if self.alignment_id else None)
        return self.reporting.today_of(self.workspace, person) if person else self.now.date()

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is to be pressed any more in a message that stays."""
        return bool(self.facts.get("is_over"))

    def text(self, name: str) -> str:
        """Return a fact as text, empty when it was not given."""
        fact = self.facts.get(name)
        return "" if fact is None or isinstance(fact, list) else str(fact)

    def names(self, name: str) -> tuple[str, ...]:
        """Return a fact that lists names, empty when it was not given."""
        fact = self.facts.get(name)
        return tuple(fact) if isinstance(fact, list) else ()

    def field(self, name: str = "field") -> Field | None:
        """Return the field a fact names, if the catalogue has it."""
        return self.field_of(self.text(name))

    def field_of(self, key: str) -> Field | None:
        """Return the field of that key, if the catalogue still has it."""
        try:
            return self.catalogue.field(key)
        except KeyError:
            return None

    def fields(self, keys: Iterable[str]) -> tuple[Field, ...]:
        """Return the fields of these keys that the catalogue still has."""
        return self.catalogue.known(keys)

    def gap(self, key: str) -> Gap | None:
        """Return the gap of that field, None when it is closed."""
        return next((gap for gap in self.progress.gaps if gap.field.key == key), None)

    def has_gaps(self, artifact: str) -> bool:
        """Tell whether an artifact still keeps the alignment open."""
        return any(gap.field.artifact == artifact for gap in self.progress.gaps)

    def answer(self, name: str = "answer") -> Answer | None:
        """Return the answer whose id a fact names."""
        found = self.reporting.answers(self.workspace, self.alignment.id, (self.text(name),))
        return found[0] if found else None

    def title_of(self, subject: str) -> str:
        """Return what an artifact or a field is called."""
        field = self.field_of(subject)
        if field:
            return field.label
        try:
            return self.catalogue.artifact(subject).title
        except KeyError:
            return subject

    def titles(self, subjects: Iterable[str]) -> tuple[str, ...]:
        """Return what these artifacts or fields are called."""
        return tuple(self.title_of(subject) for subject in subjects)

    def name_of(self, person: str) -> str:
        """Return a person's name for places where nobody can be mentioned."""
        known = self.reporting.person(self.workspace, person)
        return known.name if known else self._looked_up(person)

    def said(self, text: str) -> str:
        """Return what somebody typed as people read it, with nobody mentioned by it."""
        return readable(text, self.name_of)

    def one_line(self, text: str) -> str:
        """Return what somebody typed as people read it, on one line."""
        return " ".join(self.said(text).split())

    def _looked_up(self, person: str) -> str:
        """Ask Slack for a name; a text full of ids is not worth a hundred questions."""
        if person not in self._asked and len(self._asked) < MOST_LOOKUPS:
            try:
                found = self.directory.person(self.workspace, person, fresher_than=FRESH_NAME)
                self._asked[person] = found.name
            except Interrupted:
                self._asked[person] = person
        return self._asked.get(person, person)

    @cached_property
    def _asked(self) -> dict[str, str]:
        return {}

    def may_read(self, channel: str) -> bool:
        """Tell whether the viewer is a member of the channel now; what a whole channel sees, it may see."""
        return self.viewer is None or self.directory.may_read(self.workspace, channel, self.viewer)

    @property
    def is_shown(self) -> bool:
        """Tell whether the viewer may see the alignment: by their part in it, or because they read its channel now."""
        if self.alignment_id is None or self.viewer is None:
            return True
        concerned = people_of(self.alignment)
        if self.viewer in concerned or self.may_read(self.alignment.channel):
            return True
        return not concerned.isdisjoint(self.reporting.absentees_of(self.workspace, self.viewer))

    def linked(self, alignment: Alignment) -> Mrkdwn:
        """Write an alignment's title as a link to its thread."""
        return link(thread_address(alignment, self.site), alignment.title)


def thread_address(alignment: Alignment, site: str) -> str:
    """Return the address that opens the alignment's thread in whichever Slack client the reader uses.

    It is what Slack itself calls the link of a message: https://docs.slack.dev/reference/methods/chat.getPermalink
    Where the address of the workspace is not known, a redirection leads to the channel at least:
    https://docs.slack.dev/interactivity/deep-linking
    """
    channel, ts = alignment.channel, alignment.thread_ts
    if not site:
        return f"{REDIRECT}?team={alignment.workspace}&channel={channel}{f'&message_ts={ts}' if ts else ''}"
    place = f"{site.rstrip('/')}/archives/{channel}"
    return f"{place}/p{ts.replace('.', '')}?thread_ts={ts}&cid={channel}" if ts else place
