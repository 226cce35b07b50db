"""Submitted forms: each is read into a request and handed to one service; a form that lacks something stays open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from slack_bolt import App

from bot.services import Services
from bot.services.requests import Inbound
from bot.slack.forms.answer import read_answers
from bot.slack.forms.close import read_close
from bot.slack.forms.depth import read_deepen
from bot.slack.forms.hand_over import read_hand_over
from bot.slack.forms.preferences import read_preferences
from bot.slack.forms.promise import read_promise
from bot.slack.forms.start import read_start
from bot.slack.forms.use_as_answer import read_use_as_answer
from bot.slack.forms.waive import read_waive
from bot.slack.ids import CallbackId
from bot.slack.words import Words
from handlers.boundary import NOTHING, Boundary, Reply
from handlers.payload import Body, submission_inbound

View = Mapping[str, Any]
Request = TypeVar("Request")


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Generic[Request]):
    """How one form is read, and which use case takes it."""

    read: Callable[[View, Words], Request | dict[str, str]]
    take: Callable[[Inbound, Request], None]


class Views:
    """The forms of the product."""

    def __init__(self, *, services: Services, words: Words) -> None:
        self._words = words
        self._submissions: dict[str, Submission[Any]] = {
            CallbackId.START: Submission(read=read_start, take=services.opening.open),
            CallbackId.ANSWER: Submission(read=read_answers, take=services.interrogation.submit),
            CallbackId.USE_AS_ANSWER: Submission(read=read_use_as_answer, take=services.interrogation.file),
            CallbackId.HAND_OVER: Submission(read=read_hand_over, take=services.ownership.hand_over),
            CallbackId.PROMISE: Submission(read=read_promise, take=services.pacing.promise),
            CallbackId.WAIVE: Submission(read=read_waive, take=services.pacing.waive),
            CallbackId.PREFERENCES: Submission(read=read_preferences, take=services.pacing.prefer),
            CallbackId.DEEPEN: Submission(read=read_deepen, take=services.deepening.deepen),
            CallbackId.CLOSE: Submission(read=lambda view, _: read_close(view), take=services.closing.close),
        }

    @property
    def callback_ids(self) -> tuple[str, ...]:
        """List the forms that can be submitted."""
        return tuple(self._submissions)

    def on_submitted(self, body: Body) -> Reply:
        """Read the form, hand it over, and let it close; or keep it open and say what is missing."""
        view = body["view"]
        submission = self._submissions[view["callback_id"]]
        request = submission.read(view, self._words)
        if isinstance(request, dict):
            return {"response_action": "errors", "errors": request}
        submission.take(submission_inbound(body), request)
        return NOTHING


def register(app: App, boundary: Boundary, services: Services, words: Words) -> None:
    """Listen to every form."""
    views = Views(services=services, words=words)
    for callback_id in views.callback_ids:
        app.view(callback_id)(boundary.submission(views.on_submitted))
