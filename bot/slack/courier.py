"""Performs deliveries in Slack, and finds out afterwards whether one whose outcome was lost has arrived."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, Protocol

import structlog

from bot.domain.alignment import MessageRef
from bot.domain.delivery import CARD_SOON, Delivery, DeliveryState, is_patient
from bot.domain.effects import (
    EditMessage,
    Effect,
    FormName,
    LookUpPerson,
    OpenForm,
    PostCard,
    PostSummary,
    PublishHome,
    SayDirectly,
    SayInThread,
    SendDigest,
    UpdateCard,
    UploadSpec,
    Whisper,
)
from bot.domain.errors import UnknownAlignment
from bot.domain.outcome import Obstacle, Outcome, Postponed, Refused, Sent, Skipped, Unknown
from bot.ports import ChannelAccess, Database, Directory
from bot.slack.accounts import FRESH_ACCOUNT
from bot.slack.guard import guarded_view
from bot.slack.limits import FILE_TITLE
from bot.slack.message import Message, SpecFile
from bot.slack.posting import Posting, ensure_held
from bot.slack.search import Search
from bot.slack.text import cleaned, truncated
from bot.slack.web import Interrupted, Web, reading

CLOSED_CHANNELS = {ChannelAccess.NOT_A_MEMBER: "not_in_channel", ChannelAccess.ARCHIVED: "is_archived"}
IN_ITS_CHANNEL = PostCard | PostSummary | SayInThread | UpdateCard | UploadSpec

log = structlog.get_logger(__name__)


class Stage(Protocol):
    """Renders effects from what is true at the moment of sending."""

    def message(self, workspace: str, effect: Effect) -> Message | None:
        """Return the message of an effect, or None when what it was for is settled."""
        ...

    def welcome_after(self, workspace: str, person: str, quiet: timedelta) -> timedelta:
        """Say how long to wait until a person may be disturbed who is in Do Not Disturb for that long."""
        ...

    def form(self, workspace: str, effect: OpenForm) -> Mapping[str, Any]:
        """Return the modal to open."""
        ...

    def home(self, workspace: str, person: str) -> Mapping[str, Any]:
        """Return a person's App Home."""
        ...

    def files(self, workspace: str, effect: UploadSpec) -> tuple[SpecFile, ...]:
        """Return the documents of a spec."""
        ...


class Courier:
    """Carries one delivery at a time; every way it can end is an outcome, never an exception of Slack's making."""

    def __init__(self, *, web: Web, stage: Stage, directory: Directory, database: Database) -> None:
        self._web = web
        self._stage = stage
        self._directory = directory
        self._database = database
        self._search = Search(web)
        self._posting = Posting(web, database)
        self._ways: Mapping[type[Effect], Callable[[Delivery, Any], Outcome]] = {
            OpenForm: self._open_form,
            PostCard: self._post_to_channel,
            PostSummary: self._post_to_channel,
            SayInThread: self._say_in_thread,
            SayDirectly: self._say_in_time,
            SendDigest: self._send_digest,
            Whisper: self._whisper,
            UpdateCard: self._update_card,
            EditMessage: self._edit_message,
            UploadSpec: self._upload_spec,
            PublishHome: self._publish_home,
            LookUpPerson: self._look_up,
        }

    def expect(self, deliveries: Iterable[Delivery]) -> None:
        """Learn what is to be delivered next; nobody is asked anything yet."""
        people: defaultdict[str, list[str]] = defaultdict(list)
        for delivery in deliveries:
            if isinstance(delivery.effect, SayDirectly | SendDigest):
                people[delivery.workspace].append(_recipient_of(delivery.effect))
        for workspace, expected in people.items():
            self._directory.expect(workspace, expected)

    def deliver(self, delivery: Delivery) -> Outcome:
        """Perform the effect once and say what became of it."""
        try:
            return self._unless_moved(delivery, self._attempted(delivery))
        except UnknownAlignment:
            return Skipped(reason="the alignment is gone")

    def reconcile(self, delivery: Delivery) -> Outcome:
        """Find out whether an earlier attempt arrived; if it did not, perform the effect now.

        What cannot be found out is decided by the harm a second message would do: a reminder or a whisper is left
        out, anything else is said again.
        """
        effect = delivery.effect
        if isinstance(effect, OpenForm):
            return Refused(obstacle=Obstacle.FORM, code="outcome_lost")
        if isinstance(effect, Whisper):
            return Skipped(reason="it may have been seen")
        if isinstance(effect, UpdateCard | EditMessage | PublishHome | LookUpPerson):
            return self.deliver(delivery)
        try:
            found = self._find(delivery)
        except Interrupted as interruption:
            return self._without_history(delivery, interruption.outcome)
        except UnknownAlignment:
            return Skipped(reason="the alignment is gone")
        return Sent(message=found) if found else self.deliver(delivery)

    def _attempted(self, delivery: Delivery) -> Outcome:
        try:
            return self._ways[type(delivery.effect)](delivery, delivery.effect)
        except Interrupted as interruption:
            return interruption.outcome

    def _unless_moved(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        """Try again where the channel has had another id since this was taken on: its row says so by now."""
        effect = delivery.effect
        is_closed = isinstance(outcome, Refused) and outcome.obstacle is Obstacle.CHANNEL
        if not (is_closed and isinstance(effect, IN_ITS_CHANNEL)):
            return outcome
        with self._database.read() as tx:
            channel = tx.alignments.whereabouts(delivery.workspace, str(effect.alignment_id)).channel
        if channel == effect.channel:
            return outcome
        return Postponed(wait=CARD_SOON, reason="the channel has another id", is_failure=True)

    def _find(self, delivery: Delivery) -> MessageRef | None:
        effect, workspace = delivery.effect, delivery.workspace
        if isinstance(effect, UploadSpec):
            names = frozenset(file.name for file in self._stage.files(workspace, effect))
            return self._search.by_files(delivery, effect.channel, names, thread_ts=self._thread_of(delivery))
        if isinstance(effect, SayDirectly | SendDigest):
            return self._search.by_key(delivery, self._posting.direct_channel(workspace, _recipient_of(effect)))
        thread_ts = self._thread_of(delivery) if isinstance(effect, SayInThread) else None
        channel = str(getattr(effect, "channel", ""))
        return self._search.by_key(delivery, channel, thread_ts=thread_ts)

    def _without_history(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        if not isinstance(outcome, Refused):
            return outcome
        log.warning("history cannot be read", delivery=delivery.id, code=outcome.code)
        if isinstance(delivery.effect, SendDigest):
            return Skipped(reason="it may have arrived")
        return self.deliver(delivery)

    def _open_form(self, delivery: Delivery, effect: OpenForm) -> Outcome:
        if effect.form is FormName.START and effect.channel:
            self._ensure_open(delivery.workspace, effect.channel)
        view = guarded_view(self._stage.form(delivery.workspace, effect))
        try:
            self._web.call(delivery.workspace, "views.open", trigger_id=effect.trigger_id, view=view)
        except Interrupted as interruption:
            if isinstance(interruption.outcome, Unknown):  # the trigger is spent either way
                return Refused(obstacle=Obstacle.FORM, code="outcome_lost")
            raise
        return Sent()

    def _ensure_open(self, workspace: str, channel: str) -> None:
        """Refuse before anybody fills in a form whose card could not be posted; in doubt, let them."""
        code = CLOSED_CHANNELS.get(self._directory.access(workspace, channel))
        if code:
            raise Interrupted(Refused(obstacle=Obstacle.CHANNEL, code=code))

    def _post_to_channel(self, delivery: Delivery, effect: PostCard | PostSummary) -> Outcome:
        return self._posting.post(delivery, self._message(delivery), effect.channel)

    def _say_in_thread(self, delivery: Delivery, effect: SayInThread) -> Outcome:
        thread_ts = self._thread_of(delivery)
        return self._posting.post(delivery, self._message(delivery), effect.channel, thread_ts=thread_ts)

    def _say_in_time(self, delivery: Delivery, effect: SayDirectly) -> Outcome:
        """Say it at once; what can wait waits for the end of Do Not Disturb, and from there for working hours."""
        if is_patient(effect):
            quiet = self._directory.quiet_for(delivery.workspace, effect.person)
            wait = self._stage.welcome_after(delivery.workspace, effect.person, quiet)
            if wait > timedelta():
                return Postponed(wait=wait, reason="not to be disturbed")
        return self._say_directly(delivery, effect)

    def _say_directly(self, delivery: Delivery, effect: SayDirectly | SendDigest) -> Outcome:
        """Post to a person, unless the account is gone: Slack takes messages to deactivated accounts without a word."""
        recipient = _recipient_of(effect)
        person = self._directory.person(delivery.workspace, recipient, fresher_than=FRESH_ACCOUNT)
        if person.is_deactivated:
            return Refused(obstacle=Obstacle.PERSON, code="user_disabled")
        return self._posting.post_directly(delivery, self._message(delivery), recipient)

    def _send_digest(self, delivery: Delivery, effect: SendDigest) -> Outcome:
        """Wait for the end of Do Not Disturb; if the day is over by then, the stage leaves the reminder out."""
        wait = self._directory.quiet_for(delivery.workspace, effect.recipient)
        if wait > timedelta():
            return Postponed(wait=wait, reason="do not disturb")
        return self._say_directly(delivery, effect)

    def _whisper(self, delivery: Delivery, effect: Whisper) -> Outcome:
        return self._posting.whisper(delivery, effect, self._message(delivery))

    def _update_card(self, delivery: Delivery, effect: UpdateCard) -> Outcome:
        return self._posting.edit(delivery, self._message(delivery), effect.channel, self._thread_of(delivery))

    def _edit_message(self, delivery: Delivery, effect: EditMessage) -> Outcome:
        return self._posting.edit(delivery, self._message(delivery), effect.channel, effect.ts)

    def _upload_spec(self, delivery: Delivery, effect: UploadSpec) -> Outcome:
        thread_ts = self._thread_of(delivery)
        uploaded = [self._upload(delivery.workspace, file) for file in self._stage.files(delivery.workspace, effect)]
        if not uploaded:
            return Skipped(reason="no files")
        ensure_held(delivery)
        self._web.call(
            delivery.workspace,
            "files.completeUploadExternal",
            files=uploaded,
            channel_id=effect.channel,
            thread_ts=thread_ts,
        )
        return Sent()

    def _upload(self, workspace: str, file: SpecFile) -> dict[str, str]:
        content = file.content.encode("utf-8", "replace")
        slot = self._web.call(workspace, "files.getUploadURLExternal", filename=file.name, length=len(content))
        with reading("files.getUploadURLExternal"):
            address, number = str(slot["upload_url"]), str(slot["file_id"])
        self._web.upload(address, content)
        return {"id": number, "title": truncated(cleaned(file.title), FILE_TITLE)}

    def _publish_home(self, delivery: Delivery, effect: PublishHome) -> Outcome:
        view = guarded_view(self._stage.home(delivery.workspace, effect.person))
        self._web.call(delivery.workspace, "views.publish", user_id=effect.person, view=view)
        return Sent()

    def _look_up(self, delivery: Delivery, effect: LookUpPerson) -> Outcome:
        self._directory.person(delivery.workspace, effect.person, fresher_than=timedelta(0))
        return Sent()

    def _message(self, delivery: Delivery) -> Message:
        message = self._stage.message(delivery.workspace, delivery.effect)
        if message is None:
            raise Interrupted(Skipped(reason="settled meanwhile"))
        return message

    def _thread_of(self, delivery: Delivery) -> str:
        """Return the thread of the delivery's alignment; wait while its card is on the way."""
        alignment_id = str(delivery.effect.alignment_id)
        with self._database.read() as tx:
            thread_ts = tx.alignments.whereabouts(delivery.workspace, alignment_id).thread_ts
            card = tx.deliveries.find_latest(delivery.workspace, alignment_id, "post_card") if not thread_ts else None
        if thread_ts:
            return thread_ts
        if card is None or card.state is DeliveryState.DEAD:
            raise Interrupted(Skipped(reason="there is no thread"))
        raise Interrupted(Postponed(wait=CARD_SOON, reason="the card is not posted yet"))


def _recipient_of(effect: SayDirectly | SendDigest) -> str:
    return effect.recipient if isinstance(effect, SendDigest) else effect.person
