"""X1, X2, X5 and X6: watched, noticed, protected, under control."""

import pytest

from bot.domain.catalogue import Depth
from tests.builders import a_waiver
from tests.domain.crossing.saying import found_in

METRIC, LOG, ALERT, LOOK = (
    "success_criteria.metric",
    "monitoring.logged_events",
    "monitoring.alert",
    "monitoring.review_cadence",
)
FAILURES, INPUT, CLASS = "exception_rollback.failure_modes", "input_schema.fields", "input_schema.data_classification"
REDACTION, RETENTION = "monitoring.log_redaction", "monitoring.log_retention"
DECISION, REVIEW = "capability.decision", "exception_rollback.human_review_trigger"
PROCEDURE, SWITCH = "exception_rollback.rollback_procedure", "exception_rollback.kill_switch"
WATCHED = {
    LOG: "Every request with request id and model version, in the Snowflake table claims.triage_log.",
    ALERT: "More than 5 % timeouts over 10 minutes pages the on-call rota.",
    LOOK: "Every Tuesday the shift lead reviews 40 random cases.",
}
CORE = {"depth": Depth.CORE}


def cases(answers: dict[str, str], rule: str, **changes: object) -> list[str]:
    return [each.case for each in found_in(answers, rule=rule, **changes)]


@pytest.mark.parametrize(
    "metric",
    [
        "Misrouted tickets at most 3 % per week, counted in Zendesk.",
        "First contact resolution at least 70 % over 30 days, measured in Genesys.",
    ],
)
def test_success_that_is_measured_where_nobody_looks_is_found(metric: str) -> None:
    assert cases({METRIC: metric, **WATCHED}, "X1") == ["unwatched"]


@pytest.mark.parametrize(
    "answers",
    [
        {METRIC: "Misrouted tickets at most 3 % per week, counted in Snowflake.", **WATCHED},
        {
            METRIC: "Misrouted tickets at most 3 % per week, counted in Zendesk.",
            **WATCHED,
            ALERT: "More than 2 % misrouted tickets a day pages the on-call rota.",
        },
        {METRIC: "Misrouted tickets at most 3 % per week.", **WATCHED},
        {METRIC: "Misrouted tickets at most 3 % per week, counted in Zendesk.", LOG: WATCHED[LOG]},
    ],
)
def test_success_that_is_watched_or_not_yet_monitored_is_fine(answers: dict[str, str]) -> None:
    assert cases(answers, "X1") == []


@pytest.mark.parametrize(
    "modes",
    [
        "Wrong queue with high confidence, seen in reassignments; vendor down, seen in timeouts; customers paste "
        "prompts.",
        "Wrong amounts that nobody would notice; the service is down, seen in the health check.",
    ],
)
def test_a_failure_that_nobody_would_notice_is_found(modes: str) -> None:
    assert cases({FAILURES: modes}, "X2") == ["unnoticed"]


@pytest.mark.parametrize(
    "modes",
    [
        "Wrong queue with high confidence, seen in reassignments; vendor down, seen in timeouts; customers pasting "
        "prompts, seen in the filter log.",
        "1. Wrong amount: the weekly sample finds it.\n2. Down: the health check alerts.\n3. Abused: the rate limit "
        "logs it.",
    ],
)
def test_failures_that_are_noticed_are_fine(modes: str) -> None:
    assert cases({FAILURES: modes}, "X2") == []


@pytest.mark.parametrize(
    ("answers", "changes", "missing"),
    [
        (
            {
                CLASS: "Personal: names and addresses.",
                **WATCHED,
                REDACTION: "Nothing is redacted.",
                RETENTION: "At most 90 days.",
            },
            {},
            ["redaction"],
        ),
        (
            {CLASS: "Personal: names and addresses.", **WATCHED},
            {"waivers": (a_waiver(REDACTION), a_waiver(RETENTION))},
            ["redaction", "retention"],
        ),
        (
            {
                INPUT: "email: string, required; text: string, required",
                LOG: "Every prompt and answer with the email, in the BigQuery table ai.log.",
            },
            CORE,
            ["redaction", "retention"],
        ),
    ],
)
def test_protected_data_in_the_log_is_found(
    answers: dict[str, str], changes: dict[str, object], missing: list[str]
) -> None:
    assert cases(answers, "X5", **changes) == missing


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        ({CLASS: "Personal: names and addresses.", **WATCHED}, {}),
        ({CLASS: "Internal, no personal data.", **WATCHED}, CORE),
        (
            {
                CLASS: "Personal: names.",
                **WATCHED,
                REDACTION: "Name and IBAN are replaced by a hash.",
                RETENTION: "At most 90 days.",
            },
            {},
        ),
        ({INPUT: "email: string, required", LOG: "The request id and the score, in the BigQuery table ai.log."}, CORE),
        (
            {
                INPUT: "email: string, required",
                LOG: "Every input with the email hashed, kept 30 days, in the BigQuery table ai.log.",
            },
            CORE,
        ),
    ],
)
def test_data_that_is_harmless_protected_or_still_asked_about_is_fine(
    answers: dict[str, str], changes: dict[str, object]
) -> None:
    assert cases(answers, "X5", **changes) == []


ALONE = "The model routes every new motor claim to one of four queues in ClaimCenter, without a person in between."
BY_HAND = "1. Run job resort_claims. 2. Post a note in #claims. <@U1> may do it, within 30 minutes."
SWITCHED = "1. Set the flag triage_enabled to off. 2. Run resort_claims. <@U1> may do it, within 15 minutes."


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({DECISION: ALONE, PROCEDURE: BY_HAND}, ["switch"]),
        (
            {DECISION: ALONE, PROCEDURE: SWITCHED, REVIEW: "No human review, deliberately: the risk board agreed."},
            ["override"],
        ),
    ],
)
def test_acting_alone_without_a_way_to_stop_it_is_found(answers: dict[str, str], missing: list[str]) -> None:
    assert cases(answers, "X6", **CORE) == missing


def test_a_kill_switch_that_does_not_exist_is_found() -> None:
    answers = {DECISION: ALONE, SWITCH: "No switch exists; the vendor may stop it, within 2 minutes."}

    assert cases(answers, "X6") == ["switch"]


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        ({DECISION: ALONE, PROCEDURE: SWITCHED}, CORE),
        ({DECISION: ALONE, PROCEDURE: BY_HAND}, {}),
        ({DECISION: "The model drafts a booking in SAP; a clerk releases the draft.", PROCEDURE: BY_HAND}, CORE),
        (
            {
                DECISION: f"{ALONE[:-1]}; a handler can move the claim afterwards.",
                PROCEDURE: SWITCHED,
                REVIEW: "No human review, deliberately.",
            },
            CORE,
        ),
    ],
)
def test_acting_alone_under_control_is_fine(answers: dict[str, str], changes: dict[str, object]) -> None:
    assert cases(answers, "X6", **changes) == []
