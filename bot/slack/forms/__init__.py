"""Every modal of the product: each is rendered and read back in one module."""

from collections.abc import Callable, Mapping

from bot.domain.effects import FormName
from bot.slack.forms.answer import answer_form
from bot.slack.forms.close import close_form
from bot.slack.forms.depth import deepen_form
from bot.slack.forms.hand_over import hand_over_form
from bot.slack.forms.history import history_form
from bot.slack.forms.inputs import Modal
from bot.slack.forms.preferences import preferences_form
from bot.slack.forms.promise import promise_form
from bot.slack.forms.start import start_form
from bot.slack.forms.use_as_answer import use_as_answer_form
from bot.slack.forms.waive import waive_form
from bot.slack.scene import Scene

FORMS: Mapping[FormName, Callable[[Scene], Modal]] = {
    FormName.START: start_form,
    FormName.ANSWER: answer_form,
    FormName.HAND_OVER: hand_over_form,
    FormName.PROMISE: promise_form,
    FormName.WAIVE: waive_form,
    FormName.USE_AS_ANSWER: use_as_answer_form,
    FormName.HISTORY: history_form,
    FormName.CLOSE: close_form,
    FormName.DEEPEN: deepen_form,
    FormName.PREFERENCES: preferences_form,
}
