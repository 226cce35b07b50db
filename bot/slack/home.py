"""App Home: what a person owes, what they wait for, their recent specs, and how they are reminded."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, TypeVar

from bot.domain.effects import FormName
from bot.domain.spec import Spec
from bot.services.reporting import Coming, Debt, Desk
from bot.slack.blocks import VIEW_BLOCKS, Row, actions, context, divider, header, section, serialised
from bot.slack.controls import control
from bot.slack.ids import ActionId
from bot.slack.messages.reports import debt_row
from bot.slack.presses import Press
from bot.slack.scene import Scene

MOST = 10
MOST_DEBTS = 40
"""A reminder names five alignments and says that the others are here."""

Each = TypeVar("Each")


def home_view(scene: Scene) -> dict[str, Any]:
    """Show a person's desk; somebody who has nothing to do with any alignment is shown how to try one."""
    desk = scene.reporting.desk(scene.workspace, scene.viewer or "")
    readable = (spec for spec in desk.specs if spec.facilitator == scene.viewer or scene.may_read(spec.channel))
    specs = tuple(islice(readable, MOST))  # and no more channels are asked about
    rows = _desk(scene, desk, specs) if desk.debts or desk.waiting or specs else _first_run(scene)
    return {"type": "home", "blocks": serialised((*rows, *_settings(scene, desk)), VIEW_BLOCKS)}


def _first_run(scene: Scene) -> Sequence[Row]:
    try_it = control(scene.words, ActionId.TRY_IT, Press(), is_main=True)
    return (
        header(scene.words.plain("home.welcome")),
        section(scene.words.say("home.first_run")),
        actions(try_it),
    )


def _desk(scene: Scene, desk: Desk, specs: Sequence[Spec]) -> Sequence[Row]:
    start = control(scene.words, ActionId.OPEN_FORM, Press.reopening(FormName.START), "start")
    muted = [debt for debt in desk.debts if debt.is_muted]
    return (
        header(scene.words.plain("home.debts", count=len(desk.debts))),
        *_first(scene, desk.debts, debt_row, MOST_DEBTS),
        None if desk.debts else section(scene.words.say("home.nothing_owed")),
        *_section(scene, "muted", _first(scene, muted, _muted)),
        *_section(scene, "waiting", _first(scene, desk.waiting, _waiting)),
        *_section(scene, "specs", [_spec(scene, spec) for spec in specs]),
        divider(),
        actions(start),
    )


def _first(scene: Scene, found: Sequence[Each], shown: Callable[[Scene, Each], Row], most: int = MOST) -> Sequence[Row]:
    """Show the first of what was found, and count the rest."""
    rest = len(found) - most
    counted = (context(scene.words.say("home.more", count=rest)),) if rest > 0 else ()
    return (*(shown(scene, each) for each in found[:most]), *counted)


def _section(scene: Scene, name: str, rows: Sequence[Row]) -> Sequence[Row]:
    return (header(scene.words.plain(f"home.{name}")), *rows) if rows else ()


def _muted(scene: Scene, debt: Debt) -> Row:
    made_at = debt.alignment.silences[debt.person].made_at.isoformat()
    unmute = control(scene.words, ActionId.UNDO_SILENCE, Press(a=debt.alignment.id, x=made_at), "unmute")
    return section(scene.words.say("home.muted_one", alignment=scene.linked(debt.alignment)), unmute)


def _waiting(scene: Scene, debt: Debt) -> Row:
    titles = scene.titles(debt.artifacts)
    alignment = scene.linked(debt.alignment)
    return section(scene.words.say("home.waited_for", alignment=alignment, titles=titles, person=debt.person))


def _spec(scene: Scene, spec: Spec) -> Row:
    show = control(scene.words, ActionId.SHOW, Press(a=spec.alignment))
    return section(scene.words.say("home.spec", spec=spec), show)


def _settings(scene: Scene, desk: Desk) -> Sequence[Row]:
    said = scene.words.say(
        "home.settings",
        preferences=desk.preferences,
        coming=desk.coming,
        is_due=_is_due(scene, desk.coming),
        stood_in_for=[(coming, _is_due(scene, coming)) for coming in desk.stood_in_for[:MOST]],
    )
    return (context(said), actions(control(scene.words, ActionId.PREFERENCES, Press())))


def _is_due(scene: Scene, coming: Coming) -> bool:
    return coming.at is not None and coming.at <= scene.now
