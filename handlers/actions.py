"""Buttons, menus and selects, all through one listener with a table: each press is one call of a service."""

import re
from collections.abc import Callable

from slack_bolt import App

from bot.domain.effects import Facts, FormName, Notice
from bot.services import Services
from bot.services.requests import Inbound, Suggestion, Where
from bot.slack.ids import ActionId, CardChoice, Later
from bot.slack.presses import Press, UnreadablePress
from handlers.boundary import NOTHING, Boundary, Reply
from handlers.payload import Body, action_inbound, is_external, organisation_of, where

Pressed = Callable[[Inbound, Where, Press], None]
READABLE_FOREVER = {FormName.HISTORY, FormName.PREFERENCES, FormName.START}
"""The forms that change nothing of an alignment; any other is of no use once it is closed."""


class Actions:
    """What people press."""

    def __init__(self, *, services: Services) -> None:
        self._services = services
        self._table: dict[str, Pressed] = {
            ActionId.ANSWER: self._answer,
            ActionId.NOT_NOW: self._not_now,
            ActionId.HAND_OVER: self._hand_over,
            ActionId.NOT_MINE: self._hand_over,
            ActionId.ACCEPT: self._accept,
            ActionId.DECLINE: self._decline,
            ActionId.LATER: self._later,
            ActionId.MUTE: self._mute,
            ActionId.PROMISE: self._opens(FormName.PROMISE),
            ActionId.NOT_NEEDED: self._opens(FormName.WAIVE),
            ActionId.HISTORY: self._opens(FormName.HISTORY),
            ActionId.PREFERENCES: self._opens(FormName.PREFERENCES),
            ActionId.TRY_IT: self._try_it,
            ActionId.TRY_AGAIN: self._try_again,
            ActionId.OPEN_FORM: self._open_again,
            ActionId.CARD_MENU: self._card_menu,
            ActionId.SHOW: self._show,
            ActionId.UNDO_SILENCE: self._undo_silence,
            ActionId.UNDO_LATER: self._undo_later,
            ActionId.SUGGEST: self._suggest,
            ActionId.USE_MINE: self._adopt,
            ActionId.FILE_THERE: self._adopt,
            ActionId.ANSWERS_THIS: self._choose,
            ActionId.NONE_OF_THESE: self._dismiss,
            ActionId.UPDATE_ANSWER: self._update,
            ActionId.KEEP_ANSWER: self._keep,
            ActionId.KEEP_HERE: self._keep,
            ActionId.KEEP_THEIRS: self._keep,
        }

    @property
    def action_ids(self) -> tuple[str, ...]:
        """List what can be pressed."""
        return tuple(self._table)

    def on_pressed(self, body: Body) -> Reply:
        """Find what was pressed in the table and do it; outsiders of a shared channel are told they cannot."""
        action = body["actions"][0]
        inbound, place = action_inbound(body, action), where(body)
        if self._is_outsider(body, inbound):
            self._services.whispering.say(inbound, place, Notice.EXTERNAL)
            return NOTHING
        pressed = self._table.get(re.sub(r"\.\d+$", "", action["action_id"]))
        if pressed is None:
            raise UnreadablePress()
        pressed(inbound, place, Press.of(action))
        return NOTHING

    def _is_outsider(self, body: Body, inbound: Inbound) -> bool:
        """Tell whether somebody belongs elsewhere; in an organisation of several workspaces the account itself says.

        A press there names any one of their workspaces: https://github.com/slackapi/bolt-js/issues/1875
        """
        if not is_external(body) or organisation_of(body) is None:
            return is_external(body)
        known = self._services.reporting.person(inbound.workspace, inbound.person)
        return known is not None and known.is_external

    def _answer(self, inbound: Inbound, place: Where, press: Press) -> None:
        facts: Facts = {"field": press.f, "artifact": press.r}
        if press.names:
            facts = {"fields": list(press.names)}
        self._show_form(inbound, place, FormName.ANSWER, press, facts)

    def _hand_over(self, inbound: Inbound, place: Where, press: Press) -> None:
        artifacts = press.names or ((press.r,) if press.r else ())
        self._show_form(inbound, place, FormName.HAND_OVER, press, {"artifacts": list(artifacts)})

    def _opens(self, form: FormName) -> Pressed:
        def opened(inbound: Inbound, place: Where, press: Press) -> None:
            self._show_form(inbound, place, form, press, {"artifact": press.r, "field": press.f})

        return opened

    def _open_again(self, inbound: Inbound, place: Where, press: Press) -> None:
        form, facts = press.form
        self._show_form(inbound, place, form, press, facts)

    def _try_it(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.opening.begin(inbound, place)

    def _try_again(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.reach.try_again(inbound, press.a or "", place.pressed)

    def _card_menu(self, inbound: Inbound, place: Where, press: Press) -> None:
        forms = {
            CardChoice.HAND_OVER: FormName.HAND_OVER,
            CardChoice.HISTORY: FormName.HISTORY,
            CardChoice.LEAVE_OPEN: FormName.WAIVE,
            CardChoice.DEEPEN: FormName.DEEPEN,
            CardChoice.CLOSE: FormName.CLOSE,
        }
        self._show_form(inbound, place, forms[press.chosen(CardChoice)], press, {})

    def _show(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.whispering.say(inbound, place, Notice.SHOW, alignment_id=press.a)

    def _not_now(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.interrogation.put_off(inbound, press.a or "", press.f or "", place.pressed)

    def _accept(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.ownership.accept(inbound, press.a or "", place.pressed)

    def _decline(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.ownership.decline(inbound, press.a or "", place.pressed)

    def _later(self, inbound: Inbound, place: Where, press: Press) -> None:
        chosen = press.chosen(Later)
        if chosen is Later.NEVER:
            self._mute(inbound, place, press)
        else:
            self._services.pacing.snooze(inbound, press.a or "", int(chosen))

    def _mute(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.pacing.mute(inbound, press.a or "")

    def _undo_silence(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.pacing.undo_silence(inbound, press.a or "", press.instant, place.pressed)

    def _undo_later(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.heeding.undo(inbound, press.a or "", press.x or "", place)

    def _suggest(self, inbound: Inbound, place: Where, press: Press) -> None:
        piece = Suggestion(alignment_id=press.a or "", field=press.f or "", words=press.x or "", slot=press.s)
        self._services.interrogation.suggest(inbound, piece, place)

    def _adopt(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.interrogation.adopt(inbound, press.a or "", press.x or "", field=press.f, pressed=place.pressed)

    def _choose(self, inbound: Inbound, place: Where, press: Press) -> None:
        if place.pressed:
            self._services.interrogation.choose(inbound, press.a or "", press.f or "", place.pressed)

    def _dismiss(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.hearing.dismiss(inbound, press.a or "", place.pressed)

    def _update(self, inbound: Inbound, place: Where, press: Press) -> None:
        if place.pressed:
            self._services.interrogation.update(inbound, place.pressed)

    def _keep(self, inbound: Inbound, place: Where, press: Press) -> None:
        self._services.interrogation.keep(inbound, press.a or "", place)

    def _show_form(self, inbound: Inbound, place: Where, form: FormName, press: Press, facts: Facts) -> None:
        if press.a and form not in READABLE_FOREVER:
            self._services.reporting.standing(inbound.workspace, press.a).alignment.ensure_not_closed()
        known: Facts = {name: fact for name, fact in facts.items() if fact}
        self._services.whispering.show_form(inbound, place, form, known, alignment_id=press.a)


def register(app: App, boundary: Boundary, services: Services) -> None:
    """Listen to everything that can be pressed."""
    app.action(re.compile(r"^aligned\."))(boundary.press(Actions(services=services).on_pressed))
