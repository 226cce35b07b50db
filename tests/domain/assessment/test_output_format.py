"""The output format: its form, its fields, its consumer."""

import pytest

from tests.domain.assessment.conftest import Missing

FORMAT = [
    ('JSON {"label": "spam|ham", "score": 0..1}', set()),
    ("CSV with columns route_id (string), stop_no (int), eta (timestamp)", set()),
    ("Email reply: greeting, answer (max 150 words), link to the help article", set()),
    ("PDF letter, one page: diagnosis (ICD-10 code, 3 to 7 characters), medication list, follow-up date", set()),
    ("Slack message with priority (P1/P2/P3), summary (max 280 chars) and owner", set()),
    ("XML per schema invoice-2.1.xsd: total decimal, currency ISO 4217, due date", set()),
    ("CSV, not XML: lot (string), grade (integer)", set()),
    ("no PDF please. JSON with lot (string) and grade (1-5)", set()),
    ("red/amber/green light on the console plus reason, max 60 characters", set()),
    ("iCal event: title (max 60 chars), start (YYYY-MM-DD HH:MM), room (one of A, B)", set()),
    ("eine Karte im Display: Gleis (Zahl), Zug (Text), Grund (max. 40 Zeichen)", set()),
    ("XML or perhaps CSV: lot (string), grade (integer)", {"format"}),
    ("JSON with lot (string), grade (1-5). There is no JSON, we get a mail.", {"format"}),
    ("status (open/closed), reason (text, max 80 chars)", {"format"}),
    ("lot: string, grade: int; medium not decided", {"format"}),
    ("Avro record, fields tbd", {"fields", "types"}),
    ("JSON, schema to follow", {"fields", "types"}),
    ("lot_no;grade;remark", {"types"}),
    ("JSON: gate string, delay any", {"types"}),
    ("JSON with category and confidence", {"types"}),
    ("a PDF report with summary, findings and recommendation", {"types"}),
    ("JSON", {"fields", "types"}),
    ("Excel file", {"fields", "types"}),
    ("a clear and concise summary", {"format", "fields", "types"}),
    ("structured output", {"format", "fields", "types"}),
    ("in the standard format", {"format", "fields", "types"}),
]

OUTPUT_FIELDS = [
    ("ticket_id: string, queue: enum(a,b,c), score: float", set()),
    ("risk (low/medium/high), explanation (text, max 300 chars)", set()),
    ("class Out(BaseModel):\n    sku: str\n    qty: int", set()),
    ("approved yes/no, limit in EUR (number), reason code (3 digits)", set()),
    ("label is a string, score a decimal between 0 and 1", set()),
    ("route (string), eta (timestamp), remark (short text, max 80 characters)", set()),
    ("route (string), eta (timestamp), remark (short)", {"types"}),
    ("score: float, reason: whatever", {"types"}),
    ("route: string, route: int", {"types"}),
    ("three numbers and one string", {"fields"}),
    ("Title, abstract and a list of related works", {"types"}),
    ("classification plus confidence", {"fields", "types"}),
    ("decision, reason, confidence", {"types"}),
    ("the prediction", {"fields", "types"}),
    ("all the important information", {"fields", "types"}),
]

CONSUMER = [
    ("AP clerks, in the SAP inbox workflow", set()),
    ("Dispatchers see it on the planning board screen in TMS", set()),
    ("The billing service picks it up from topic invoices.classified", set()),
    ("nurses on ward 3, on the tablet app start page", set()),
    ("Shopify product page, field meta_description", set()),
    ("Zendesk, in the internal note of the ticket", set()),
    ("The fraud team gets it in the queue FR-REVIEW", set()),
    ("ERP service POST /orders/proposals", set()),
    ("Line leads read it on the andon display at station 4", set()),
    ("buyers, by email to einkauf@acme.example", set()),
    ("Sachbearbeiter im Postfach Leistung", set()),
    ("The pastry chefs, on the kitchen display", set()),
    ("harvest crews read it on their handhelds, screen Rows", set()),
    ("Opera PMS, field guest.note", set()),
    ("pharmacists, not by mail but in the tab Checks", set()),
    ("les infirmières, dans l'onglet Soins", set()),
    ("las enfermeras lo ven en la pantalla de triaje", set()),
    ("the microservice fare-quote consumes topic fares.v2", set()),
    ("luthiers get it as a printed job ticket", set()),
    ("pharmacists by mail. They don't read mails.", {"channel"}),
    ("tour guides via WhatsApp or maybe SMS", {"channel"}),
    ("tour guides, somehow on their phones", {"channel"}),
    ("it lands on the Grafana dashboard Press 4", {"consumer"}),
    ("either the vets or the keepers, on the feeding sheet", {"consumer"}),
    ("could be used by the sales people on screen X", {"consumer"}),
    ("whoever is on shift, on screen Tanks", {"consumer"}),
    ("same consumers as the old report", {"consumer", "channel"}),
    ("the underwriters", {"channel"}),
    ("Salesforce", {"channel"}),
    ("published on the topic scores.v1", {"consumer"}),
    ("everyone", {"consumer", "channel"}),
    ("downstream systems", {"consumer", "channel"}),
    ("the users in their daily work", {"consumer", "channel"}),
    ("business stakeholders", {"consumer", "channel"}),
]


@pytest.mark.parametrize(("answer", "expected"), FORMAT)
def test_a_format_has_a_form_mandatory_content_and_allowed_values(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("output_format.format", answer)


@pytest.mark.parametrize(("answer", "expected"), OUTPUT_FIELDS)
def test_output_fields_need_names_and_types(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("output_format.output_fields", answer)


@pytest.mark.parametrize(("answer", "expected"), CONSUMER)
def test_a_consumer_is_a_role_or_system_and_the_place_where_it_arrives(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("output_format.consumer", answer)
