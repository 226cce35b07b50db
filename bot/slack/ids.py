"""Every id that travels to Slack and back: what is pressed, which form or shortcut it was."""

import re
from enum import StrEnum

from bot.domain.effects import FormName


class ActionId(StrEnum):
    """What somebody pressed or chose; what it is about is in the `Press` it carries."""

    ANSWER = "aligned.answer"
    NOT_NOW = "aligned.not_now"
    HAND_OVER = "aligned.hand_over"
    ACCEPT = "aligned.accept"
    DECLINE = "aligned.decline"
    LATER = "aligned.later"
    MUTE = "aligned.mute"
    PROMISE = "aligned.promise"
    NOT_MINE = "aligned.not_mine"
    NOT_NEEDED = "aligned.not_needed"
    USE_MINE = "aligned.use_mine"
    KEEP_THEIRS = "aligned.keep_theirs"
    FILE_THERE = "aligned.file_there"
    ANSWERS_THIS = "aligned.answers_this"
    NONE_OF_THESE = "aligned.none_of_these"
    KEEP_HERE = "aligned.keep_here"
    UPDATE_ANSWER = "aligned.update_answer"
    KEEP_ANSWER = "aligned.keep_answer"
    UNDO_SILENCE = "aligned.undo_silence"
    UNDO_LATER = "aligned.undo_later"
    SUGGEST = "aligned.suggest"
    SHOW = "aligned.show"
    HISTORY = "aligned.history"
    CARD_MENU = "aligned.card_menu"
    OPEN_FORM = "aligned.open_form"
    PREFERENCES = "aligned.preferences"
    TRY_IT = "aligned.try_it"
    TRY_AGAIN = "aligned.try_again"

    def numbered(self, number: int) -> str:
        """Tell apart several controls of one kind, since action ids are unique within a block."""
        return f"{self}.{number}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Match the id with or without a number."""
        return re.compile(rf"^{re.escape(self)}(\.\d+)?$")


class CallbackId(StrEnum):
    """Which form was submitted, or which shortcut was used."""

    START = "aligned.form.start"
    ANSWER = "aligned.form.answer"
    HAND_OVER = "aligned.form.hand_over"
    PROMISE = "aligned.form.promise"
    WAIVE = "aligned.form.waive"
    USE_AS_ANSWER = "aligned.form.use_as_answer"
    HISTORY = "aligned.form.history"
    CLOSE = "aligned.form.close"
    DEEPEN = "aligned.form.deepen"
    PREFERENCES = "aligned.form.preferences"
    ALIGN_FROM_MESSAGE = "align_from_message"
    ANSWER_FROM_MESSAGE = "answer_from_message"
    ALIGN_GLOBAL = "align_global"

    @classmethod
    def of(cls, form: FormName) -> "CallbackId":
        """Return the id under which a form is submitted."""
        return cls(f"aligned.form.{form}")


class CardChoice(StrEnum):
    """What the menu of a card offers."""

    HAND_OVER = "hand_over"
    HISTORY = "history"
    LEAVE_OPEN = "leave_open"
    DEEPEN = "deepen"
    CLOSE = "close"


class Later(StrEnum):
    """After how many working days, on their own morning, a person wants to be reminded again; or not at all."""

    NEXT_MORNING = "1"
    TWO_DAYS = "2"
    ONE_WEEK = "5"
    NEVER = "never"
