"""users.*, dnd.* and bots.*: who people are."""

from sandbox.errors import SlackError
from sandbox.json_types import JsonObject
from sandbox.limits import Tier
from sandbox.membership import dnd_status
from sandbox.people import user_object
from sandbox.web_api.method import Call, method
from sandbox.web_api.paging import page, read_limit

MOST_ASKED = 50
"""People dnd.teamInfo tells about at once."""


@method("users.info", arguments="user! include_locale:bool", scopes=("users:read",))
def info(call: Call) -> JsonObject:
    """Describe somebody. https://docs.slack.dev/reference/methods/users.info"""
    return {"user": _described(call, str(call.get("user")))}


@method(
    "users.list",
    arguments="include_locale:bool limit:int cursor",
    scopes=("users:read",),
    tier=Tier.TWO,
)
def list_all(call: Call) -> JsonObject:
    """Describe everybody. https://docs.slack.dev/reference/methods/users.list"""
    ids = list(call.sandbox.workspace.people)
    shown, cursor = page(ids, cursor=call.get("cursor"), limit=read_limit(call, 1000, 1000))
    people = [_described(call, person_id) for person_id in shown]
    now = int(call.sandbox.clock.now().timestamp())
    return {"members": people, "cache_ts": now, "response_metadata": {"next_cursor": cursor}}


@method("dnd.info", arguments="user", scopes=("dnd:read",), tier=Tier.THREE)
def dnd_info(call: Call) -> JsonObject:
    """Tell whether somebody is in Do Not Disturb. https://docs.slack.dev/reference/methods/dnd.info"""
    person = call.person(str(call.get("user") or call.bot_id))
    return dnd_status(person, call.sandbox.clock.now())


@method("dnd.teamInfo", arguments="users:list!", scopes=("dnd:read",), tier=Tier.TWO)
def dnd_team_info(call: Call) -> JsonObject:
    """Tell who of "up to 50 users" is in Do Not Disturb; Slack's own error says "must provide more than one user".

    https://docs.slack.dev/reference/methods/dnd.teamInfo
    """
    asked, now = dict.fromkeys(call.get("users", [])), call.sandbox.clock.now()
    if len(asked) < 2:
        raise SlackError("no_users_provided")
    if len(asked) > MOST_ASKED:
        raise SlackError("invalid_arguments")
    people = [call.person(person_id, missing="user_not_visible") for person_id in asked]
    return {"users": {person.id: dnd_status(person, now) for person in people}}


@method("bots.info", arguments="bot", scopes=("users:read",), tier=Tier.THREE)
def bot_info(call: Call) -> JsonObject:
    """Describe the app's bot. https://docs.slack.dev/reference/methods/bots.info"""
    installation = call.sandbox.installation
    if call.get("bot") not in (None, installation.bot_id):
        raise SlackError("bot_not_found")
    return {"bot": installation.bot_profile}


def _described(call: Call, person_id: str) -> JsonObject:
    workspace = call.sandbox.workspace
    with_locale = bool(call.get("include_locale"))
    person = call.person(person_id)
    return user_object(person, team_id=workspace.team_id, now=workspace.clock.now(), with_locale=with_locale)
