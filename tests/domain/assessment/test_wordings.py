"""Other wordings of the same thought, for the fields of the capability and of exceptions and rollback."""

import pytest

from tests.domain.assessment.conftest import Missing

DECISION = [
    (
        "The model routes every new motor claim to one of four handler queues in "
        "ClaimCenter, without a person in between; a handler can move the claim afterwards.",
        set(),
    ),
    (
        "When a parcel arrives at the depot, the model assigns it to one of 9 chutes; the shift lead can overrule it.",
        set(),
    ),
    ("Once the lab report is in, it proposes a dose for the patient, the physician confirms.", set()),
    ("As soon as a guest checks in, the assistant suggests a room upgrade, the receptionist decides.", set()),
    ("Input: one scanned delivery note. Output: a booking line in Navision. It posts without a human.", set()),
    ("Input: the tender PDF\nOutput: go / no-go\nThe bid manager decides, it only recommends.", set()),
    ("- takes: a photo of the plant\n- returns: one of 12 diseases\n- the agronomist confirms before spraying", set()),
    ("tender pdf -> risk class (low / medium / high) -> written to the CRM field, no human involved", set()),
    ("Fills the customs form for each shipment and leaves it as a draft for the declarant", set()),
    ("fills in the handover sheet when a shift ends, the shift lead signs it", set()),
    ("Decides which of the 4 ovens bakes the next batch, automatically", set()),
    ("Picks one of 3 letter templates for every reminder and sends it, no clerk involved", set()),
    ("Wenn ein Auftrag eingeht, schlägt das Modell einen Liefertermin vor, die Disponentin bestätigt.", set()),
    ("Cuando llega un pedido, el modelo asigna un camión; el jefe de tráfico decide.", set()),
    ("What does it do? It marks each seam as pass or fail. Who has the last word? The welding inspector.", set()),
    ("Ranks the open tickets by age and customer tier, oldest first; it never closes one by itself", set()),
    ("Recommends a discount to the sales rep. For anything that shows up.", {"object"}),
    ("It helps when tickets arrive", {"action", "autonomy", "object", "outcome"}),
    ("When a claim arrives, the AI takes care of it", {"action", "autonomy", "object", "outcome"}),
    ("When things arrive we look at them", {"action", "autonomy", "object", "outcome"}),
    ("Makes the life of our planners easier", {"action", "autonomy", "object", "outcome"}),
    ("Our smart layer on top of everything", {"action", "autonomy", "object", "outcome"}),
    ("Predicts the remaining life of each bearing in days", {"autonomy"}),
    ("Labels each of the 40k photos with a species name; ranger confirms", set()),
    ("Orders get routed to the nearest bakery automatically", set()),
    ("Every photo is tagged with one of 7 damage classes, fully automatic", set()),
    ("Once a fault report is in, the bot picks one of 5 crews for it; the yard chief may change it.", set()),
    ("We all want to work smarter with AI when orders come in", {"action", "autonomy", "object", "outcome"}),
    ("Jede Störmeldung wird automatisch einer von 6 Kolonnen zugewiesen", set()),
    ("Generates a cutting plan per sheet; the carpenter approves it before the saw starts", set()),
    ("It is the brain of our plant", {"action", "autonomy", "object", "outcome"}),
    ("Turns chaos into order", {"action", "autonomy", "object", "outcome"}),
]

TRIGGER = [
    (
        "The model routes every new motor claim to one of four handler queues in "
        "ClaimCenter, without a person in between",
        {"signal", "threshold"},
    ),
    ("Drafts a reply to each complaint, the agent sends it", {"signal", "threshold"}),
    ("pricing desk unreachable for more than 15 minutes", set()),
    ("four wrong refunds in one shift", set()),
    ("drei falsche Etiketten hintereinander", set()),
    ("dos pedidos perdidos el mismo día", set()),
    ("a passenger boards the wrong train because of us", set()),
    ("a crate leaves the hall without a label", set()),
    ("Ein Patient bekommt die falsche Dosis", set()),
    ("the auditor withdraws the certificate", set()),
    ("When the model writes to a closed account", set()),
    ("5 misprinted passports", {"window"}),
    ("wrong invoices, the number is still to be agreed", {"threshold"}),
    ("error rate above 2 % per day or lots of angry calls", {"threshold"}),
    ("if the mood tips", {"signal", "threshold"}),
    ("when the wheels come off", {"signal", "threshold"}),
    ("as soon as it blows up in our face", {"signal", "threshold"}),
    ("if it all goes sideways", {"signal", "threshold"}),
    ("sobald es kracht", {"signal", "threshold"}),
    ("wenn alle Stricke reißen", {"signal", "threshold"}),
    ("Switch the flag off, restore the backup, tell the depot", {"signal", "threshold"}),
    ("In 2022 the old planner crashed twice and we lost 30k", {"signal", "threshold"}),
    ("last spring two batches were lost", {"signal", "threshold"}),
    ("Safety always comes first", {"signal", "threshold"}),
    ("a bit of everything", {"signal", "threshold"}),
    ("The customer is king", {"signal", "threshold"}),
    ("someone has to pull the plug", {"signal", "threshold"}),
    ("two guests with the wrong allergen in one week", set()),
    ("a forklift drives into the wrong aisle", set()),
    ("if the coach gets angry", {"signal", "threshold"}),
    ("when push comes to shove", {"signal", "threshold"}),
    ("more than 7 wrong bins per round", set()),
    ("someone important complains", {"signal", "threshold"}),
    ("the night nurse finds a wrong dose on a chart", set()),
    ("if things look bad", {"signal", "threshold"}),
    ("Our ops people will feel it", {"signal", "threshold"}),
    ("when the whole thing blows up", {"signal", "threshold"}),
    ("wenn es brenzlig wird", {"signal", "threshold"}),
    ("one fatality", set()),
]

SCOPE = [
    (
        "The model routes every new motor claim to one of four handler queues in "
        "ClaimCenter, without a person in between",
        {"boundary"},
    ),
    ("In 2020 the pilot covered three clinics", {"boundary"}),
    ("The 3 clinics in Graz, adults only", set()),
]

OUT_OF_SCOPE = [
    ("It assigns each ticket to one of 8 teams, the dispatcher confirms", {"exclusion"}),
    ("back in 2021 we skipped the two smallest depots", {"exclusion"}),
    ("calls in dialect; anything about minors", set()),
    ("stuff nobody needs", {"exclusion"}),
]

PROCEDURE = [
    ("Last year it took us 3 hours and 4 engineers", {"authority", "steps", "time_limit"}),
    (
        "so the skipper flips the switch under the screen then the belt goes back to "
        "hand sorting, has to be done before the next haul comes in so 40 minutes",
        set(),
    ),
    ("the harbour pilot may stop it", {"steps", "time_limit"}),
    ("Der Braumeister dreht das Ventil zu und fährt die Charge von Hand weiter, binnen 20 Minuten", set()),
    ("any on-call mod may type `/ai off` , then the old keyword filter is re-enabled, 60 secs", set()),
    ("The job is paused in Airflow and yesterday's table copied back by the duty planner, one hour tops.", set()),
    ("Le brasseur ferme la vanne et remet la recette d'hier, en 15 minutes", set()),
    ("Everyone does what it takes, quickly", {"authority", "steps", "time_limit"}),
    ("We roll it back as fast as we can", {"authority", "steps", "time_limit"}),
    ("Any cabin chief: hold the red key for 5 s, hand out the paper menus. 3 minutes.", set()),
    ("The kitchen chief pins the paper plan back on the wall and wipes the tablet, 10 min", set()),
    ("any warden may pull the plug on rack 4, 2 minutes", set()),
    ("someone presses a button somewhere", {"authority", "steps", "time_limit"}),
    ("Die Küchenchefin hängt den Papierplan wieder auf und schaltet das Tablet ab, höchstens 10 Minuten", set()),
    ("quick and easy, no big deal", {"authority", "steps", "time_limit"}),
    ("The head baker turns the oven program back to manual in under a quarter of an hour", set()),
]

RULES = [
    ("Last summer we declined 40 applications by hand", {"action", "condition", "default"}),
    (
        "Every refund request is paid out, unless the amount is above 180 CHF, in which "
        "case the box office clerk looks at it.",
        set(),
    ),
    (
        "We approve each visa photo unless the face covers less than 70 % of the frame, "
        "then the clerk asks for a new one",
        set(),
    ),
    ("Exception: fever above 38.5 → see the doctor. Standard case: the nurse calls back the next day.", set()),
    ("Normal case: ship from Graz. Special case: weight above 30 kg goes by freight.", set()),
    ("Deliberately no branches: all parcels go to the same belt, decided on 3 May", set()),
    ("if stock_days < 3:\n    order(14)\nelse:\n    order(0)", set()),
    ("If the guest seems unhappy, offer a voucher, otherwise close the chat", {"condition"}),
    ("Wenn der Kunde genervt wirkt, an die Hotline übergeben, sonst Bot", {"condition"}),
    ("If the queue is above 40 calls we need to do something, else the bot keeps answering", {"action"}),
    ("Doubtful parcels are opened by customs", {"condition", "default"}),
    ("All rules are written down in the handbook, Peter has it", {"action", "condition", "default"}),
    ("depends on the situation really", {"action", "condition", "default"}),
    ("Temperatura por encima de 8 °C: se tira el lote. En otro caso, sale a reparto.", set()),
    (
        "below 5 days late nothing happens, 5 to 30 days a reminder letter, over 30 days the file goes to collections",
        set(),
    ),
    ("Red label -> rack 1. Blue label -> rack 2. Anything else -> manual bench.", set()),
    ("more than 3 absences -> letter to the parents", {"default"}),
    ("It uses its experience and decides wisely", {"action", "condition", "default"}),
    ("The AI learns the rules from the data", {"action", "condition", "default"}),
    ("2 rules, 3 people, 1 goal", {"action", "condition", "default"}),
    ("gibt's Allergien, dann ohne Nüsse; sonst das Standardmenü", set()),
    ("The coach decides, unless the team is under 12, in which case the parents are asked first", set()),
    ("Weight over 25 kg: two carriers. Up to 25 kg: one carrier.", set()),
    ("if it feels wrong, stop; otherwise go on", {"condition"}),
    ("We always do what's right for the customer", {"action", "condition", "default"}),
    ("temp > 60 -> vent; else -> nothing", set()),
]

REVIEW = [
    ("In 2023 the lawyers looked at 200 contracts", {"condition", "reviewer"}),
    ("Bei mehr als 3 Mahnungen entscheidet die Rechtsabteilung", set()),
    ("1 in 50 letters, picked at random, gets read by the proofreader", set()),
    ("missing signature = registrar signs", set()),
    ("Delicate obituaries go to the night editor", {"condition"}),
    ("Odd ones land on the desk of the abbot", {"condition"}),
    ("minors, pregnant women and so on: the midwife takes over", {"condition"}),
    ("we have three reviewers in Lisbon", {"condition", "reviewer"}),
    ("No contract above 1 Mio goes out before the general counsel has signed it", set()),
    ("every bill for a deceased patient: the abbess decides", set()),
    ("crane loads over 40 t get a second look from the rigger", set()),
    ("People always stay in control", {"condition", "reviewer"}),
    ("si la foto sale borrosa, la revisa el perito", set()),
    ("gibt es mehr als 2 Reklamationen, schaut der Küchenchef drauf", set()),
    ("Any recipe with nuts has to be signed off by the dietitian", set()),
    ("whoever has time looks at it when it seems odd", {"condition", "reviewer"}),
    ("Our people are the key", {"condition", "reviewer"}),
    ("dose above 2 mg/kg - the anaesthetist has the last word", set()),
    ("if the customer gets angry the supervisor takes over", {"condition"}),
]

EXCEPTION = [
    ("Two years ago the importer crashed and we lost a day", {"condition", "path"}),
    ("no GPS fix → the last known stop is shown and the driver types the next one", set()),
    ("Torn tickets get scanned again by hand at the counter", set()),
    ("Something will be done about it", {"condition", "path"}),
    ("Missing weights? The scale clerk weighs the parcel again.", set()),
    ("API down: the till falls back to the paper list", set()),
    ("when weird stuff happens, tell Bernd", {"condition"}),
    ("We stay calm and find a way", {"condition", "path"}),
    ("illegible plates are typed in by the gate keeper", set()),
]


@pytest.mark.parametrize(("answer", "expected"), DECISION)
def test_a_decision_is_read_around_its_verb(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("capability.decision", answer)


@pytest.mark.parametrize(("answer", "expected"), TRIGGER)
def test_a_rollback_trigger_is_no_figure_of_speech(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.rollback_trigger", answer)


@pytest.mark.parametrize(("answer", "expected"), SCOPE)
def test_a_scope_is_neither_a_story_nor_a_decision(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("capability.in_scope", answer)


@pytest.mark.parametrize(("answer", "expected"), OUT_OF_SCOPE)
def test_an_exclusion_is_neither_a_story_nor_a_decision(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("capability.out_of_scope", answer)


@pytest.mark.parametrize(("answer", "expected"), PROCEDURE)
def test_a_step_may_be_an_order_a_deed_or_passive(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.rollback_procedure", answer)


@pytest.mark.parametrize(("answer", "expected"), RULES)
def test_a_rule_may_be_written_as_prose_labels_or_code(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("capability.decision_rules", answer)


@pytest.mark.parametrize(("answer", "expected"), REVIEW)
def test_a_reviewer_is_whoever_stands_where_only_people_stand(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("exception_rollback.human_review_trigger", answer)


@pytest.mark.parametrize(("answer", "expected"), EXCEPTION)
def test_an_exception_may_be_asked_given_or_told(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.exception_path", answer)
