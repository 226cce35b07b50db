"""X12 and X15: exclusions that hold, consumers that are named."""

import pytest

from tests.domain.crossing.saying import found_in

DECISION, IN, OUT = "capability.decision", "capability.in_scope", "capability.out_of_scope"
CONSUMER, CONSUMERS = "output_format.consumer", "ownership.consumers"


@pytest.mark.parametrize(
    ("answers", "promised"),
    [
        (
            {
                DECISION: "The bot answers billing questions and cancels contracts in the portal.",
                OUT: "Cancelling contracts, legal advice",
            },
            DECISION,
        ),
        (
            {
                DECISION: "It drafts refund letters and posts them to SAP without a person.",
                OUT: "No refund letters, no complaints about staff.",
            },
            DECISION,
        ),
        (
            {
                DECISION: "The model routes injury claims and motor claims to one of four queues.",
                OUT: "Injury claims; anything in litigation.",
            },
            DECISION,
        ),
        (
            {
                IN: "Motor claims, travel claims and household claims from Austria.",
                OUT: "Travel claims, injury claims.",
            },
            IN,
        ),
    ],
)
def test_a_promise_of_what_is_excluded_is_found(answers: dict[str, str], promised: str) -> None:
    assert [each.fields for each in found_in(answers, rule="X12")] == [(promised, OUT)]


@pytest.mark.parametrize(
    "answers",
    [
        {
            DECISION: "The model routes every new motor claim to one of four handler queues.",
            OUT: "Injury claims, claims above 25,000 EUR, and claims already in litigation.",
        },
        {DECISION: "The model drafts a reply; an agent sends the reply.", OUT: "Sending replies."},
        {DECISION: "It extracts the fields for a clerk who posts the booking.", OUT: "Posting the booking."},
        {DECISION: "It drafts replies and never gives legal advice.", OUT: "Legal advice."},
        {
            DECISION: "The model posts a draft; an AP clerk releases it.",
            OUT: "Credit notes and handwritten invoices. They stay with the AP clerks.",
        },
        {IN: "Motor claims from Austria up to 3,000 EUR.", OUT: "Motor claims above 3,000 EUR."},
    ],
)
def test_exclusions_that_hold_are_fine(answers: dict[str, str]) -> None:
    assert found_in(answers, rule="X12") == []


@pytest.mark.parametrize(
    ("consumer", "consumers"),
    [
        ("Guidewire ClaimCenter, through the field assignedQueue.", "The dispatchers in Lyon and the billing service."),
        ("The dispatchers at the Lyon depot, on the TMS planning screen.", "Only the finance controllers."),
    ],
)
def test_a_consumer_that_nobody_would_tell_is_found(consumer: str, consumers: str) -> None:
    assert [each.case for each in found_in({CONSUMER: consumer, CONSUMERS: consumers}, rule="X15")] == ["unnamed"]


@pytest.mark.parametrize(
    ("consumer", "consumers"),
    [
        (
            "Guidewire ClaimCenter, through the field assignedQueue.",
            "ClaimCenter and the nightly export to the data warehouse.",
        ),
        (
            "The dispatchers at the Lyon depot, on the TMS planning screen.",
            "The dispatcher on duty, and the billing service.",
        ),
    ],
)
def test_a_consumer_that_is_told_is_fine(consumer: str, consumers: str) -> None:
    assert found_in({CONSUMER: consumer, CONSUMERS: consumers}, rule="X15") == []
