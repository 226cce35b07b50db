"""What Slack makes of typed text before an app reads it."""

import pytest

from sandbox.clock import SettableClock
from sandbox.markup import composed
from sandbox.workspace import Workspace


@pytest.fixture
def workspace() -> Workspace:
    workspace = Workspace("Northwind Labs", clock=SettableClock())
    workspace.add_person("ana", "Ana Silva")
    return workspace


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("see https://example.com/a?b=1.", "see <https://example.com/a?b=1>."),
        ("(https://example.com)", "(<https://example.com>)"),
        ("ask claims@example.com", "ask <mailto:claims@example.com|claims@example.com>"),
        ("on example.com today", "on <http://example.com|example.com> today"),
        ("customer.id is required.", "<http://customer.id|customer.id> is required."),
        ("below 0.5, e.g. 3.5.1 or v1.id_x", "below 0.5, e.g. 3.5.1 or v1.id_x"),
        ("- claim_id\n* amount\n-5 and -x", "• claim_id\n• amount\n-5 and -x"),
        ("thanks 🙏 all 👍", "thanks :pray: all :+1:"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("`customer.id` and `- x`", "`customer.id` and `- x`"),
        (
            "```- a: me@example.com\n- b: https://example.com```",
            "```- a: me@example.com\n- b: <https://example.com>```",
        ),
    ],
)
def test_typed_text_arrives_as_slack_writes_it(workspace: Workspace, typed: str, text: str):
    assert text == composed(typed, workspace)


def test_a_name_in_code_mentions_nobody(workspace: Workspace):
    ana = workspace.find_person("ana")

    assert ana is not None
    assert composed("@ana wrote `@ana`", workspace) == f"<@{ana.id}> wrote `@ana`"
