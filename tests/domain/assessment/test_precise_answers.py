"""Short answers that decide everything asked: none of them earns a question."""

import pytest

from tests.domain.assessment.conftest import Missing

ALERTS = [
    "any unsigned batch record -&gt; quality lead by phone",
    "every shipment without a seal goes to the quality desk by SMS",
    "one wrong dose printed: critical care nurse is paged",
    "first bounce of an invoice mail -> performance manager",
    "no heartbeat at 07:00: shift engineer is called",
    "queue_age_seconds &gt; 900 -&gt; pharmacy on-call",
    "más de 5 rechazos en un mismo día: jefe de turno",
    "mehr als 5 Abbrüche am selben Tag: Schichtleiter",
    "export not there by 22:15: mail to the finance controller",
]
RULES = [
    "more than 3 open invoices: stop delivery. Fewer: deliver.",
    "over 18 t axle load -> divert; lighter -> wave through",
    "older than 5 years: scrap it. Younger: overhaul it.",
    "speed above 30 km/h: brake. Slower: roll on.",
    "mehr als 3 Fehltage: Gespräch. Weniger: nichts.",
    "CASE WHEN score > 80 THEN 'gold' WHEN score > 50 THEN 'silver' ELSE 'bronze' END",
    "2 days left: 30% off. last day: 50% off. everything else keeps its price",
    "gold card: 10 % discount. All others: 0 %.",
    "case when country = 'DE' then 'tax_19' else 'reverse_charge' end",
]
CHECKS = [
    "country in (DE, AT, CH)",
    "status in [open, closed, parked]",
    "grade: A, B or C, nothing else",
    "IBAN must satisfy modulo-97",
    "unit is kg or t, anything else is rejected",
    "colour must be red, green or blue",
    "currency code must be three capital letters",
    "Every row needs a plot_id; rows without it are dropped",
    "delivery date must be a working day",
    "no two rows with the same ticket_id",
]
CONSUMERS = [
    "POST to /api/v2/routes of the TMS",
    "POST /v2/picks -> WMS",
    "POST /orders at Shopify",
    "PATCH /tickets/{id} # Zendesk",
    "POST to the /claims endpoint of Guidewire",
    "the result is POSTed to /api/plan of Infor WMS",
    "The gate controller, via OPC UA",
    "Reps see it in HubSpot on the contact card",
    "Editors' queue in Sanity",
    "Lagerist am Handscanner",
]
CADENCES = [
    "once a year, external audit",
    "every quarter, internal audit",
    "Q-circle every second Thursday",
    "each month, compliance",
    "every 6 weeks, clinical governance",
    "monthly, group risk",
    "the model is never retrained; <@U04OPS7RM> compares it with the rule book every 1 February",
    "January and July, data protection officer",
    "Alle 14 Tage, Qualitätszirkel",
    "März und September, Innenrevision",
]
TRIGGERS = [
    "the regulator tells us to stop",
    "a court orders us to stop",
    "the works council forbids it",
    "F1 on the daily sample falls below 0.75",
    "BLEU4 on the nightly set under 22",
]
COLUMNS = [
    "booking_ref char(6) not null, pax int not null, meal char(4) null",
    "name string!, phone string, born date!",
    "vin char(17) not null, km integer null",
    "unit (text), volume (integer), weight (decimal), all three mandatory. comment is text and optional",
]
PATHS = [
    "unknown species -> written as UNK and listed in the weekly error report",
    "no address: coded 999 and listed in the correction log",
]
DECISIONS = [
    'Sortiert Belege in "Reise", "Bewirtung", "Sonstiges"; gebucht wird nichts',
    'Sorts scanned letters into "invoice", "complaint", "other"; nothing is sent',
    "For every new lead: score 0-100, shown to the rep, who decides whom to call",
    "ranks applications 1-5, HR picks",
    "grades every pallet photo 1 to 6, the buyer chooses",
]
REFUSED = [
    "Anything with children on the photo",
    "everything sent from abroad",
    "anything signed by a minor",
]
TYPES = [
    "topics: list of strings, 1 to 5",
    "substitutes: array of 3 SKUs (string), rank 1-3",
    "tags: list of integers",
]
LIMITS = ["handling time over 10 minutes on average in any month", "waiting time over 3 hours on average in a week"]
PROCEDURES = ["shop lead turns the job off and prints the paper list, 30 minits max"]
PRECISE = {
    "exception_rollback.rollback_procedure": PROCEDURES,
    "capability.decision": DECISIONS,
    "capability.out_of_scope": REFUSED,
    "output_format.output_fields": TYPES,
    "success_criteria.failure_threshold": LIMITS,
    "monitoring.alert": ALERTS,
    "capability.decision_rules": RULES,
    "input_schema.validation": CHECKS,
    "output_format.consumer": CONSUMERS,
    "monitoring.review_cadence": CADENCES,
    "exception_rollback.rollback_trigger": TRIGGERS,
    "input_schema.fields": COLUMNS,
    "exception_rollback.exception_path": PATHS,
}


@pytest.mark.parametrize(("key", "answer"), [(key, answer) for key, answers in PRECISE.items() for answer in answers])
def test_a_short_answer_that_decides_everything_asked_is_not_asked_about_again(
    missing: Missing, key: str, answer: str
) -> None:
    assert set() == missing(key, answer)


VAGUE = [
    ("capability.decision", "ranks applications, HR picks", "outcome"),
    ("capability.out_of_scope", "anything that does not fit", "exclusion"),
    ("capability.out_of_scope", "it is on the photo of the whiteboard", "exclusion"),
    ("output_format.output_fields", "topics: list of things", "types"),
    ("output_format.consumer", "our queue in Sanity", "consumer"),
    ("input_schema.validation", "every row needs care", "rule"),
    ("monitoring.review_cadence", "every month, but in truth never, <@U04OPS7RM>", "cadence"),
    ("input_schema.fields", "unit (text), volume (integer), all mandatory. volume is optional", "required"),
    ("monitoring.alert", "more than 900 rejects -&gt; pharmacy on-call", "window"),
    ("monitoring.alert", "poor quality -> quality lead", "threshold"),
    ("monitoring.alert", "export not there yet, mail to the finance controller", "threshold"),
    ("capability.decision_rules", "older invoices: stop delivery", "default"),
    ("input_schema.validation", "the vat number must pass the plausibility check", "rule"),
    ("output_format.consumer", "POST /v2/picks", "consumer"),
    ("output_format.consumer", "POST /v2/picks of the team", "consumer"),
    ("monitoring.review_cadence", "once a year, for compliance reasons", "reviewer"),
    ("exception_rollback.rollback_trigger", "the team tells us to stop", "threshold"),
    ("exception_rollback.rollback_trigger", "management asks for it someday", "threshold"),
    ("exception_rollback.exception_path", "unknown species: the steps are listed in the handbook", "path"),
]


@pytest.mark.parametrize(("key", "answer", "slot"), VAGUE)
def test_its_loose_neighbour_still_earns_a_question(missing: Missing, key: str, answer: str, slot: str) -> None:
    assert slot in missing(key, answer)
