"""The inputs of a form and the modal around them; their labels come from the form's own template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.effects import FormName
from bot.domain.errors import Refusal
from bot.slack.blocks import VIEW_BLOCKS, Row, plain_text, section, serialised
from bot.slack.forms.reading import VALUE
from bot.slack.forms.state import FormState
from bot.slack.ids import CallbackId
from bot.slack.text import cleaned, length
from bot.slack.words import Words

INPUT_LIMIT = 3_000

Modal = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Makes the inputs of one form, whose words are the blocks ``label_…`` and ``hint_…`` of one template."""

    words: Words
    template: str

    def say(self, part: str, **facts: object) -> str:
        """Say one plain sentence of the form."""
        return self.words.plain(f"{self.template}.{part}", **facts)

    def labelled(self, block: str, element: InputInteractiveElement, *, optional: bool = False) -> InputBlock:
        """Put an input under its label, with its hint if it has one."""
        hint = self.say(f"hint_{block}") if self.words.has(f"{self.template}.hint_{block}") else ""
        return labelled(block, self.say(f"label_{block}"), element, hint=hint, optional=optional)

    def refused(self, form: FormName, refusal: Refusal) -> Modal:
        """Say, in the place of a form, why it cannot be filled in."""
        return self.modal(FormState(form=form), (section(self.words.refusal(refusal)),), submits=False)

    def modal(self, state: FormState, rows: Iterable[Row], *, submits: bool = True) -> Modal:
        """Put the form together; one without a submit button is only read."""
        view = View(
            type="modal",
            callback_id=CallbackId.of(state.form),
            title=plain_text(self.say("title"), 24),
            close=plain_text(self.say("close"), 24),
            submit=plain_text(self.say("submit"), 24) if submits else None,
            private_metadata=state.encode(),
            blocks=serialised(rows, VIEW_BLOCKS),
        )
        return view.to_dict()


def labelled(
    block: str, label: str, element: InputInteractiveElement, *, hint: str = "", optional: bool = False
) -> InputBlock:
    """Put an input under a label."""
    return InputBlock(
        block_id=block,
        label=plain_text(label, 2_000),
        element=element,
        hint=plain_text(hint, 2_000) if hint else None,
        optional=optional,
    )


def text_input(initial: str = "", *, most: int = INPUT_LIMIT, is_long: bool = False) -> PlainTextInputElement:
    """Ask for words; what is there already must fit."""
    return PlainTextInputElement(
        action_id=VALUE, multiline=is_long, initial_value=cleaned(initial) or None, max_length=most
    )


def fits(text: str) -> bool:
    """Tell whether a text can be edited in an input."""
    return length(cleaned(text)) <= INPUT_LIMIT


def day_input(initial: date | None = None) -> DatePickerElement:
    """Ask for a day."""
    return DatePickerElement(action_id=VALUE, initial_date=initial.isoformat() if initial else None)


def time_input(initial: str) -> TimePickerElement:
    """Ask for a time of day."""
    return TimePickerElement(action_id=VALUE, initial_time=initial)


def person_input(initial: str | None = None) -> UserSelectElement:
    """Ask for one person."""
    return UserSelectElement(action_id=VALUE, initial_user=initial)


def people_input(initial: Sequence[str] = ()) -> UserMultiSelectElement:
    """Ask for people."""
    return UserMultiSelectElement(action_id=VALUE, initial_users=list(initial) or None)


def channel_input() -> ConversationSelectElement:
    """Ask for a channel, private ones included; the one the person looks at is chosen already."""
    return ConversationSelectElement(
        action_id=VALUE,
        default_to_current_conversation=True,
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
    )


def radio_input(options: Sequence[Option], initial: Option | None = None) -> RadioButtonsElement:
    """Ask for one of a few options."""
    return RadioButtonsElement(action_id=VALUE, options=list(options)[:10], initial_option=initial)


def tick_input(options: Sequence[Option], initial: Sequence[Option] = ()) -> CheckboxesElement:
    """Ask for any of a few options."""
    return CheckboxesElement(action_id=VALUE, options=list(options)[:10], initial_options=list(initial) or None)


def grouped_input(groups: Sequence[OptionGroup], initial: Option | None = None) -> StaticSelectElement:
    """Ask for one of many options, in groups."""
    return StaticSelectElement(action_id=VALUE, option_groups=list(groups)[:100], initial_option=initial)
