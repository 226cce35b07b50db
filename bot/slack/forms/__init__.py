"""Every modal of the product: each is rendered and read back in one module."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.effects import FormName
from bot.domain.errors import CannotOwn, DateOutOfRange, ReasonMissing, Refusal
from bot.slack.forms.answer import answer_form, read_answers
from bot.slack.forms.close import close_form, read_close
from bot.slack.forms.hand_over import hand_over_form, read_hand_over
from bot.slack.forms.history import history_form
from bot.slack.forms.inputs import Modal
from bot.slack.forms.preferences import preferences_form, read_preferences
from bot.slack.forms.promise import promise_form, read_promise
from bot.slack.forms.reading import FormErrors
from bot.slack.forms.start import read_start, start_form
from bot.slack.forms.state import FormState, UnreadableForm
from bot.slack.forms.use_as_answer import read_use_as_answer, use_as_answer_form
from bot.slack.forms.waive import read_waive, waive_form
from bot.slack.scene import Scene
from bot.slack.words import Words

__all__ = [
    "FORMS",
    "FormErrors",
    "FormState",
    "UnreadableForm",
    "errors_from",
    "read_answers",
    "read_close",
    "read_hand_over",
    "read_preferences",
    "read_promise",
    "read_start",
    "read_use_as_answer",
    "read_waive",
]

FORMS: Mapping[FormName, Callable[[Scene], Modal]] = {
    FormName.START: start_form,
    FormName.ANSWER: answer_form,
    FormName.HAND_OVER: hand_over_form,
    FormName.PROMISE: promise_form,
    FormName.WAIVE: waive_form,
    FormName.USE_AS_ANSWER: use_as_answer_form,
    FormName.HISTORY: history_form,
    FormName.CLOSE: close_form,
    FormName.PREFERENCES: preferences_form,
}

BELONGS_TO: Mapping[type[Refusal], tuple[str, ...]] = {
    DateOutOfRange: ("until", "on", "met_on"),
    ReasonMissing: ("reason",),
    CannotOwn: ("to", "accountable", "stand_in"),
}


def errors_from(refusal: Refusal, view: Mapping[str, Any], words: Words) -> FormErrors:
    """Show a refusal under the input it is about, so that the form stays open and nothing typed is lost.

    Empty when the form has no input to show it under; then it has to be said elsewhere.
    """
    inputs = [block["block_id"] for block in view.get("blocks", ()) if block.get("type") == "input"]
    fitting = [block for block in BELONGS_TO.get(type(refusal), ()) if block in inputs]
    return {block: words.plainly_refused(type(refusal).__name__, refusal.facts) for block in (fitting or inputs)[:1]}
