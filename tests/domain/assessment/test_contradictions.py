"""Two statements that cannot both hold cost the slot they are about; a value that is replaced at once costs nothing."""

import pytest

from tests.domain.assessment.conftest import Missing

CONTRADICTED = [
    (
        "success_criteria.metric",
        "Parcel address accuracy ≥ 97 % a week. For us 93 % parcel address accuracy a week already counts as reached.",
        {"comparator", "threshold"},
    ),
    (
        "success_criteria.metric",
        "Mislabelled X-rays max 2 % a month. The limit for mislabelled X-rays is 5 % a month.",
        {"comparator", "threshold"},
    ),
    (
        "success_criteria.failure_threshold",
        "failed if wrong dosage hints exceed 1 % per month; 3 % wrong dosage hints per month we can live with",
        {"comparator", "threshold"},
    ),
    (
        "monitoring.alert",
        "more than 5 lost trackers a day → duty manager. He is not bothered below 20 lost trackers a day.",
        {"threshold"},
    ),
    (
        "monitoring.alert",
        "Error share above 4 % per hour: mail to the yard manager. The yard manager gets no mail.",
        {"recipient"},
    ),
    (
        "exception_rollback.rollback_trigger",
        "Off at 2 % wrong seat assignments per day. We leave it on until 6 % wrong seat assignments per day.",
        {"threshold"},
    ),
    (
        "exception_rollback.rollback_trigger",
        "More than 3 double bookings a week. Forget the 3, nobody signed that off.",
        {"threshold"},
    ),
    (
        "exception_rollback.rollback_trigger",
        "If misread meters go over 4 % a week. At 8 % misread meters a week it still keeps running.",
        {"threshold"},
    ),
    (
        "exception_rollback.rollback_procedure",
        "Duty engineer flips `use_ml` to false, restarts it within 10 min. Flipping it needs at least two hours.",
        {"time_limit"},
    ),
    (
        "exception_rollback.rollback_procedure",
        "Set flag pricing_v2=off, 15 min. Only the pricing lead is allowed to. Store managers are allowed to as well.",
        {"authority"},
    ),
    (
        "exception_rollback.rollback_procedure",
        "Stop the Airflow job, reload yesterday's table, 20 minutes, the data on-call. Data on-call may not stop jobs.",
        {"authority"},
    ),
    (
        "exception_rollback.exception_path",
        "No GPS fix: last position is used. No GPS fix: the trip is cancelled.",
        {"path"},
    ),
    (
        "exception_rollback.exception_path",
        "unknown SKU → parked in the queue sku-check. Unknown SKUs are booked straight away under the closest match.",
        {"path"},
    ),
    (
        "exception_rollback.exception_path",
        "Duplicate order: we delete it. Duplicate orders must never be deleted.",
        {"path"},
    ),
    (
        "capability.decision_rules",
        "Weight above 30 kg → pallet, all others → parcel. All others → pallet too.",
        {"default"},
    ),
    ("capability.decision_rules", "score >= 80 → approve, rest → clerk. Score >= 80 → clerk.", {"action"}),
    (
        "capability.decision_rules",
        "Sonst Ablage. Betrag über 500 € → Vorlage beim Leiter. Betrag über 500 € → direkt auszahlen.",
        {"action"},
    ),
    (
        "input_schema.fields",
        "id int, name string, iban string. Everything is required. None of it has to be filled.",
        {"required"},
    ),
    ("input_schema.fields", "plate: string, km: int; both obligatory, both can be left out", {"required"}),
    ("input_schema.validation", "qty must be positive. qty may be negative as well.", {"rule"}),
    ("input_schema.validation", "zip must have 5 digits. A zip with 4 digits is fine too, also letters.", {"rule"}),
    (
        "monitoring.logged_events",
        "every override; kept in Postgres table overrides and nowhere else. A copy is in BigQuery.",
        {"location"},
    ),
    (
        "monitoring.review_cadence",
        "monthly, head of claims. Head of claims doesn't take part in the review.",
        {"reviewer"},
    ),
    (
        "output_format.consumer",
        "Only the planners read it, in SAP screen MD04. The shift leads read it there too.",
        {"consumer"},
    ),
    (
        "capability.decision",
        "Approves travel requests below 300 € by itself, and the manager has to click approve on each of them.",
        {"autonomy"},
    ),
    ("capability.in_scope", "Only B2B contracts. B2C contracts too.", {"boundary"}),
    ("capability.out_of_scope", "No fleet vehicles. Fleet vehicles are handled from the start.", {"exclusion"}),
    (
        "exception_rollback.exception_path",
        "GPS lost: the mower stops. When GPS is lost the mower carries on with dead reckoning.",
        {"path"},
    ),
    (
        "exception_rollback.exception_path",
        "Unknown IBAN → back to the sender. We never send unknown IBANs back.",
        {"path"},
    ),
    (
        "exception_rollback.exception_path",
        "Missing customs code: goes to the declarant. Nothing goes to the declarant when the code is missing.",
        {"path"},
    ),
    (
        "exception_rollback.human_review_trigger",
        "Loans above 40k: risk officer signs. The risk officer signs nothing.",
        {"reviewer"},
    ),
    (
        "exception_rollback.rollback_trigger",
        "Stop above 2 % wrong totals a week, though up to 5 % wrong totals a week is no reason to stop",
        {"threshold"},
    ),
    (
        "exception_rollback.rollback_procedure",
        "Shift lead flips MODE to manual and reloads plan B in 5 minutes. Shift leads are not allowed to flip it.",
        {"authority"},
    ),
    (
        "exception_rollback.rollback_procedure",
        "on-call pauses the DAG and restores Sunday's table, within 10 minutes. Restoring lasts three hours.",
        {"time_limit"},
    ),
    ("capability.decision_rules", "Order > 500 € → manager approves, else auto. Order > 500 € → auto.", {"action"}),
    ("input_schema.validation", "email must contain an @. email without @ is accepted.", {"rule"}),
    (
        "monitoring.logged_events",
        "Holds and releases, only in Loki. They are also in a sheet on SharePoint.",
        {"location"},
    ),
    ("monitoring.alert", "> 3 % errors per hour → <@U024BE7LH>. <@U024BE7LH> is never called.", {"recipient"}),
    ("monitoring.review_cadence", "weekly by the risk board. The risk board meets only once a quarter.", {"cadence"}),
    (
        "success_criteria.metric",
        "Correct dose share at least 99 % per month. Correct dose share of 97 % per month is already a success.",
        {"comparator", "threshold"},
    ),
    (
        "success_criteria.failure_threshold",
        "Fails under 80 % hit rate per month. 75 % hit rate per month is still acceptable.",
        {"comparator", "threshold"},
    ),
    ("output_format.consumer", "Nurses read it in Orbis. It does not show up in Orbis.", {"channel"}),
    ("capability.in_scope", "All branches in Austria. Austria is not included.", {"boundary"}),
]
COMPATIBLE = [
    ("success_criteria.metric", "Parcel address accuracy at least 97 % per week, today it is 93 %.", set()),
    (
        "success_criteria.metric",
        "At least 95 % of invoices and at least 90 % of receipts coded correctly per month",
        set(),
    ),
    ("monitoring.alert", "error rate > 2 % per hour → on-call; > 10 % per hour → head of operations", set()),
    (
        "monitoring.alert",
        "More than 5 lost trackers per day page the duty manager; fewer than that and nobody is paged.",
        set(),
    ),
    ("exception_rollback.rollback_trigger", "Error rate above 5 % per hour. Below 5 % it keeps running.", set()),
    (
        "exception_rollback.rollback_trigger",
        "more than 3 double bookings a week or wrong seats above 2 % per day",
        set(),
    ),
    (
        "exception_rollback.rollback_procedure",
        "Duty engineer sets flag to off (2 min), then reloads yesterday's table (10 min).",
        set(),
    ),
    (
        "exception_rollback.rollback_procedure",
        "Only the shift lead may do it, nobody else. Switch the line to manual, within 5 minutes.",
        set(),
    ),
    (
        "exception_rollback.rollback_procedure",
        "Disable the rule in Zendesk within 15 minutes, admin on duty; nobody needs to ask first.",
        set(),
    ),
    (
        "exception_rollback.human_review_trigger",
        "Quotes above 5k go to the sales lead, above 50k also to the CFO.",
        set(),
    ),
    (
        "exception_rollback.human_review_trigger",
        "Score below 0.5: head nurse looks at it. Above 0.5 nobody looks.",
        set(),
    ),
    (
        "exception_rollback.exception_path",
        "No GPS fix: last position is used. No fix for 10 minutes: the trip is cancelled.",
        set(),
    ),
    (
        "exception_rollback.exception_path",
        "API down: retry 3 times. API still down after that: park it in the DLQ.",
        set(),
    ),
    ("exception_rollback.exception_path", "unknown SKU → queue sku-check, never booked automatically", set()),
    ("capability.decision_rules", "Weight above 30 kg → pallet, above 100 kg → freight, all others → parcel.", set()),
    ("capability.decision_rules", "fever over 39 → ER; fever 38 to 39 → waiting room; otherwise send home.", set()),
    ("input_schema.fields", "id int required, name string required, note string optional", set()),
    ("input_schema.fields", "plate: string, km: int; both mandatory. Nothing else is read.", set()),
    (
        "monitoring.logged_events",
        "every override and every rejection; kept in Postgres table overrides, nothing is kept in Slack",
        set(),
    ),
    ("ownership.accountable_owner", "<@U024BE7LH> owns it, not the IT department", set()),
    ("ownership.backup_owner", "<@U024BE7LH>, she said yes on Monday", set()),
    ("output_format.consumer", "Only the planners read it, in SAP screen MD04. Nobody else gets it.", set()),
    ("capability.in_scope", "Only B2B contracts in German. B2C contracts are out.", set()),
    ("capability.out_of_scope", "No fleet vehicles. Private cars are in.", set()),
]
CORRECTED = [
    ("success_criteria.metric", "At least 90 % .. no wait, at least 94 % of parcels scanned per week", set()),
    ("success_criteria.failure_threshold", "Wrong chapter marks above 8 %, scratch that, above 3 % per month", set()),
    ("exception_rollback.rollback_trigger", "off at 20 % - sorry, meant 12 % - wrong tray counts per day", set()),
    ("exception_rollback.rollback_trigger", "More than 4 false holds a day. Make that 6 false holds a day.", set()),
    ("exception_rollback.rollback_trigger", "Über 5 %, nein warte, über 3 % falsche Etiketten pro Tag", set()),
    ("monitoring.alert", "error share > 10 % correction: > 5 % per hour → on-call", set()),
    ("monitoring.review_cadence", "Forget the daily idea. Weekly, head of claims.", set()),
    ("exception_rollback.exception_path", "It is deleted.. no wait. Unreadable scans go to the queue mail-room", set()),
    (
        "exception_rollback.rollback_procedure",
        "Set flag ai=off within 10, no wait, within 20 minutes, duty engineer",
        set(),
    ),
    (
        "exception_rollback.rollback_trigger",
        "Missed calls above 7 % a day. Scratch that, nobody agreed to it.",
        {"threshold"},
    ),
    (
        "exception_rollback.rollback_procedure",
        "Set flag ai=off, duty engineer, 10 minutes. Actually forget the 10 minutes, nobody can promise that.",
        {"time_limit"},
    ),
]


@pytest.mark.parametrize(("field", "answer", "expected"), CONTRADICTED)
def test_what_is_said_both_ways_is_missing(missing: Missing, field: str, answer: str, expected: set[str]) -> None:
    assert expected == missing(field, answer)


@pytest.mark.parametrize(("field", "answer", "expected"), COMPATIBLE)
def test_two_cases_of_one_kind_contradict_nothing(
    missing: Missing, field: str, answer: str, expected: set[str]
) -> None:
    assert expected == missing(field, answer)


@pytest.mark.parametrize(("field", "answer", "expected"), CORRECTED)
def test_a_value_that_is_replaced_counts_and_one_that_is_withdrawn_does_not(
    missing: Missing, field: str, answer: str, expected: set[str]
) -> None:
    assert expected == missing(field, answer)
