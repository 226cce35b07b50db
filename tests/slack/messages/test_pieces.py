"""What was understood is said on one line, in the words it was given in, none of them twice."""

from bot.slack.messages.pieces import flattened, pieces_of


def test_words_are_said_in_the_order_they_were_written() -> None:
    found = {"metric": "claims in the right queue", "window": "over 30 days", "threshold": "At least 92 %"}

    pieces = pieces_of("At least 92 % of claims in the right queue, over 30 days.", found)

    assert pieces == ("At least 92 %", "claims in the right queue", "over 30 days")


def test_the_same_words_are_not_said_for_every_slot_they_fill() -> None:
    assert pieces_of("85 % over 7 days", {"threshold": "85 %", "unit": "85 %"}) == ("85 %",)


def test_words_inside_other_words_are_not_said_again() -> None:
    found = {"outcome": "four queues, without a person", "autonomy": "without a person"}

    assert pieces_of("Routes to four queues, without a person.", found) == ("four queues, without a person",)


def test_words_that_follow_each_other_are_one_piece() -> None:
    assert pieces_of("Below 85 % of claims", {"comparator": "Below", "threshold": "85 %"}) == ("Below 85 %",)


def test_words_from_an_earlier_answer_come_last() -> None:
    assert pieces_of("per week", {"threshold": "92 %", "window": "per week"}) == ("per week", "92 %")


def test_case_and_line_ends_do_not_keep_words_from_being_found() -> None:
    assert pieces_of("The on-call\n pharmacist", {"recipient": "the on-call\n pharmacist"}) == (
        "The on-call pharmacist",
    )


def test_a_list_is_written_on_one_line() -> None:
    assert flattened("- id: string\n- queue: enum,\n* note: text") == "id: string; queue: enum; note: text"


def test_nothing_found_is_nothing_said() -> None:
    assert pieces_of("We will see", {}) == ()
    assert pieces_of("We will see", {"threshold": ""}) == ()
