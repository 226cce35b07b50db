"""What must happen in Slack, said in the product's own terms.

A service adds effects to the transaction that causes them; the delivery loop performs each exactly once.
An effect carries ids and small facts, never rendered text: it is rendered when it is sent, from what is true then.
One leads inwards: what somebody wrote waits as a `Hear` from its acknowledgement until it has been read.
"""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.alignment import Alignment, MessageRef

_SECONDS = re.compile(r"[0-9]{1,10}\.[0-9]{1,6}")

Facts = dict[str, str | int | bool | list[str] | None]


class Notice(StrEnum):
    """Every message the product can say, by name; its words are in templates/messages/<name>.j2."""

    FIRST_QUESTIONS = "first_questions"
    QUESTION = "question"
    UNDERSTOOD = "understood"
    CONFLICT = "conflict"
    ALL_ASKED = "all_asked"
    OWNERSHIP_ASKED = "ownership_asked"
    OWNERSHIP_ACCEPTED = "ownership_accepted"
    OWNERSHIP_DECLINED = "ownership_declined"
    OWNERSHIP_REFUSED = "ownership_refused"
    OWNER_LEFT = "owner_left"
    FACILITATOR_LEFT = "facilitator_left"
    STAND_IN_NAMED = "stand_in_named"
    STAND_IN_REFUSED = "stand_in_refused"
    WAIVED = "waived"
    WAIVER_ENDED = "waiver_ended"
    REVIEW_DUE = "review_due"
    PROMISED = "promised"
    PROMISE_BROKEN = "promise_broken"
    PROMISE_MOVED = "promise_moved"
    SNOOZED = "snoozed"
    MUTED = "muted"
    SETTLED = "settled"
    ESCALATED = "escalated"
    SOURCE_EDITED = "source_edited"
    SOURCE_DELETED = "source_deleted"
    CLOSED = "closed"
    NOT_A_MEMBER = "not_a_member"
    CANNOT_POST = "cannot_post"
    CARD_REFUSED = "card_refused"
    UNSAID = "unsaid"
    TRIGGER_EXPIRED = "trigger_expired"
    REFUSED = "refused"
    HELP = "help"
    STATUS = "status"
    MINE = "mine"
    LIST = "list"
    SHOW = "show"
    NUDGES = "nudges"
    HISTORY = "history"
    EXTERNAL = "external"
    NOTHING_OWED = "nothing_owed"
    MENTIONED = "mentioned"
    MISPLACED = "misplaced"
    FILE_ONLY = "file_only"
    UNREAD = "unread"
    THREAD_MOVED = "thread_moved"
    EXPLAINED = "explained"
    UNRECORDED = "unrecorded"
    WHICH_QUESTION = "which_question"
    WISHED = "wished"
    TIME_TAKEN = "time_taken"
    CONTRADICTED = "contradicted"
    DEEPENED = "deepened"


class FormName(StrEnum):
    """Every modal, by name."""

    START = "start"
    ANSWER = "answer"
    HAND_OVER = "hand_over"
    PROMISE = "promise"
    WAIVE = "waive"
    USE_AS_ANSWER = "use_as_answer"
    HISTORY = "history"
    CLOSE = "close"
    DEEPEN = "deepen"
    PREFERENCES = "preferences"


class Heard(StrEnum):
    """What happened to a message: it was said, it brought a file and no words, or it was changed afterwards."""

    SAID = "said"
    FILE = "file"
    EDITED = "edited"
    DELETED = "deleted"


class _Effect(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    alignment_id: str | None = None


class OpenForm(_Effect):
    """Open a modal for a person; a trigger lives three seconds and works once.

    When it cannot be opened, the person is told where they are: through `response_url`, or in `channel`.
    """

    kind: Literal["open_form"] = "open_form"
    form: FormName
    person: str
    trigger_id: str
    channel: str | None = None
    response_url: str | None = None
    facts: Facts = {}


class PostCard(_Effect):
    """Post the card, the one message an alignment has in its channel; its `ts` becomes the thread.

    `edition` counts the attempts: another one follows when somebody deleted the card, or when it was refused.
    `is_first` while none was ever posted, so that all else is still to follow; `note` is what it all starts from.
    """

    kind: Literal["post_card"] = "post_card"
    channel: str
    edition: int = 1
    is_first: bool = True
    note: str = ""


class UpdateCard(_Effect):
    """Edit the card in place to show what is true now."""

    kind: Literal["update_card"] = "update_card"
    channel: str


class SayInThread(_Effect):
    """Say something in the alignment's thread."""

    kind: Literal["say_in_thread"] = "say_in_thread"
    channel: str
    notice: Notice
    facts: Facts = {}

    @classmethod
    def of(cls, alignment: Alignment, notice: Notice, facts: Facts | None = None) -> "SayInThread":
        """Say something in the thread of that alignment."""
        return cls(alignment_id=alignment.id, channel=alignment.channel, notice=notice, facts=facts or {})


class SayDirectly(_Effect):
    """Say something to one person in a direct message."""

    kind: Literal["say_directly"] = "say_directly"
    person: str
    notice: Notice
    facts: Facts = {}


class Whisper(_Effect):
    """Say something only one person sees: through `response_url` where there is one, else as an ephemeral message."""

    kind: Literal["whisper"] = "whisper"
    person: str
    channel: str
    notice: Notice
    response_url: str | None = None
    thread_ts: str | None = None
    facts: Facts = {}


class EditMessage(_Effect):
    """Replace a message the product sent earlier, for example a question that is settled now."""

    kind: Literal["edit_message"] = "edit_message"
    channel: str
    ts: str
    notice: Notice
    facts: Facts = {}


class SendDigest(_Effect):
    """Remind a person, once on that local date, of everything they owe; or their stand-in, while they are away.

    `is_late` when others may have to be told of it once it has arrived. `counts` names the artifacts, by alignment, of
    which it is counted as a reminder: should it never arrive, that is taken back.
    """

    kind: Literal["send_digest"] = "send_digest"
    person: str
    local_date: str
    stand_in: str | None = None
    is_late: bool = True
    counts: dict[str, tuple[str, ...]] = {}

    @property
    def recipient(self) -> str:
        """Return who gets it."""
        return self.stand_in or self.person


class PostSummary(_Effect):
    """Post the completion summary of a version to the channel."""

    kind: Literal["post_summary"] = "post_summary"
    channel: str
    version: int


class UploadSpec(_Effect):
    """Upload the frozen spec as Markdown and JSON files into the thread."""

    kind: Literal["upload_spec"] = "upload_spec"
    channel: str
    version: int


class PublishHome(_Effect):
    """Show a person's App Home as it is now."""

    kind: Literal["publish_home"] = "publish_home"
    person: str


class LookUpPerson(_Effect):
    """Ask Slack about an account; if it cannot own what it was named for, the naming is taken back."""

    kind: Literal["look_up_person"] = "look_up_person"
    person: str


class Hear(_Effect):
    """Take in what somebody wrote, in a thread or, where there is none, to the app: kept as it came, and read later."""

    kind: Literal["hear"] = "hear"
    what: Heard
    person: str
    channel: str
    ts: str
    thread_ts: str | None = None
    is_direct: bool = False
    text: str = ""

    @property
    def message(self) -> MessageRef:
        """Return the address of what was written."""
        return MessageRef(channel=self.channel, ts=self.ts)

    @property
    def said_at(self) -> datetime | None:
        """Return when it was written, which its address tells; None where that is no instant."""
        if not _SECONDS.fullmatch(self.ts):
            return None
        return datetime.fromtimestamp(float(self.ts), UTC)


def in_channel(effect: "Effect", old: str, new: str) -> "Effect":
    """Return the effect as it is once a channel has another id."""
    changes: dict[str, object] = {}
    if getattr(effect, "channel", None) == old:
        changes["channel"] = new
    facts: Facts = getattr(effect, "facts", {})
    if facts.get("channel") == old:
        changes["facts"] = {**facts, "channel": new}
    return effect.model_copy(update=changes) if changes else effect


Effect = Annotated[
    OpenForm
    | PostCard
    | UpdateCard
    | SayInThread
    | SayDirectly
    | Whisper
    | EditMessage
    | SendDigest
    | PostSummary
    | UploadSpec
    | PublishHome
    | LookUpPerson
    | Hear,
    Field(discriminator="kind"),
]
