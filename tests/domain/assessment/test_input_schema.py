"""The input schema: fields, validation, source."""

import pytest

from tests.domain.assessment.conftest import Missing

WHOLE = {"field_names", "types", "required"}

FIELDS = [
    ("order_id string required, amount decimal required, note string optional", set()),
    (
        "| field | type | required |\n|---|---|---|\n| sku | string | yes |\n| remark | text | no |",
        set(),
    ),
    ("CREATE TABLE visits (visit_id INT NOT NULL, note TEXT)", set()),
    ("interface Lead { email: string; phone?: string }", set()),
    ("- plate (text, mandatory)\n- mileage (integer, mandatory)\n- damage_photo (jpeg, optional)", set()),
    ("name: string, birth_date: date, insured: bool. All required.", set()),
    ("customer number (10 digits, required), reason (free text, optional)", set()),
    ("serial_no, built_at, line", {"types", "required"}),
    ("customer name, order date, total amount", {"types", "required"}),
    ("name string, age int, city string", {"required"}),
    ("patient_id (required), ward (required), diagnosis (optional)", {"types"}),
    ("the usual customer data", WHOLE),
    ("All relevant data from the CRM", WHOLE),
    ("structured and unstructured data", WHOLE),
    ("see data model in Confluence", WHOLE),
    ("We have 3 data engineers on it", WHOLE),
    ("a_no string, b_no int, all mandatory except b_no", set()),
    ("a_no string, b_no int. All mandatory, only b_no is optional.", set()),
    ("| Feld | Typ | M/O |\n|---|---|---|\n| kunde | string | M |\n| notiz | text | O |", set()),
    ("input Booking {\n  seat: Int!\n  note: String\n}", set()),
    ("plate (string), axles (int). Both required. axles may be empty.", {"required"}),
    ("a_no string, b_no int. Everything is mandatory. b_no is optional though.", {"required"}),
    ("patient_no: integer, ward: string. patient_no: string because of the prefix. All required.", {"types"}),
    ("name (text, required), age (number or so, required)", {"types"}),
    ("name (text, required), age (any, required)", {"types"}),
    ("name (text, required), notes (reasonable length, optional)", {"types"}),
    ("name: string, weight: tbd. all mandatory", {"types"}),
    ("weight probably a float, breed a string, both needed", {"types"}),
    ("two strings and an integer, all mandatory", {"field_names"}),
    ("SAP, nightly extract", WHOLE),
    ("Snowflake view, refreshed hourly", WHOLE),
]

VALIDATION = [
    ("iban must pass the checksum, amount > 0", set()),
    ("email has to match a regex, country is one of DE, AT, CH; other rows are rejected", set()),
    ("plate not empty, mileage between 0 and 999999", set()),
    ("birth date must not be in the future", set()),
    ("quantity is a positive integer", set()),
    ("Die PLZ muss 5 Ziffern haben", set()),
    ("customer_id exists in the CRM master table, otherwise reject", set()),
    ("must not be empty", {"field_names"}),
    ("only positive numbers, max 3 digits", {"field_names"}),
    ("each pallet number occurs once", set()),
    ("gate code has four digits", set()),
    ("customer name is filled in", set()),
    ("la fecha no puede ser anterior a hoy", set()),
    ("they have to be unique", {"field_names"}),
    ("the dose must be plausible for the age", {"rule"}),
    ("arrival later then departure or we send it back", set()),
    ("quantity > 0. Zero quantity is fine as well.", {"rule"}),
    ("price between 1 and 500; prices above 500 are accepted too", {"rule"}),
    ("plate must not be empty. An empty plate is also accepted.", {"rule"}),
    ("iban must have 22 characters; bic: tbd", {"rule"}),
    ("age must be OK", {"rule"}),
    ("amount must be reasonable", {"rule"}),
    ("We check data quality", {"rule", "field_names"}),
    ("inputs are validated properly", {"rule", "field_names"}),
    ("The usual plausibility checks", {"rule", "field_names"}),
]

SOURCE = [
    ("SAP EWM, IDoc WMTORD", set()),
    ("Salesforce, report 'Open Opps EMEA' exported daily", set()),
    ("Kafka topic orders.v2 on the Confluent cluster", set()),
    ("Snowflake view ANALYTICS.CLAIMS_V", set()),
    ("Zendesk via the tickets endpoint of the API", set()),
    ("SharePoint folder /sites/legal/contracts", set()),
    ("HIS Orbis, HL7 ADT feed", set()),
    ("from the postgres table public.readings of MeterHub", set()),
    ("workday report RPT_Absences", set()),
    ("SAP", {"interface"}),
    ("we get it from Salesforce", {"interface"}),
    ("Wir lesen aus Moldau, Tabelle KUNDE", set()),
    ("Cegid Y2, export file VENTES.csv on the SFTP", set()),
    ('Fachverfahren owi21, Report "Parken"', set()),
    ("it lives in kollibri", {"interface"}),
    ("SAP, some kind of export", {"interface"}),
    ("SAP either via IDoc or via REST", {"interface"}),
    ("SAP. Table VBAK. There is no table VBAK.", {"interface"}),
    ("Kassensoftware, Tabelle BONS", {"system"}),
    ("Aus dem Buchhaltungsprogramm per CSV-Export", {"system"}),
    ("the PLC, tag DB1.temp", {"system"}),
    ("GET /stock", {"system"}),
    ("an Excel sheet on the share", {"system"}),
    ("lot, grade and weight, all decimals, all required", {"system", "interface"}),
    ("2 GB per day, 14 plants", {"system", "interface"}),
    ("a nightly CSV export", {"system"}),
    ("our CRM", {"system", "interface"}),
    ("various sources", {"system", "interface"}),
    ("from the data lake", {"system", "interface"}),
    ("from different systems via API", {"system", "interface"}),
    ("IT will provide it", {"system", "interface"}),
]


@pytest.mark.parametrize(("answer", "expected"), FIELDS)
def test_input_fields_need_names_types_and_what_is_required(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("input_schema.fields", answer)


@pytest.mark.parametrize(("answer", "expected"), VALIDATION)
def test_a_validation_is_a_check_that_can_fail_on_named_fields(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("input_schema.validation", answer)


@pytest.mark.parametrize(("answer", "expected"), SOURCE)
def test_a_source_is_a_named_system_and_something_to_connect_to(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("input_schema.source_system", answer)
