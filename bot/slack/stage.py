"""The stage: turns an effect into what is shown in Slack, from what is true at this moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.domain.catalogue import Catalogue
from bot.domain.effects import (
    EditMessage,
    Effect,
    OpenForm,
    PostCard,
    PostSummary,
    SayDirectly,
    SayInThread,
    SendDigest,
    UpdateCard,
    UploadSpec,
    Whisper,
)
from bot.domain.errors import Refusal, UnknownAlignment
from bot.ports import Clock, Directory
from bot.services.reporting import Reporting
from bot.slack.blocks import message, section
from bot.slack.exports import Exports
from bot.slack.forms import FORMS
from bot.slack.forms.inputs import Inputs
from bot.slack.home import home_view
from bot.slack.message import Message, SpecFile
from bot.slack.messages import NOTICES
from bot.slack.messages.card import card
from bot.slack.messages.digest import digest, owed_now
from bot.slack.messages.reports import unseen
from bot.slack.messages.summary import summary
from bot.slack.scene import Scene
from bot.slack.words import Words


class Stage:
    """Renders messages, forms, App Home, and files."""

    def __init__(
        self,
        *,
        reporting: Reporting,
        catalogue: Catalogue,
        directory: Directory,
        words: Words,
        clock: Clock,
        exports: Exports | None = None,
        site: str = "",
    ) -> None:
        self._reporting = reporting
        self._catalogue = catalogue
        self._directory = directory
        self._words = words
        self._clock = clock
        self._exports = exports or Exports()
        self._site = site

    def message(self, workspace: str, effect: Effect) -> Message | None:
        """Render what an effect says; None when that is settled meanwhile and need not be said."""
        scene = self._scene(workspace, effect)
        match effect:
            case PostCard() | UpdateCard():
                return card(scene)
            case SendDigest():
                return self._digest(scene, effect)
            case PostSummary():
                return summary(scene, effect.version)
            case Whisper():
                return _whispered(scene, NOTICES[effect.notice])
            case SayInThread() | SayDirectly() | EditMessage():
                return NOTICES[effect.notice](scene)
        raise TypeError(f"no message says {effect.kind}")

    def welcome_after(self, workspace: str, person: str, quiet: timedelta) -> timedelta:
        """Say how long to wait until a person may be disturbed who is in Do Not Disturb for that long."""
        return self._reporting.welcome_after(workspace, person, quiet)

    def form(self, workspace: str, effect: OpenForm) -> dict[str, Any]:
        """Render a modal; an old button outlives the membership of whoever presses it, and shows them nothing."""
        scene = self._scene(workspace, effect)
        if not scene.is_shown:
            return Inputs(self._words, f"form_{effect.form}").refused(effect.form, UnknownAlignment())
        return FORMS[effect.form](scene)

    def home(self, workspace: str, person: str) -> dict[str, Any]:
        """Render a person's App Home."""
        return home_view(self._bare_scene(workspace, viewer=person))

    def files(self, workspace: str, effect: UploadSpec) -> tuple[SpecFile, ...]:
        """Write the documents of a version; none when it was never frozen."""
        scene = self._scene(workspace, effect)
        spec = self._reporting.spec(workspace, effect.alignment_id or "", effect.version)
        return self._exports.files(spec, scene.name_of) if spec else ()

    def _digest(self, scene: Scene, effect: SendDigest) -> Message | None:
        """Render what a person owes; a stand-in is told first whose it is."""
        reminder = self._reporting.reminder(scene.workspace, effect)
        if reminder is None or effect.stand_in is None:
            return digest(scene, reminder) if reminder else None
        counts_for = self._counts_for(scene.workspace, effect.stand_in) or effect.person
        told = digest(scene, reminder, stand_in=effect.stand_in, is_by_reply=counts_for == effect.person)
        if told is None:
            return None
        whose = self._words.say("stand_in", person=effect.person, you=effect.stand_in, counts_for=counts_for)
        return Message(text=whose, blocks=(*message(whose, section(whose)).blocks, *told.blocks))

    def _counts_for(self, workspace: str, stand_in: str) -> str | None:
        """Tell for whose debts a mere reply of a stand-in counts: their own first, then one absentee's at a time."""
        debtors = (stand_in, *self._reporting.absentees_of(workspace, stand_in))
        return next((who for who in debtors if owed_now(self._bare_scene(workspace, viewer=who))), None)

    def _scene(self, workspace: str, effect: Effect) -> Scene:
        facts = getattr(effect, "facts", {})
        return self._bare_scene(
            workspace,
            alignment_id=effect.alignment_id,
            viewer=getattr(effect, "person", None) or facts.get("viewer"),  # of an edited message only that is known
            channel=getattr(effect, "channel", None),
            facts=facts,
        )

    def _bare_scene(self, workspace: str, **known: Any) -> Scene:
        return Scene(
            words=self._words,
            catalogue=self._catalogue,
            reporting=self._reporting,
            directory=self._directory,
            now=self._clock.now(),
            workspace=workspace,
            site=self._site,
            **{"facts": {}, **known},
        )


def _whispered(scene: Scene, render: Callable[[Scene], Message | None]) -> Message | None:
    """Answer a question about something that is gone, or was never there, instead of failing."""
    try:
        return render(scene)
    except Refusal:
        return unseen(scene)
