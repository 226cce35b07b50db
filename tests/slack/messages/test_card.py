"""The card shows what is true now, and offers only what can still be done."""

from dataclasses import replace
from datetime import date
from itertools import zip_longest

from bot.catalogue_files import read_every_depth
from bot.domain.alignment import Alignment, Consent, Status
from bot.domain.effects import FormName
from bot.slack.ids import ActionId, CardChoice
from bot.slack.messages.card import card
from bot.slack.presses import Press
from tests.builders import a_waiver, an_alignment, an_ownership
from tests.slack.scenes import ANA, BEN, a_good_answer, a_partial_answer, a_scene, core_catalogue, every_answer

LINE = 85
FRESH = an_alignment(facilitator=ANA)
ANSWERED = an_alignment(*every_answer(), facilitator=ANA)


def rows_of(alignment: Alignment) -> list[str]:
    """Return the lines of the card's table."""
    return card(a_scene(alignment, viewer=None)).blocks[2]["text"]["text"].split("\n")


def controls_of(alignment: Alignment) -> list[dict[str, object]]:
    """Return what the card offers."""
    return card(a_scene(alignment, viewer=None)).blocks[-1]["elements"]


def test_every_artifact_has_a_row_with_state_and_sharpest_gap() -> None:
    alignment = an_alignment(a_partial_answer("capability.decision", "helps"), facilitator=ANA)

    rows = rows_of(alignment)

    assert len(rows) == 7
    assert rows[0] == "◐ *Capability definition* · written · next: The rules it decides by"
    assert rows[1] == "○ *Input schema* · missing · next: Fields it receives"


def test_an_owner_who_has_not_answered_yet_is_marked() -> None:
    asked = an_ownership("monitoring", BEN, consent=Consent.ASKED)

    assert "<@U0BEN> (asked)" in rows_of(an_alignment(facilitator=ANA, owners={"monitoring": asked}))[5]


def standing_of(alignment: Alignment) -> str:
    """Return the line under the card's title."""
    return card(a_scene(alignment, viewer=None)).blocks[1]["elements"][0]["text"]


def owned_by(*people: str, consent: Consent = Consent.ACCEPTED) -> Alignment:
    """Return an alignment whose artifacts these people own, in order; the last of them owns the rest."""
    names = [artifact.name for artifact in core_catalogue().artifacts]
    owners = dict(zip_longest(names, people[: len(names)], fillvalue=people[-1]))
    return replace(FRESH, owners={name: an_ownership(name, who, consent=consent) for name, who in owners.items()})


def test_one_owner_of_everything_is_named_once() -> None:
    alignment = owned_by(BEN)

    assert standing_of(alignment).endswith("started by <@U0ANA> · owned by <@U0BEN>")
    assert "<@" not in "".join(rows_of(alignment))


def test_somebody_who_was_asked_to_own_everything_is_said_to_be_asked() -> None:
    assert standing_of(owned_by(BEN, consent=Consent.ASKED)).endswith("· <@U0BEN> is asked to own it")


def test_whoever_starts_and_owns_is_named_once() -> None:
    assert standing_of(FRESH).endswith("· started and owned by <@U0ANA>")


def test_only_other_owners_are_named_in_the_rows() -> None:
    alignment = owned_by(BEN, ANA)

    assert standing_of(alignment).endswith("· started and owned by <@U0ANA> unless a part names another")
    assert [row.endswith(" · <@U0BEN>") for row in rows_of(alignment)] == [True, *[False] * 6]


def test_a_row_fits_on_a_line() -> None:
    shown = [row.replace("*", "").replace("<@U0BEN>", "@Benjamin Ok") for row in rows_of(owned_by(BEN, ANA))]

    assert max(len(row) for row in shown) <= LINE


def test_what_is_left_open_on_purpose_says_until_when() -> None:
    waived = an_alignment(facilitator=ANA, waivers=(a_waiver("monitoring", expires_on=date(2026, 4, 2)),))

    message = card(a_scene(waived, viewer=None))

    assert "◇ *Monitoring and logging plan* · waived until 2 April 2026" in rows_of(waived)
    assert "*0 of 7 executable* · 1 waived" in message.blocks[1]["elements"][0]["text"]


def test_the_text_says_the_point_by_itself() -> None:
    assert card(a_scene(FRESH, viewer=None)).text == "Refund copilot: 0 of 7 executable"
    assert card(a_scene(replace(ANSWERED, status=Status.COMPLETE, version=2), viewer=None)).text == (
        "Refund copilot: complete, version 2"
    )
    assert card(a_scene(replace(FRESH, status=Status.CLOSED), viewer=None)).text == "Refund copilot: closed unfinished"


def test_what_is_open_is_offered_first() -> None:
    first, *_ = every_answer()
    options = controls_of(an_alignment(*every_answer()[1:], facilitator=ANA))[0]["options"]

    assert Press.decode(options[0]["value"]) == Press(a="A1", r=first.field.partition(".")[0])
    assert options[0]["text"]["text"] == "Capability definition (written)"


def test_an_open_card_offers_everything() -> None:
    answer, show, menu = controls_of(FRESH)

    assert [answer["action_id"], show["action_id"], menu["action_id"]] == [
        ActionId.ANSWER,
        ActionId.SHOW,
        ActionId.CARD_MENU,
    ]
    assert [Press.decode(option["value"]).x for option in menu["options"]] == [
        choice
        for choice in CardChoice
        if choice is not CardChoice.DEEPEN  # this catalogue asks nothing more
    ]


def test_a_complete_card_can_be_amended_but_not_closed() -> None:
    controls = controls_of(replace(ANSWERED, status=Status.COMPLETE, version=1))

    assert [control["action_id"] for control in controls] == [ActionId.ANSWER, ActionId.SHOW, ActionId.HISTORY]
    assert controls[0]["placeholder"]["text"] == "Change an answer"


def test_a_complete_card_offers_to_go_deeper_while_there_is_more_to_ask() -> None:
    complete = replace(ANSWERED, status=Status.COMPLETE, version=1)

    *_, deeper = card(a_scene(complete, viewer=None, catalogue=read_every_depth())).blocks[-1]["elements"]

    assert ActionId.OPEN_FORM == deeper["action_id"]
    assert FormName.DEEPEN == Press.decode(deeper["value"]).form[0]


def test_a_complete_card_says_who_is_yet_to_accept_a_part() -> None:
    owners = {"monitoring": an_ownership("monitoring", BEN, consent=Consent.ASKED)}
    complete = replace(ANSWERED, status=Status.COMPLETE, version=1, owners=owners)

    assert "● *Monitoring and logging plan* · executable · <@U0BEN> (asked)" in rows_of(complete)


def test_a_closed_card_can_only_be_read() -> None:
    controls = controls_of(replace(FRESH, status=Status.CLOSED))

    assert [control["action_id"] for control in controls] == [ActionId.SHOW, ActionId.HISTORY]
    assert all("next:" not in row for row in rows_of(replace(FRESH, status=Status.CLOSED)))


def test_what_is_closed_after_its_first_version_says_that_it_stands() -> None:
    message = card(a_scene(replace(FRESH, status=Status.CLOSED, version=1), viewer=None))

    assert "Refund copilot: closed unfinished, version 1 stands" == message.text
    assert "Nothing more is asked, version 1 stands ·" in message.blocks[1]["elements"][0]["text"]


def test_a_title_is_shown_as_it_was_typed() -> None:
    typed = an_alignment(facilitator=ANA, title="R&D <draft> *now*")

    message = card(a_scene(typed, viewer=None))

    assert message.blocks[0]["text"] == {"type": "plain_text", "text": "R&D <draft> *now*", "emoji": False}
    assert message.text == "R&amp;D &lt;draft&gt; *now*: 0 of 7 executable"


def test_a_state_is_a_word_as_well_as_a_sign() -> None:
    rows = rows_of(an_alignment(a_good_answer("capability.decision"), facilitator=ANA))

    assert all(row.split(" · ")[1] in {"written", "missing"} for row in rows)
