"""Other wordings of inputs and outputs: other systems, other fields, other readers."""

import pytest

from tests.domain.assessment.conftest import Missing

SOURCES_ALL = {"interface", "system"}
SOURCES = [
    ("Guidewire, table cc_claim", set()),
    ("daily CSV from the Lantek nesting software, dropped in \\\\nas2\\lantek\\out", set()),
    ("the API /v3/bookings of Mews", set()),
    ("HubSpot contact export, every morning", set()),
    ("Kommt aus Infor LN, View v_auftrag", set()),
    ("On lit la table T_LOT dans Sage X3", set()),
    ("del informe 'Albaranes' de A3ERP", set()),
    ("Shopify webhook orders/create", set()),
    ("milking data: DelPro database, table cow_yield", set()),
    ("SharePoint list 'Lieferantenbewertung'", set()),
    ("Topaz; the report TZ-44", set()),
    ("gets it from the Zendesk API (incremental export)", set()),
    ("Medistar GDT export folder C:\\gdt\\out", set()),
    ("typed by hand into the Access form frmIntake, then read from tblIntake in the Access db Kundenstamm", set()),
    ("mqtt topic plant/line3/temp, broker HiveMQ", set()),
    ("Moodle: gradebook export (xlsx)", set()),
    ("Primavera P6, report 'Critical path', every night", set()),
    ("POS (Lightspeed), endpoint GET /sales", set()),
    ("weigh bridge terminal Sartorius Signum, export file weigh.txt", set()),
    ("BigQuery dataset ops_raw.trips", set()),
    ("Salesforce", {"interface"}),
    ("we take it from Jira", {"interface"}),
    ("Oracle Fusion, how exactly is not settled", {"interface"}),
    ("Nightly export from the HR tool", {"system"}),
    ("REST endpoint of the supplier", {"system"}),
    ("a shared mailbox", {"system"}),
    ("some table in Navision", {"interface"}),
    ("Either Navision or Sage, view v_ord", {"system"}),
    ("from Workday, either through the API or a report", {"interface"}),
    ("Probably Navision, table ITEM", {"system"}),
    ("Excel", SOURCES_ALL),
    ("our ERP", SOURCES_ALL),
    ("the usual databases", SOURCES_ALL),
    ("That is with IT", SOURCES_ALL),
    ("multiple sources, all connected through the platform", SOURCES_ALL),
    ("data is available and of good quality", SOURCES_ALL),
    ("internal systems", SOURCES_ALL),
    ("a data lake is being built", SOURCES_ALL),
    ("Karl exports it when he has time", SOURCES_ALL),
    ("The same as the old dashboard uses", SOURCES_ALL),
    ("real-time data", SOURCES_ALL),
    ("2 databases and 14 spreadsheets", SOURCES_ALL),
    ("<@U05RWX81T> is accountable for it", SOURCES_ALL),
    ("from the customer", SOURCES_ALL),
    ("every system we have", SOURCES_ALL),
    ("at least 97 % of records complete per week", SOURCES_ALL),
    ("external providers", SOURCES_ALL),
    ("das liegt irgendwo in der Cloud", SOURCES_ALL),
    ("on récupère ça à la main", SOURCES_ALL),
    ("Kommt täglich per SFTP aus Lobster, Ordner /out/orders", set()),
    ("Sage 100, view dbo.vOrders", set()),
    ("the ticket queue in OTRS via its REST API", set()),
    ("ArcGIS feature service /parcels/0", set()),
    ("from the Bosch gateway, topic sensors/+/temp", set()),
    ("the scale writes weights.csv to \\\\scale01\\out, software is Bizerba RetailControl", set()),
    ("an API", SOURCES_ALL),
    ("a CSV file somebody mails us", {"system"}),
    ("legacy mainframe", SOURCES_ALL),
    ("Different per site", SOURCES_ALL),
    ("SAP I guess, table MARA", {"system"}),
    ("Ask Jonas", SOURCES_ALL),
    ("the weather", SOURCES_ALL),
    ("Lobster -> table STG_ORDERS", set()),
    ("we read Procountor through its REST API", set()),
    ("Excel sheet 'Lagerliste' that the foreman exports from Winline", set()),
    ("the tachograph files come from TachoPlus, folder D:\\tacho\\new", set()),
    ("Zoho; the leads view", set()),
    ("hospital information system ORBIS, HL7 feed ADT", set()),
    ("everything sits in Filemaker, layout Aufträge, ODBC", set()),
    ("we query the Cadastre WFS service /wfs/parcels", set()),
    ("SAP", {"interface"}),
    ("in Confluence", {"interface"}),
    ("a table", SOURCES_ALL),
    ("a view called v_open_orders", {"system"}),
    ("some system of the port authority", SOURCES_ALL),
    ("it's all in people's heads", SOURCES_ALL),
    ("that depends on the country", SOURCES_ALL),
    ("Navision, but nobody knows which table", {"interface"}),
    ("Data comes in daily", SOURCES_ALL),
    ("Salesforce or HubSpot, report 'Open leads'", {"system"}),
    ("no system, they phone it in", SOURCES_ALL),
    ("Our Shopware shop, REST API /api/order", set()),
    ("Everything comes from the Kardex tower, OPC UA node ns=2;s=Stock", set()),
    ("vision system Cognex In-Sight, FTP folder /images", set()),
    ("Abacus, Export 'Kreditoren' als XML", set()),
    ("Trello board 'Umzug', webhook", set()),
    ("we scrape nothing: Statista API v2", set()),
    ("SCADA (Ignition), tag historian", set()),
]

FIELDS_ALL = {"field_names", "required", "types"}
FIELDS = [
    ("patient_id string required, hb decimal required, note string optional", set()),
    ("name (text, required), birth date (date, required), allergies (list of strings, optional)", set()),
    ("interface Order { id: string; total: number; note?: string }", set()),
    ("Name, Geburtsdatum, Versicherungsnummer - alles Text, alles Pflicht", set()),
    ("order id, amount, currency", {"required", "types"}),
    ("order_id, amount, currency - all required", {"types"}),
    ("customer_id int, segment string", {"required"}),
    ("everything on the claim form", FIELDS_ALL),
    ("master data", FIELDS_ALL),
    ("whatever SAP gives us", FIELDS_ALL),
    ("height, weight, etc. as decimals, both required", {"field_names"}),
    ("photo of the meter (jpg, required) and meter number (string of 8 digits, required)", set()),
]

CHECKS_ALL = {"field_names", "rule"}
CHECKS = [
    ("booking_ref: 6 letters, upper case", set()),
    ("the VAT number must pass the checksum", set()),
    ("arrival date not before departure date, otherwise the row is rejected", set()),
    ("weight_kg > 0 and < 900", set()),
    ("PLZ hat genau fünf Ziffern", set()),
    ("le SIRET doit comporter 14 chiffres", set()),
    ("email contains an @, phone starts with +", set()),
    ("no duplicates on order_id", set()),
    ("invoice total equals the sum of its lines", set()),
    ("only numbers", {"field_names"}),
    ("at most 255 characters", {"field_names"}),
    ("no empty values allowed", {"field_names"}),
    ("license plate must be sensible", {"rule"}),
    ("blood_group is checked", {"rule"}),
    ("dob and gender are validated with the usual rules", {"rule"}),
    ("we clean the data first", CHECKS_ALL),
    ("The data team takes care of it", CHECKS_ALL),
    ("garbage in garbage out", CHECKS_ALL),
    ("postcode must exist in the street directory. Unknown postcodes are fine too.", {"rule"}),
    ("age roughly between 18 and 70", {"rule"}),
    ("plate matches [A-Z]{2}-\\d{4}", set()),
    ("ends after it starts: check_out > check_in", set()),
    ("iban valid per mod 97", set()),
    ("height must be between 40 and 230 cm", set()),
    ("currency one of EUR, CHF, USD", set()),
    ("species is in the CITES list", set()),
    ("no row without customer_no", set()),
    ("lat -90 to 90, lon -180 to 180", set()),
    ("quantity may not be negative", set()),
    ("Pflichtfeld: Kundennummer", set()),
]

FORMS_ALL = {"fields", "format", "types"}
FORMS = [
    ("JSON with score (0..1), reason (string, max 200) and version (semver string)", set()),
    ("Slack message: one line title (max 80 chars), three bullets, link to the case", set()),
    ("CSV, semicolon: article_no (int), qty (int), delivery_date (yyyy-mm-dd)", set()),
    ("a push notification to the driver: stop number (int), delay in minutes (int)", set()),
    ("PDF letter", {"fields", "types"}),
    ("an email", {"fields", "types"}),
    ("json", {"fields", "types"}),
    ("XML or maybe JSON with id (int) and status (ok/nok)", {"format"}),
    ("clear and concise", FORMS_ALL),
    ("as the customer wishes", FORMS_ALL),
    ("a report with all relevant information", {"fields", "types"}),
    ("Word document with address, subject and body", {"types"}),
]

RESULTS_ALL = {"fields", "types"}
RESULTS = [
    ("label: spam | ham, confidence: float 0-1", set()),
    ("eta (ISO timestamp), platform (int), delayed (yes/no)", set()),
    ("decision, reason", {"types"}),
    ("priority (1-4)", set()),
    ("diagnosis code (ICD-10), urgency (low/medium/high)", set()),
    ("result and some context", RESULTS_ALL),
    ("a recommendation", RESULTS_ALL),
    ("price as number, etc.", {"fields"}),
    ("amount decimal(10,2), account string or something", {"types"}),
]

READERS_ALL = {"channel", "consumer"}
READERS = [
    ("The night nurse sees it on the ward tablet", set()),
    ("dispatcher, in the TMS order screen", set()),
    ("Kafka topic fraud.decisions, read by the payment gateway", set()),
    ("the planners get a mail each morning", set()),
    ("Sachbearbeiter Schaden, in der Maske Schadenübersicht", set()),
    ("SAP, BAPI Z_SET_STATUS", set()),
    ("the pickers read it off the handheld scanner", set()),
    ("warehouse staff", {"channel"}),
    ("our customers", READERS_ALL),
    ("goes into the table ops.flags", {"consumer"}),
    ("someone in finance will look at it", READERS_ALL),
    ("downstream systems", READERS_ALL),
    ("the vet, either by phone or in the app", {"channel"}),
    ("Whoever needs it, on the intranet page 'Forecast'", {"consumer"}),
    ("The buyers. Where it shows up is not settled.", {"channel"}),
    ("it is stored", READERS_ALL),
    ("Genesys reads it from queue gx.intents", set()),
    ("nurses get it as a pop-up in Orbis", set()),
    ("mail to the allotment holders", set()),
    ("Die Disponentin, Reiter 'Touren' in Transics", set()),
    ("le chef de quai sur sa tablette", set()),
    ("pricing engine, endpoint /prices", set()),
    ("the line leader sees a red lamp at station 4", set()),
    ("the sommelier", {"channel"}),
    ("a CSV in the share \\\\fs1\\out", {"consumer"}),
    ("people", READERS_ALL),
    ("the board", {"channel"}),
    ("it gets used in many places", READERS_ALL),
    ("TBD with the works council", READERS_ALL),
    ("app", READERS_ALL),
    ("the shift lead gets it somehow", {"channel"}),
    ("drivers, on their phone or maybe by radio", {"channel"}),
    ("The quality manager, on the Andon board", set()),
    ("insight team, Power BI page 'Churn'", set()),
    ("Whole night shift of nurses, on the ward monitor", set()),
    ("our partner Hermes, SFTP folder /in", set()),
    ("the AI gateway reads topic gw.out", set()),
    ("tour guides in the WhatsApp group", set()),
    ("the vision controller, register 40012", set()),
    ("team lead logistics in the mail digest", set()),
]


@pytest.mark.parametrize(("answer", "expected"), SOURCES)
def test_a_source_is_a_name_and_what_one_connects_to(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("input_schema.source_system", answer)


@pytest.mark.parametrize(("answer", "expected"), FIELDS)
def test_fields_have_names_types_and_what_is_required(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("input_schema.fields", answer)


@pytest.mark.parametrize(("answer", "expected"), CHECKS)
def test_a_check_can_fail_and_names_its_field(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("input_schema.validation", answer)


@pytest.mark.parametrize(("answer", "expected"), FORMS)
def test_a_form_has_content_and_allowed_values(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("output_format.format", answer)


@pytest.mark.parametrize(("answer", "expected"), RESULTS)
def test_a_result_has_named_and_typed_fields(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("output_format.output_fields", answer)


@pytest.mark.parametrize(("answer", "expected"), READERS)
def test_a_reader_has_a_place_to_read_it(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("output_format.consumer", answer)
