"""Every error code of the reliability table has the verdict it has there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outcome import Obstacle, Postponed, Refused, Sent, Unknown
from bot.slack.error_codes import outcome_of

TABLE = {
    Obstacle.WORKSPACE: "token_revoked account_inactive invalid_auth not_authed token_expired missing_scope"
    " no_permission ekm_access_denied team_access_not_granted not_allowed_token_type two_factor_setup_required",
    Obstacle.CHANNEL: "not_in_channel channel_not_found is_archived is_inactive restricted_action"
    " restricted_action_read_only_channel restricted_action_thread_locked messages_tab_disabled",
    Obstacle.PERSON: "user_not_found user_disabled user_not_visible cannot_dm_bot user_not_in_channel",
    Obstacle.MESSAGE_GONE: "message_not_found cant_update_message edit_window_closed cannot_reply_to_message",
    Obstacle.FORM: "expired_trigger_id exchanged_trigger_id trigger_expired trigger_exchanged invalid_trigger_id"
    " hash_conflict not_found push_limit_reached duplicate_external_id",
    Obstacle.PAYLOAD: "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text view_too_large"
    " invalid_arguments invalid_arg_name metadata_too_large invalid_metadata_format invalid_metadata_schema"
    " too_many_attachments",
}
CASES = [(code, obstacle) for obstacle, codes in TABLE.items() for code in codes.split()]


@pytest.mark.parametrize(("code", "obstacle"), CASES)
def test_a_definite_no_names_what_stands_in_the_way(code: str, obstacle: Obstacle) -> None:
    assert Refused(obstacle=obstacle, code=code) == outcome_of(code)


@pytest.mark.parametrize("code", ["already_reacted", "already_in_channel"])
def test_what_is_so_already_counts_as_done(code: str) -> None:
    assert Sent() == outcome_of(code)


@pytest.mark.parametrize(
    "code",
    [
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "team_added_to_org",
        "org_login_required",
        "accesslimited",
    ],
)
def test_what_passes_is_waited_for(code: str) -> None:
    assert isinstance(outcome_of(code), Postponed)


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
def test_what_may_have_happened_is_unknown(code: str) -> None:
    assert Unknown(reason=code) == outcome_of(code)


@given(st.text())
def test_a_code_nobody_knows_is_refused_as_unknown_and_never_raises(code: str) -> None:
    assert isinstance(outcome_of(f"?{code}"), Refused)
    assert Obstacle.UNKNOWN is outcome_of(f"?{code}").obstacle
