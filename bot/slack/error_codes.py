"""What each error code of Slack means for a delivery: the one table, read by every call.

A code is looked up whole first, then by prefix; what is in no row is unknown, retried a few times and given up.
"""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.outcome import Obstacle, Outcome, Postponed, Refused, Sent, Unknown

SHORT_WAIT = timedelta(seconds=30)

DONE = frozenset({"already_reacted", "already_in_channel", "message_not_modified", "no_reaction", "not_pinned"})
PASSING = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "team_added_to_org",
        "org_login_required",
        "accesslimited",
    }
)
LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
AMBIGUOUS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
# With these nothing of the workspace can succeed: everything waits for a working token, or for an admin.
TOKENLESS = frozenset(
    {
        "token_revoked",
        "account_inactive",
        "invalid_auth",
        "not_authed",
        "token_expired",
        "two_factor_setup_required",
        "ekm_access_denied",
        "team_access_not_granted",
    }
)
# With these this method cannot succeed, whatever it is asked for.
SCOPELESS = frozenset({"missing_scope", "not_allowed_token_type"})

_OBSTACLES: Mapping[Obstacle, frozenset[str]] = {
    Obstacle.WORKSPACE: TOKENLESS
    | {
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
    },
    Obstacle.CHANNEL: frozenset(
        {"not_in_channel", "channel_not_found", "is_archived", "is_inactive", "messages_tab_disabled"}
    ),
    Obstacle.PERSON: frozenset(
        {
            "user_not_found",
            "user_disabled",
            "user_not_visible",
            "cannot_dm_bot",
            "user_not_in_channel",
        }
    ),
    Obstacle.MESSAGE_GONE: frozenset(
        {
            "message_not_found",
            "cant_update_message",
            "edit_window_closed",
            "cannot_reply_to_message",
            "thread_not_found",
        }
    ),
    Obstacle.FORM: frozenset(
        {
            "expired_trigger_id",
            "exchanged_trigger_id",
            "trigger_expired",
            "trigger_exchanged",
            "invalid_trigger_id",
            "hash_conflict",
            "not_found",
            "push_limit_reached",
            "duplicate_external_id",
        }
    ),
    Obstacle.PAYLOAD: frozenset(
        {
            "msg_blocks_too_long",
            "msg_too_long",
            "no_text",
            "view_too_large",
            "invalid_arguments",
            "invalid_arg_name",
            "metadata_too_large",
            "too_many_attachments",
        }
    ),
}
_BY_CODE = {code: obstacle for obstacle, codes in _OBSTACLES.items() for code in codes}
_BY_PREFIX = {
    "restricted_action": Obstacle.CHANNEL,
    "invalid_blocks": Obstacle.PAYLOAD,
    "invalid_metadata": Obstacle.PAYLOAD,
}


def outcome_of(code: str) -> Outcome:
    """Say what an answer with this error code makes of a delivery."""
    if code in DONE:
        return Sent()
    if code in PASSING:
        return Postponed(wait=SHORT_WAIT, reason=code)
    if code in AMBIGUOUS:
        return Unknown(reason=code)
    return Refused(obstacle=_obstacle_of(code), code=code)


def _obstacle_of(code: str) -> Obstacle:
    if code in _BY_CODE:
        return _BY_CODE[code]
    return next((known for prefix, known in _BY_PREFIX.items() if code.startswith(prefix)), Obstacle.UNKNOWN)
