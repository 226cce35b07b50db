"""Response URLs: five messages within half an hour, without asking whether the app is a member.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sandbox.blocks import with_ids
from sandbox.checks import check_message, refusal
from sandbox.clock import SettableClock
from sandbox.conversations import Conversation
from sandbox.errors import SlackError
from sandbox.forgetting import forget_oldest
from sandbox.ids import random_token
from sandbox.installation import Installation
from sandbox.json_types import JsonObject, as_objects
from sandbox.messages import Message
from sandbox.posting import Draft, Posts

LIFE = timedelta(minutes=30)
USES = 5
KEPT = 10_000


@dataclass
class ResponseUrl:
    """Where and for whom an app may still answer."""

    conversation: Conversation
    person_id: str
    expires_at: datetime
    original: Message | None = None
    uses_left: int = USES


class ResponseUrls:
    """Issue response URLs and carry out what apps post to them."""

    def __init__(self, installation: Installation, posts: Posts, *, clock: SettableClock) -> None:
        self._installation = installation
        self._posts = posts
        self._clock = clock
        self._urls: dict[str, ResponseUrl] = {}
        self.base_url = ""

    def issue(self, conversation: Conversation, person_id: str, *, original: Message | None = None) -> str:
        """Return a URL for answering what somebody did."""
        token = random_token(16)
        self._urls[token] = ResponseUrl(conversation, person_id, self._clock.now() + LIFE, original)
        forget_oldest(self._urls, keep=KEPT)
        return f"{self.base_url}/response/{token}"

    def use(self, token: str, body: JsonObject) -> None:
        """Answer through a URL, or refuse as Slack does."""
        url = self._urls.get(token)
        if url is None or self._clock.now() > url.expires_at:
            raise SlackError("expired_url")
        if url.uses_left < 1:
            raise SlackError("used_url")
        self.respond(url, body)
        url.uses_left -= 1

    def respond(self, url: ResponseUrl, body: JsonObject) -> None:
        """Post, replace or delete as an answer's body says."""
        if body.get("delete_original") and url.original:
            self._posts.delete(url.conversation, url.original)
            return
        problems = check_message(body)
        if code := refusal(problems):
            raise SlackError(code, errors=[str(problem) for problem in problems])
        draft = _draft(body)
        if body.get("replace_original") and url.original:
            self._posts.edit(url.conversation, url.original, self._installation.bot_user.id, draft)
        elif body.get("response_type") == "in_channel":
            self._posts.post(url.conversation, self._installation.bot_user.id, draft)
        else:  # only what everybody sees can be put into a thread
            self._posts.post_ephemeral(url.conversation, url.person_id, replace(draft, thread_ts=None))

    def acknowledge(self, conversation: Conversation, person_id: str, body: JsonObject) -> None:
        """Post the message an app put into its acknowledgement of a command."""
        self.respond(ResponseUrl(conversation, person_id, self._clock.now()), body)


def _draft(body: JsonObject) -> Draft:
    return Draft(
        text=str(body.get("text") or ""),
        blocks=with_ids(body.get("blocks")),
        attachments=as_objects(body.get("attachments")),
        thread_ts=body.get("thread_ts"),
    )
