"""What a message says, with the tables that were pasted into it."""

from typing import Any

import pytest

from bot.catalogue_files import read_catalogue
from bot.domain.assessment import assess
from bot.slack.written import written_in


def _cell(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def _words(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def _pasted(*rows: list[dict[str, Any]], **about: Any) -> dict[str, Any]:
    table = {"type": "table", "block_id": "t", "rows": list(rows)}
    return {"id": 1, "blocks": [table], "fallback": "[no preview available]", **about}


SCHEMA = _pasted(
    [_cell(_words("field")), _cell(_words("type")), _cell(_words("required"))],
    [_cell(_words("claim_id")), {"type": "raw_text", "text": "string"}, _cell(_words("yes"))],
    [_cell(_words("amount")), {"type": "raw_text", "text": "decimal"}, _cell(_words("yes"))],
)


def test_the_text_is_what_a_message_says() -> None:
    assert written_in({"text": " At least 92 %\n"}) == "At least 92 %"


def test_a_table_from_a_spreadsheet_follows_the_text() -> None:
    said = written_in({"text": "These are required:", "attachments": [SCHEMA]})

    expected = (
        "These are required:\n| field | type | required |\n| claim_id | string | yes |\n| amount | decimal | yes |"
    )
    assert said == expected


def test_a_pasted_table_alone_is_a_whole_schema() -> None:
    field = read_catalogue().field("input_schema.fields")

    assert assess(field, written_in({"text": "", "attachments": [SCHEMA]}), author="U1").is_executable


def test_a_table_among_the_blocks_is_read_as_well() -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_number", "text": "7"}]]}

    assert written_in({"text": "", "blocks": [{"type": "rich_text", "elements": []}, table]}) == "| a | 7 |"


@pytest.mark.parametrize(
    ("element", "written"),
    [
        ({"type": "user", "user_id": "U0BEN"}, "<@U0BEN>"),
        ({"type": "channel", "channel_id": "C1"}, "<#C1>"),
        ({"type": "usergroup", "usergroup_id": "S1"}, "<!subteam^S1>"),
        ({"type": "emoji", "name": "x"}, ":x:"),
        ({"type": "link", "url": "https://example.com/a"}, "https://example.com/a"),
        ({"type": "link", "url": "https://example.com/a", "text": "the page"}, "the page"),
        ({"type": "text", "text": "a < b & <@U1>"}, "a &lt; b &amp; &lt;@U1&gt;"),
        ({"type": "text", "text": "open|closed\nor both"}, "open\\|closed or both"),
    ],
)
def test_a_cell_is_written_as_it_would_be_in_a_text(element: dict[str, Any], written: str) -> None:
    assert written_in({"attachments": [_pasted([_cell(element)])]}) == f"| {written} |"


def test_a_forwarded_message_is_part_of_what_is_said() -> None:
    forwarded = {"is_share": True, "is_msg_unfurl": True, "from_url": "https://x.example", "text": "At least 92 %"}

    assert written_in({"text": "", "attachments": [forwarded]}) == "At least 92 %"
    assert written_in({"text": "as agreed:", "attachments": [forwarded]}) == "as agreed:\nAt least 92 %"


def test_the_preview_of_a_link_to_a_message_is_not_what_is_said() -> None:
    preview = {"is_msg_unfurl": True, "from_url": "https://x.example", "text": "At least 92 %"}

    assert written_in({"text": "see there", "attachments": [preview]}) == "see there"


@pytest.mark.parametrize("about", [{"from_url": "https://x.example"}, {"app_unfurl_url": "https://x.example"}])
def test_the_table_of_a_page_or_of_another_message_is_nobodys_words(about: dict[str, str]) -> None:
    foreign = _pasted([_cell(_words("a"))], **about)

    assert written_in({"text": "see there", "attachments": [foreign]}) == "see there"


@pytest.mark.parametrize(
    "broken",
    [
        {"attachments": "x"},
        {"attachments": [None, {"blocks": [None, {"type": "table"}, {"type": "table", "rows": "x"}]}]},
        {"blocks": 7},
    ],
)
def test_what_is_no_table_says_nothing(broken: dict[str, Any]) -> None:
    assert written_in({"text": None, **broken}) == ""


def test_cells_within_cells_are_read_to_a_certain_depth_only() -> None:
    cell = _words("deep")
    for _ in range(3_000):
        cell = {"type": "rich_text_section", "elements": [cell]}

    assert written_in({"blocks": [{"type": "table", "rows": [[cell]]}]}) == "|  |"
