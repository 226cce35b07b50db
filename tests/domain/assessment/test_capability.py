"""The capability definition: the decision, its scope, its rules."""

import pytest

from tests.domain.assessment.conftest import Missing

WHOLE = {"action", "object", "outcome", "autonomy"}

DECISION = [
    ("Routes incoming maintenance requests to plumbing, electrical or heating. Dispatcher can override.", set()),
    ("Assigns each delivery to one of 6 depots automatically", set()),
    ("flags suspicious invoices in SAP for the AP clerk, who decides", set()),
    ("Drafts the discharge letter for each patient; the ward doctor signs it", set()),
    ("It reads the lab PDF and writes the values into the LIMS result fields, a lab tech confirms every record", set()),
    ("Suggests a reorder quantity per SKU, the buyer accepts or changes it", set()),
    ("approve or reject small refund requests (<= 40 EUR) without a human", set()),
    ("Extracts total, VAT and IBAN from supplier invoices and posts them to DATEV", set()),
    ("Tags every incoming complaint mail with one of 12 categories in Freshdesk", set()),
    ("recommends the next maintenance date for each elevator, technician decides", set()),
    ("Ordnet jede eingehende Rechnung einer von 14 Kostenstellen zu, Buchhaltung bestätigt", set()),
    ("decides whether a parcel goes by van or bike courier, fully automatic", set()),
    ("Translates product descriptions from German to French, an editor releases them", set()),
    (
        "Prioritises the inspection list: A, B or C per restaurant, the inspector plans the tour",
        set(),
    ),
    ("Predicts the no-show probability per appointment as a number from 0 to 1, reception decides whom to call", set()),
    ("Classifies incoming mails into 8 categories", {"autonomy"}),
    ("Extracts the line items from delivery notes into a table", {"autonomy"}),
    ("scores every lead from 0 to 100", {"autonomy"}),
    ("classifies support tickets", {"outcome", "autonomy"}),
    ("automatically routes", {"object", "outcome"}),
    ("An AI assistant for our sales team", WHOLE),
    ("Improve efficiency in claims handling", WHOLE),
    ("Helps our agents to work faster", WHOLE),
    ("enterprise copilot, like ChatGPT but for us", WHOLE),
    ("We want to use AI to become more data-driven", WHOLE),
    ("Supports underwriters with everything they need", WHOLE),
    ("end-to-end automation of the back office", WHOLE),
    ("<@U024BE7LH> is accountable", WHOLE),
    ("tbd", WHOLE),
    ("at least 95 % accuracy per month", WHOLE),
]

SCOPE = [
    ("Invoices from suppliers in Spain and Portugal, PDF only, up to 10.000 €", set()),
    ("only tickets in the queue 'network', English and German", set()),
    ("Warehouse Linz and warehouse Graz, inbound only", set()),
    ("All incoming B2B orders by email, every region is in", set()),
    ("Kreditanträge von Privatkunden bis 25.000 €", set()),
    ("Outpatients of the cardiology clinic, adults", set()),
    ("vacation requests", set()),
    ("- refunds\n- exchanges\n- warranty cases under 100 EUR", set()),
    ("Touches Salesforce and SAP only, no write access to the data warehouse", set()),
    ("invoices, credit notes, etc.", {"closed_list"}),
    ("mostly standard contracts with German suppliers", {"closed_list"}),
    ("Things like address changes and password resets", {"closed_list"}),
    ("everything", {"boundary"}),
    ("all relevant processes", {"boundary"}),
    ("the usual cases", {"boundary"}),
    ("Whatever makes sense for the business", {"boundary"}),
    ("As much as possible", {"boundary"}),
    ("All use cases where AI can add value", {"boundary"}),
    ("to be defined with the departments", {"boundary"}),
    ("<@U024BE7LH> owns this", {"boundary"}),
]

OUT_OF_SCOPE = [
    ("contracts above 1 million, anything in Chinese, and employment law", set()),
    ("It never sends mails to customers by itself", set()),
    ("no dosage recommendations, no diagnosis", set()),
    ("Phone calls. Handwritten forms.", set()),
    ("Keine Schadensfälle mit Personenschaden", set()),
    ("Nothing is out of scope, deliberately: the pilot covers all 3 document types we have", set()),
    ("we exclude international shipments", set()),
    ("handwritten notes, faxes and so on", {"closed_list"}),
    ("e.g. legal advice", {"closed_list"}),
    ("edge cases", {"exclusion"}),
    ("nothing", {"exclusion"}),
    ("Anything too complicated", {"exclusion"}),
    ("sensitive topics", {"exclusion"}),
    ("not decided yet", {"exclusion"}),
    ("All other things", {"exclusion"}),
]

RULES = [
    ("if amount < 500 and PO matches then approve, else send to clerk", set()),
    ("When the temperature is above 8 °C for more than 10 min, block the pallet; otherwise release it.", set()),
    ("score >= 0.9 → auto-publish\n0.6 to 0.9 → editor\nbelow 0.6 → discard", set()),
    ("Customers with overdue invoices older than 30 days get a reminder, all others get nothing", set()),
    ("Wenn der Betrag unter 1.000 € liegt, freigeben, sonst an die Buchhaltung", set()),
    ("VIP guests get an upgrade if a suite is free. Everyone else stays in the booked category.", set()),
    ("Approve unless the invoice is a duplicate, then reject", set()),
    ("IF fever > 38.5 THEN same-day slot ELSE next free slot", set()),
    ("no PO number: return to supplier. PO found: match. Anything else: AP queue.", set()),
    ("Si le montant dépasse 2 000 €, validation par le chef comptable, sinon paiement automatique", set()),
    ("if stock < 10, reorder 50 units", {"default"}),
    ("If it looks risky, send it to compliance; otherwise approve", {"condition"}),
    ("If confidence is below 0.7, handle it appropriately, otherwise book it", {"action"}),
    ("business rules as today", {"condition", "action", "default"}),
    ("The AI decides based on experience", {"condition", "action", "default"}),
    ("common sense", {"condition", "action", "default"}),
]


@pytest.mark.parametrize(("answer", "expected"), DECISION)
def test_a_decision_needs_action_object_outcome_and_who_presses_the_button(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("capability.decision", answer)


@pytest.mark.parametrize(("answer", "expected"), SCOPE)
def test_a_scope_has_an_edge_and_a_closed_list(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("capability.in_scope", answer)


@pytest.mark.parametrize(("answer", "expected"), OUT_OF_SCOPE)
def test_an_exclusion_names_a_request_one_would_refuse(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("capability.out_of_scope", answer)


@pytest.mark.parametrize(("answer", "expected"), RULES)
def test_a_rule_needs_a_test_an_action_and_a_branch_for_the_rest(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("capability.decision_rules", answer)
