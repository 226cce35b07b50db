"""auth.*, apps.*, reactions.*, canvases.* and blocks.*: the rest of what apps call."""

from sandbox.checks import check_message, check_view
from sandbox.conversations import Conversation
from sandbox.errors import SlackError
from sandbox.json_types import JsonObject
from sandbox.limits import Tier
from sandbox.messages import Message
from sandbox.web_api.method import Call, TokenKind, method


@method("api.test", arguments="error foo", tier=Tier.FOUR, token=TokenKind.NONE)
def api_test(call: Call) -> JsonObject:
    """Answer what was sent. https://docs.slack.dev/reference/methods/api.test"""
    if error := call.get("error"):
        raise SlackError(str(error))
    return {"args": {name: value for name, value in call.args.items() if value is not None}}


@method("auth.test", tier=Tier.UNLIMITED)
def auth_test(call: Call) -> JsonObject:
    """Say whose token this is. https://docs.slack.dev/reference/methods/auth.test"""
    workspace, installation = call.sandbox.workspace, call.sandbox.installation
    return {
        "url": f"{call.sandbox.files.base_url}/",
        "team": workspace.name,
        "user": installation.bot_user.handle,
        "team_id": workspace.team_id,
        "user_id": installation.bot_user.id,
        "bot_id": installation.bot_id,
        "is_enterprise_install": False,
    }


@method("auth.revoke", arguments="test:bool", tier=Tier.THREE)
def auth_revoke(call: Call) -> JsonObject:
    """Revoke the app's token. https://docs.slack.dev/reference/methods/auth.revoke"""
    if not call.get("test"):
        call.sandbox.revoke_token()
    return {"revoked": not call.get("test")}


@method("apps.connections.open", tier=Tier.CONNECTIONS, token=TokenKind.APP)
def connections_open(call: Call) -> JsonObject:
    """Return where to open a socket. https://docs.slack.dev/reference/methods/apps.connections.open"""
    sandbox = call.sandbox
    if not sandbox.installation.uses_socket_mode:
        raise SlackError("internal_error")
    base = sandbox.files.base_url.replace("http", "ws", 1)
    ticket = sandbox.sockets.issue_ticket()
    return {"url": f"{base}/socket/{ticket}?app_id={sandbox.installation.app_id}"}


@method("reactions.add", arguments="channel! timestamp! name!", scopes=("reactions:write",), tier=Tier.THREE)
def reactions_add(call: Call) -> JsonObject:
    """React to a message. https://docs.slack.dev/reference/methods/reactions.add"""
    conversation, message = _message(call)
    if not call.sandbox.posts.react(conversation, message, call.bot_id, _emoji(call)):
        raise SlackError("already_reacted")
    return {}


@method("reactions.remove", arguments="channel! timestamp! name!", scopes=("reactions:write",), tier=Tier.TWO)
def reactions_remove(call: Call) -> JsonObject:
    """Take a reaction back. https://docs.slack.dev/reference/methods/reactions.remove"""
    conversation, message = _message(call)
    if not call.sandbox.posts.unreact(conversation, message, call.bot_id, _emoji(call)):
        raise SlackError("no_reaction")
    return {}


@method("blocks.validate", arguments="blocks:json view:json message:json", tier=Tier.FOUR, token=TokenKind.NONE)
def blocks_validate(call: Call) -> JsonObject:
    """Check blocks, a view or a message without a token, by name the SDK's tools use."""
    if view := call.get("view"):
        problems = check_view(view)
    else:
        problems = check_message(call.get("message") or {"text": "-", "blocks": call.get("blocks")})
    call.problems += problems
    if problems:
        raise SlackError("invalid_blocks", errors=[str(problem) for problem in problems])
    return {}


def _message(call: Call) -> tuple[Conversation, Message]:
    conversation = call.conversation(str(call.get("channel")))
    if call.bot_id not in conversation.members:
        raise SlackError("not_in_channel")
    message = conversation.find(str(call.get("timestamp")))
    if message is None:
        raise SlackError("message_not_found")
    return conversation, message


def _emoji(call: Call) -> str:
    name = str(call.get("name")).strip(":")
    if not name or not all(letter.isalnum() or letter in "_-+'" for letter in name):
        raise SlackError("invalid_name")
    return name
