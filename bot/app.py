"""The composition root: the only place that constructs things and joins them."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

import handlers
from bot.catalogue_files import read_every_depth
from bot.domain.assessment import rehearsal
from bot.domain.catalogue import Catalogue
from bot.domain.delivery import LEASE
from bot.domain.errors import LinkLost, Misconfigured
from bot.envelopes import Envelopes
from bot.inlet import Inlet
from bot.intake import opened
from bot.letters import Letters
from bot.metrics import CountedCourier, Metrics
from bot.patience import patiently
from bot.pauses import Pauses
from bot.ports import Clock
from bot.readiness import Readiness
from bot.rule_files import read_rules
from bot.services import Services, wire
from bot.services.census import Census
from bot.settings import Settings, require_tokens
from bot.slack.connections import Answer
from bot.slack.courier import Courier
from bot.slack.directory import SlackDirectory
from bot.slack.enquiries import Enquiries, SlackAway, TokenRefused
from bot.slack.rates import Rates
from bot.slack.stage import Stage
from bot.slack.web import Web
from bot.slack.words import Words
from bot.sockets import OPEN, Sockets, refused_app_token
from bot.worker.auditor import Auditor
from bot.worker.delivery_loop import DeliveryLoop
from bot.worker.ears import CourierWithEars
from bot.worker.recorder import Recorder
from bot.worker.ticker import Ticker
from storage.database import SqlDatabase, open_database
from storage.letterbox import open_letterbox
from storage.rehearsal import rehearse
from storage.urls import without_user

if TYPE_CHECKING:
    from bot.health import Health

ID_BYTES = 5
SHUTDOWN = timedelta(seconds=8)
DATABASE_STARTS = (0.5, 1.0, 2.0, 4.0)
"""Seconds before a database is asked again that is not there yet: both may have been started together."""
LONGEST_START = 60.0
"""Seconds that a start waits where Slack asks for them, before there is anything to be stopped in order."""

log = structlog.get_logger(__name__)


class SystemClock:
    """Tells the machine's time."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the app is in the workspace it is installed in."""

    workspace: str
    workspace_name: str
    bot_id: str
    bot_user_id: str
    bot_name: str
    scopes: str
    organisation: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A built app: its parts, and starting and stopping them in order."""

    identity: Identity
    catalogue: Catalogue
    database: SqlDatabase
    services: Services
    bolt: App
    deliveries: DeliveryLoop
    ticker: Ticker
    letters: Letters
    inlet: Inlet
    readiness: Readiness
    health: "Health | None" = None

    def start(self) -> None:
        """Begin to deliver, to open what an earlier process left, to remind and to listen."""
        if self.health:
            self.health.start()
        self.database.on_commit(self.deliveries.attend)
        self.deliveries.start()
        self.letters.start()
        self.ticker.start()
        self.inlet.connect()
        log.info("listening", workspace=self.identity.workspace_name, on=str(self.inlet))

    def stop(self) -> None:
        """Take nothing more, finish what is being acknowledged and what is being sent, and close the database.

        What does not finish in time is left to be looked up in Slack by whoever comes next.
        """
        ends_at = time.monotonic() + SHUTDOWN.total_seconds()
        self.deliveries.take_no_more()
        self.inlet.close()
        self.letters.stop()
        self.ticker.stop()
        self.deliveries.stop(timedelta(seconds=max(0.0, ends_at - time.monotonic())))
        if self.health:
            self.health.stop()
        self.database.close()


def build(settings: Settings, *, clock: Clock, lease: timedelta = LEASE, rates: Rates | None = None) -> Application:
    """Construct the app; raises Misconfigured with one sentence when it cannot run as it is configured.

    Raises LinkLost, with one as well, when Slack or the database is out of reach just now.

    A bench shortens the lease of a delivery and lifts Slack's rates; nothing else should.
    """
    require_tokens(settings)
    catalogue = read_every_depth(settings.packs)
    identity = identify(settings)
    ground = _ground(settings, identity, catalogue, clock, lease=lease, rates=rates)
    bolt = _bolt(settings, identity)
    handlers.register(bolt, ground.services, ground.words)
    deliveries, ticker = _deliveries(ground, lease=lease), _ticker(ground)
    letters = Letters(
        open_letterbox(settings.database_url, settings.letterbox),
        partial(opened, bolt),
        check=ground.database.check,
        now=lambda: clock.now().timestamp(),
    )
    ground.metrics.watch_letters(letters)
    inlet = _inlet(bolt, ground, letters, on_pause=partial(ground.pauses.asked, identity.workspace))
    readiness = Readiness(
        database=ground.database,
        inlet=inlet,
        ticker=ticker,
        letters=letters,
        is_delivering=lambda: deliveries.is_alive,
        refused_tokens=lambda: ground.web.refused,
    )
    readiness.tell("pauses", lambda: ground.pauses.told)
    return Application(
        identity=identity,
        catalogue=catalogue,
        database=ground.database,
        services=ground.services,
        bolt=bolt,
        deliveries=deliveries,
        ticker=ticker,
        letters=letters,
        inlet=inlet,
        readiness=readiness,
        health=_health(settings, readiness, ground.metrics),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What everything else stands on."""

    settings: Settings
    catalogue: Catalogue
    clock: Clock
    database: SqlDatabase
    web: Web
    pauses: Pauses
    directory: SlackDirectory
    services: Services
    words: Words
    metrics: Metrics
    site: str


def _ground(
    settings: Settings,
    identity: Identity,
    catalogue: Catalogue,
    clock: Clock,
    *,
    lease: timedelta,
    rates: Rates | None,
) -> _Ground:
    metrics = Metrics()
    tokens = {identity.workspace: settings.bot_token.get_secret_value()}
    pauses = Pauses(clock, on_long=metrics.paused)
    web = Web(settings.slack_api_url, tokens.get, rates=rates, on_call=metrics.called)
    web.on_pause(pauses.asked)
    database = patiently(
        partial(open_database, settings.database_url, clock=clock, lease=lease), pauses=DATABASE_STARTS
    )
    rehearse(database)
    if elsewhere := database.keep_to(identity.workspace):
        log.warning("what is open in other workspaces waits for a process of theirs", workspaces=elsewhere)
    rehearsal.rehearse(catalogue)
    directory = SlackDirectory(web, clock, organisation=identity.organisation)
    services = wire(
        database=database,
        catalogue=catalogue,
        clock=clock,
        new_id=lambda: token_hex(ID_BYTES),
        directory=directory,
        rulebook=read_rules(settings.rules_off),
    )
    return _Ground(
        settings=settings,
        catalogue=catalogue,
        clock=clock,
        database=database,
        web=web,
        pauses=pauses,
        directory=directory,
        services=services,
        words=Words(),
        metrics=metrics,
        site=identity.site,
    )


def _deliveries(ground: _Ground, *, lease: timedelta) -> DeliveryLoop:
    stage = Stage(
        reporting=ground.services.reporting,
        catalogue=ground.catalogue,
        directory=ground.directory,
        words=ground.words,
        clock=ground.clock,
        site=ground.site,
    )
    courier = Courier(web=ground.web, stage=stage, directory=ground.directory, database=ground.database)
    recorder = Recorder(
        database=ground.database,
        consequences=ground.services.aftermath,
        clock=ground.clock,
        horizon=timedelta(seconds=ground.settings.reconcile_seconds),
    )
    counted = CountedCourier(CourierWithEars(courier, ground.services.hearing), ground.metrics)
    return DeliveryLoop(
        database=ground.database,
        courier=counted,
        recorder=recorder,
        clock=ground.clock,
        lease=lease,
    )


def _ticker(ground: _Ground) -> Ticker:
    census = Census(
        database=ground.database,
        catalogue=ground.catalogue,
        clock=ground.clock,
        on_counted=ground.metrics.counted,
    )

    def in_quiet_moments() -> None:
        census.go_on()
        ground.services.sweep.go_on()

    return Ticker(
        nudging=ground.services.nudging,
        auditor=Auditor(
            database=ground.database,
            clock=ground.clock,
            horizon=timedelta(seconds=ground.settings.reconcile_seconds),
        ),
        every=timedelta(seconds=ground.settings.tick_seconds),
        on_audit=ground.metrics.audited,
        afterwards=in_quiet_moments,
    )


def _inlet(bolt: App, ground: _Ground, letters: Letters, *, on_pause: Callable[[str, timedelta], None]) -> Inlet:
    settings, on_ack = ground.settings, ground.metrics.acknowledged
    if settings.http_port:
        from bot.endpoint import Endpoint  # a web server is loaded where one is asked for

        return Endpoint(bolt, settings, on_ack=on_ack, letters=letters)
    envelopes = Envelopes(bolt, at_once=settings.listeners, on_ack=on_ack, letters=letters)
    return Sockets(envelopes, settings, on_pause=on_pause)


def _health(settings: Settings, readiness: Readiness, metrics: Metrics) -> "Health | None":
    if not settings.health_port:
        return None
    from bot.health import Health  # a web server is loaded where one is asked for

    return Health(settings.health_host, settings.health_port, readiness=readiness, metrics=metrics)


def identify(settings: Settings) -> Identity:
    """Ask Slack who the bot token belongs to.

    Raises Misconfigured when Slack does not accept it, and LinkLost when Slack cannot say just now.
    """
    token = settings.bot_token.get_secret_value()
    asked = partial(Enquiries(settings.slack_api_url, token).ask, "auth.test", "team_id", "user_id")
    answered = _answered(settings, asked, refused=_refused_bot_token)
    answer = answered.object
    return Identity(
        workspace=str(answer["team_id"]),
        workspace_name=str(answer.get("team") or answer["team_id"]),
        bot_id=str(answer.get("bot_id") or ""),
        bot_user_id=str(answer["user_id"]),
        bot_name=str(answer.get("user") or answer["user_id"]),
        scopes=str(answered.headers.get("x-oauth-scopes") or ""),
        organisation=str(answer.get("enterprise_id") or ""),
        site=str(answer.get("url") or ""),
    )


def check_app_token(settings: Settings) -> None:
    """Ask Slack whether the app-level token opens Socket Mode; raises what `identify` raises."""
    token = settings.app_token.get_secret_value()
    asked = partial(Enquiries(settings.slack_api_url, token).ask, OPEN, "url")
    _answered(settings, asked, refused=refused_app_token)


def _answered(
    settings: Settings, ask: Callable[[], Answer], *, refused: Callable[[TokenRefused], Misconfigured]
) -> Answer:
    try:
        return patiently(ask, longest=LONGEST_START)
    except TokenRefused as error:
        raise refused(error) from error
    except SlackAway as error:
        if error.asked:
            raise LinkLost(
                f"Slack asks to be left alone for {error.asked:.0f} seconds: start again after that."
            ) from error
        raise LinkLost(f"Slack cannot be reached at {without_user(settings.slack_api_url)}: {error}") from error


def _refused_bot_token(error: TokenRefused) -> Misconfigured:
    return Misconfigured(
        f"Slack does not accept SLACK_BOT_TOKEN ({error.code}): copy it again from OAuth & Permissions."
    )


def _bolt(settings: Settings, identity: Identity) -> App:
    """Make the Bolt app: the ack leaves when a listener returns, and nothing is asked of Slack before it."""
    return App(
        client=WebClient(base_url=settings.slack_api_url),
        request_verification_enabled=False,  # a request over HTTP is verified before Bolt sees it
        authorize=_authorize(settings, identity),
        process_before_response=True,
        listener_executor=ThreadPoolExecutor(settings.listeners, thread_name_prefix="listener"),
    )


def _authorize(settings: Settings, identity: Identity) -> Callable[..., AuthorizeResult]:
    def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.workspace,
            bot_token=settings.bot_token.get_secret_value(),
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
        )

    return authorize
