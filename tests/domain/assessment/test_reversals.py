"""A later sentence that turns an earlier one round costs the slot it is about; one that only adds to it costs none."""

import pytest

from tests.domain.assessment.conftest import Missing

REVERSED = [
    (
        "capability.decision",
        "Grades each olive lot into A, B or C and stores the grade straight in the ERP, no human in between. A taster "
        "has to sign every grade before it is stored.",
        {"autonomy"},
    ),
    ("capability.in_scope", "Only ferries to the islands. All our lines are in from the first day on.", {"boundary"}),
    (
        "capability.out_of_scope",
        "Nothing about wages, wages stay out. Questions on wages get answered like any other question.",
        {"exclusion"},
    ),
    (
        "input_schema.source_system",
        "From Cropster via the REST endpoint /roasts. We never call the endpoint /roasts, we get a file.",
        {"interface"},
    ),
    (
        "input_schema.fields",
        "id int NOT NULL, town text NOT NULL, km numeric NOT NULL. Town and km are often empty and that is fine.",
        {"required"},
    ),
    (
        "input_schema.validation",
        "plot_id must have exactly 8 digits. A plot_id with 6 digits goes through too.",
        {"rule"},
    ),
    (
        "output_format.output_fields",
        "risk is a number from 0 to 1, note is text. risk comes as low, medium or high, not as a number.",
        {"types"},
    ),
    (
        "success_criteria.metric",
        "At least 92 % correct lens grades per week. A week is too short to say anything, only the half-year counts.",
        {"window"},
    ),
    ("ownership.accountable_owner", "<@U0ANNA001> is accountable. She handed that back last week.", {"person"}),
    (
        "monitoring.logged_events",
        "Every stop and every override go to the Loki stream crane. The Loki stream crane gets none of it.",
        {"location"},
    ),
    (
        "exception_rollback.human_review_trigger",
        "The curator checks everything older than 1800. Objects older than 1800 pass without the curator.",
        {"condition"},
    ),
    (
        "capability.decision_rules",
        "Weight over 30 kg → freight, else → parcel van. Anything over 30 kg goes by parcel van too.",
        {"action"},
    ),
    (
        "output_format.output_fields",
        "grade: A, B or C; sugar: decimal. The grade is a decimal between 0 and 10.",
        {"types"},
    ),
    (
        "success_criteria.failure_threshold",
        "We end it when more than 6 % of trams get the wrong slot in a month. At 6 % and more we still go on.",
        {"comparator", "threshold"},
    ),
    (
        "ownership.backup_owner",
        "<@U0PAUL001> covers for me. He wrote that he can't and nobody else can either.",
        {"person"},
    ),
    (
        "monitoring.logged_events",
        "Every override is written to table ovr_log. We store no overrides anywhere.",
        {"location"},
    ),
    (
        "exception_rollback.exception_path",
        "Bar code torn → clerk types it in. Torn bar codes go straight to scrap.",
        {"path"},
    ),
    (
        "exception_rollback.rollback_trigger",
        "Off once 4 wrong doses occur in a day. Up to 10 wrong doses in a day we leave it running.",
        {"threshold"},
    ),
    (
        "exception_rollback.rollback_procedure",
        "Set flag mixer_ai=off and reload recipe 12, 10 minutes, the miller alone decides. Any driver may do it too.",
        {"authority"},
    ),
    (
        "exception_rollback.exception_path",
        "No signal: the gate stays closed. Without a signal the gate opens.",
        {"path"},
    ),
    (
        "monitoring.logged_events",
        "All refusals go to Elastic index ref-2. Elastic isn't used for any of it.",
        {"location"},
    ),
    ("capability.in_scope", "Only deliveries to Malta. We cover every island in the Mediterranean.", {"boundary"}),
    ("capability.out_of_scope", "Pets are excluded. We take pet bookings like any others.", {"exclusion"}),
    (
        "exception_rollback.exception_path",
        "Camera dark: the barrier stays down. With a dark camera the barrier is raised for everyone.",
        {"path"},
    ),
    (
        "exception_rollback.human_review_trigger",
        "The registrar reads each will older than 1950. Wills older than 1950 skip the registrar.",
        {"condition"},
    ),
]
KEPT = [
    ("capability.in_scope", "Only deliveries to Malta. Every other island is out."),
    (
        "capability.decision",
        "Releases refunds up to 20 € on its own. A cashier countersigns each refund over 20 € before it is released.",
    ),
    (
        "exception_rollback.rollback_procedure",
        "Porter flips switch 3, 2 minutes. Nobody else is allowed to touch switch 3.",
    ),
    ("exception_rollback.exception_path", "No signal: the gate stays closed. With a signal it opens as usual."),
    (
        "monitoring.logged_events",
        "All refusals go to Elastic index ref-2. Names of customers are not stored in any of it.",
    ),
    ("capability.in_scope", "Only ferries to the islands. All other lines stay out."),
    (
        "capability.decision",
        "Books each berth by itself. If the vessel is over 200 m the harbour master confirms it before.",
    ),
    ("capability.out_of_scope", "Fibre faults are out of scope. Fibre tickets are handled by the fibre desk."),
    ("monitoring.alert", "> 5 wrong gates an hour pages the ramp agent; below that nobody is paged."),
    (
        "monitoring.logged_events",
        "Every stop and every override go to the Loki stream crane. Names of drivers never go there.",
    ),
    (
        "exception_rollback.human_review_trigger",
        "The curator checks everything older than 1800. Newer objects pass without the curator.",
    ),
    (
        "ownership.accountable_owner",
        "First I wrote <@U0PAUL001>, that was wrong. Accountable: <@U0ANNA001>, agreed with her.",
    ),
    ("monitoring.logged_events", "Every override is written to table ovr_log. We do not log the guest's name."),
    ("output_format.output_fields", "risk: number 0 to 1 (never null), note: text max 200"),
    ("success_criteria.metric", "at least 90 %, sorry, at least 92 % correct lens grades per week"),
    ("exception_rollback.rollback_procedure", "Set flag off, restart, the shift lead may, 20 min, no wait, 15 min."),
]


@pytest.mark.parametrize(("key", "answer", "expected"), REVERSED)
def test_a_sentence_that_turns_another_round_costs_the_slot_it_is_about(
    missing: Missing, key: str, answer: str, expected: set[str]
) -> None:
    assert expected == missing(key, answer)


@pytest.mark.parametrize(("key", "answer"), KEPT)
def test_a_sentence_that_only_adds_to_another_costs_nothing(missing: Missing, key: str, answer: str) -> None:
    assert set() == missing(key, answer)
