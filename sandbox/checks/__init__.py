"""What Slack would refuse, written from its documentation and independent of any app's own guard."""

from sandbox.checks.mentions import escape, find_in_mrkdwn, find_mentions
from sandbox.checks.messages import check_message, refusal
from sandbox.checks.problem import Problem
from sandbox.checks.suggestions import check_suggestions
from sandbox.checks.views import check_view

__all__ = [
    "Problem",
    "check_message",
    "check_suggestions",
    "check_view",
    "escape",
    "find_in_mrkdwn",
    "find_mentions",
    "refusal",
]
