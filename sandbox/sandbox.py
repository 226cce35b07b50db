"""The composition root of the sandbox: the only place that puts its parts together."""

from datetime import timedelta

from sandbox.actions import Actions
from sandbox.alarms import Alarms
from sandbox.clock import SettableClock
from sandbox.commands import Commands
from sandbox.delivery import ACK_SECONDS, Delivery
from sandbox.events import EventStream
from sandbox.faults import FaultPlan
from sandbox.http_delivery import HttpTransport
from sandbox.ids import random_token
from sandbox.installation import Installation, TokenState
from sandbox.limits import RateLimits, Strictness
from sandbox.live import LiveFeed
from sandbox.manifest import Manifest
from sandbox.membership import Membership
from sandbox.payloads import Payloads
from sandbox.posting import Posts
from sandbox.response_urls import ResponseUrls
from sandbox.seed import NORTHWIND, WorkspaceFile, build_workspace
from sandbox.sockets import SocketHub
from sandbox.submissions import Submissions
from sandbox.suggestions import Suggestions
from sandbox.traffic import TrafficLog
from sandbox.triggers import Triggers
from sandbox.uploads import Files
from sandbox.views import Views


class Sandbox:
    """A workspace with one app installed, and everything that can happen in it."""

    def __init__(
        self,
        manifest: Manifest,
        *,
        plan: WorkspaceFile = NORTHWIND,
        clock: SettableClock | None = None,
        strictness: Strictness = Strictness.TOLERANT,
        ack_seconds: float = ACK_SECONDS,
    ) -> None:
        self.clock = clock or SettableClock()
        self.run = random_token()
        self.installation = Installation(manifest)
        self.workspace = build_workspace(plan, self.installation, self.clock)
        self.live = LiveFeed()
        self.traffic = TrafficLog(clock=self.clock, live=self.live)
        self.faults = FaultPlan()
        self.limits = RateLimits(self.clock, strictness)
        self.files = Files(self.workspace)
        self._wire(ack_seconds)
        self._act()

    def _wire(self, ack_seconds: float) -> None:
        """Put together what connects workspace and app."""
        installation, clock = self.installation, self.clock
        self.alarms = Alarms(clock)
        self.delivery = Delivery(alarms=self.alarms, clock=clock)
        self.sockets = SocketHub(
            installation,
            clock=clock,
            traffic=self.traffic,
            faults=self.faults,
            live=self.live,
            ack_seconds=ack_seconds,
        )
        self.http = HttpTransport(installation, traffic=self.traffic, faults=self.faults, ack_seconds=ack_seconds)
        self.delivery.use(self.sockets if installation.uses_socket_mode else self.http)
        self.events = EventStream(self.workspace, installation, self.delivery)

    def _act(self) -> None:
        """Put together what people and the app can do."""
        workspace, installation, live = self.workspace, self.installation, self.live
        self.posts = Posts(workspace, installation, events=self.events, live=live)
        self.membership = Membership(workspace, events=self.events, live=live)
        self.triggers = Triggers(self.clock, workspace.team_id)
        self.views = Views(workspace, installation, triggers=self.triggers, files=self.files, live=live)
        self.response_urls = ResponseUrls(installation, self.posts, clock=self.clock)
        payloads = Payloads(workspace, installation)
        delivery, triggers, urls = self.delivery, self.triggers, self.response_urls
        self.commands = Commands(
            workspace,
            installation,
            payloads=payloads,
            delivery=delivery,
            triggers=triggers,
            response_urls=urls,
            posts=self.posts,
        )
        self.actions = Actions(
            workspace,
            payloads=payloads,
            delivery=delivery,
            triggers=triggers,
            response_urls=urls,
            posts=self.posts,
            views=self.views,
        )
        self.suggestions = Suggestions(payloads=payloads, delivery=delivery, posts=self.posts, views=self.views)
        self.submissions = Submissions(
            workspace,
            payloads=payloads,
            delivery=delivery,
            triggers=triggers,
            response_urls=urls,
            views=self.views,
        )

    def start(self, base_url: str) -> None:
        """Begin to serve at an address, on the running event loop."""
        self.response_urls.base_url = base_url
        self.files.base_url = base_url
        self.alarms.start(self._clock_moved)

    async def stop(self) -> None:
        """Give up what waits and let go of the clock."""
        self.alarms.stop()
        await self.delivery.stop()

    def revoke_token(self) -> None:
        """Take the app's token away and tell the app.

        https://docs.slack.dev/reference/events/tokens_revoked
        """
        self.installation.token_state = TokenState.REVOKED
        tokens = {"oauth": [], "bot": [self.installation.bot_user.id]}
        event = {"type": "tokens_revoked", "tokens": tokens, "event_ts": self.workspace.next_ts()}
        self.events.announce(event)

    def clock_face(self) -> dict[str, object]:
        """Tell the sandbox's time and how far it is from real time."""
        offset: timedelta = self.clock.offset
        return {"now": self.clock.now().isoformat(), "offset": offset.total_seconds()}

    def _clock_moved(self) -> None:
        self.live.publish({"type": "clock", **self.clock_face()})
