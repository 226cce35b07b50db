"""Ownership, monitoring, exceptions and rollback in the words of strangers: other trades, languages, list styles."""

import pytest

from tests.domain.assessment.conftest import Missing

PATHS = [
    ("Whenever stuff breaks: the order is printed and put on the tray at gate 3", {"condition"}),
    ("If anything goes astray, the parcel goes back to the depot in Leeds", {"condition"}),
    ("In awkward situations the lamp turns yellow and the porter opens the gate by hand", {"condition"}),
    ("Heikle Fälle werden in die Liste KLAERUNG geschrieben und am Morgen von Hand gebucht", {"condition"}),
    ("En los casos raros se devuelve el expediente a la ventanilla 3", {"condition"}),
    ("quand quelque chose cloche, la fiche est renvoyée au guichet 4", {"condition"}),
    ("All the weird stuff is written to dead_letter.trading and retried at 6 am", {"condition"}),
    ("Two customers with the same number? The order is parked in the clearing list", set()),
    ("No data from the weather station: yesterday's curve is used, row flagged OLD", set()),
    ("If the reader goes offline the turnstile stays open and the guard counts by hand", set()),
    ("Belege ohne Datum werden an den Absender zurückgeschickt", set()),
    ("codes that are not in the ICD list are put into the worklist coding-open", set()),
]
REVIEWS = [
    ("Verträge mit Auslandsbezug prüft immer eine Juristin aus dem Stammhaus", set()),
    ("Les dossiers de plus de 10 000 € sont validés par la directrice d'agence", set()),
    ("Las multas superiores a 600 € las firma siempre el jefe de servicio", set()),
    ("Every reply that mentions a lawyer is put in front of the claims lead", set()),
    ("Letters to minors are never sent before the school nurse has read them", set()),
    ("Texte mit Zitaten werden von der Schlussredaktion gelesen", set()),
    ("Second dose within 4 h? The charge nurse looks at it first.", set()),
    ("Schwierige Verträge gehen an die Rechtsabteilung", {"condition"}),
    ("los casos dudosos los firma el jefe de servicio", {"condition"}),
    ("score between 0.4 and 0.6: manual review", {"reviewer"}),
    ("Verträge über 50.000 € werden manuell geprüft", {"reviewer"}),
    ("amount > 5.000 € → four eyes", {"reviewer"}),
    ("ab 5.000 € schaut ein Mensch drauf", {"reviewer"}),
    ("The head vet checks every diet change", set()),
    ("Humans stay in the loop in all places where it matters", {"condition", "reviewer"}),
    ("Reviewer is the sound engineer: clipping above -1 dBFS, or anything weird", {"condition"}),
    ("Erstmalige Lieferanten gibt der Einkaufsleiter frei", set()),
    ("heikle Texte liest die Rechtsabteilung", {"condition"}),
    ("Sensitive plates always go past the appeals officer.", {"condition"}),
]
CADENCES = [
    ("Cada lunes revisa la jefa de almacén las diez peores", set()),
    ("in the monthly risk committee", set()),
    ("before bottling of each lot the oenologist reads the last 40 entries", set()),
    ("every other Thursday before the tour, by the road manager", set()),
    ("<@U0WARD31C> reads twenty summaries on the first of the month. In spring it was every week, that's over", set()),
    ("every Friday after the bed meeting we go through the overrides", {"reviewer"}),
    ("monthly, ahead of the board meeting", {"reviewer"}),
    ("una vez al mes, después de la reunión de turno", {"reviewer"}),
]


@pytest.mark.parametrize(("answer", "expected"), PATHS)
def test_a_path_needs_an_exception_that_one_can_tell(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.exception_path", answer)


@pytest.mark.parametrize(("answer", "expected"), REVIEWS)
def test_a_review_needs_a_case_and_somebody_in_any_word_order(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("exception_rollback.human_review_trigger", answer)


@pytest.mark.parametrize(("answer", "expected"), CADENCES)
def test_a_body_that_only_says_when_reviews_nothing(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("monitoring.review_cadence", answer)


PROCEDURES = [
    ("Hauptschalter KI auf 0, danach Plan vom Vortag einlesen. Disponent vom Dienst. Max. 20 min", set()),
    ("Paper forms out, tablet off. The ward sister says so. Five minutes.", set()),
    ("ENABLE_AI=false in the Helm values, redeploy; SRE on call; 10 min", set()),
    ("Interruptor a manual, plan de ayer cargado. Lo puede hacer cualquier jefe de turno. En 10 minutos.", set()),
    ("Bouton « mode manuel » puis réimport du plan d'hier ; chef de dépôt ; 20 minutes maximum", set()),
    ("Old cutter file is loaded and the AI layer hidden, by the foreman, before the next sheet", set()),
    ("Previous image redeployed, cache cleared. Release manager orders it, done before the next batch.", set()),
    ("The registrar can order it, it takes effect within the hour", {"steps"}),
    ("The foreman takes it back as always, 10 minutes at most", {"steps"}),
    ("The shift lead rolls it back the normal way within an hour", {"steps"}),
    ("le chef de quart fait le nécessaire en moins de 10 minutes", {"steps"}),
    ("Hauptschalter KI auf 0, danach Plan vom Vortag einlesen, max. 20 min", {"authority"}),
    ("Flag off, old rules on, passengers see the notice, 5 min", {"authority"}),
    ("key switch K3 to HAND, last year's plan pinned up, done in 15 minutes", {"authority"}),
    ("helm rollback scorer 4, drivers get their paper list", {"authority", "time_limit"}),
    ("Every brew deserves a second chance: stop the dosing job, flush line 3, all within 30 minutes.", {"authority"}),
    ("A robust rollback concept guarantees business continuity", {"steps", "authority", "time_limit"}),
    ("Wir kehren jederzeit in einen sicheren Zustand zurück", {"steps", "authority", "time_limit"}),
]


@pytest.mark.parametrize(("answer", "expected"), PROCEDURES)
def test_steps_are_read_from_any_note_and_nobody_who_only_gets_something_may_start_them(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("exception_rollback.rollback_procedure", answer)


TRIGGERS = [
    ("if the share of women on the shortlist drops a lot", {"threshold"}),
    ("late deliveries are climbing steeply", {"threshold"}),
    ("more complaints from buyers than we can stomach", {"threshold"}),
    ("wenn die Trefferquote spürbar sinkt", {"threshold"}),
    ("si le taux de retours augmente fortement", {"threshold"}),
    ("cuando la tasa de devoluciones sube demasiado", {"threshold"}),
    ("waiting time goes up to 40 min on any day", set()),
    ("a crate falls off the belt because of a wrong pick", set()),
    ("None by design, agreed with the works council: the list is only a print-out", set()),
    ("We decided against any rollback trigger, since the tool only reads (minutes of 3 June)", set()),
    ("Saldo falsch bei auch nur einem Konto", set()),
    ("si se paga dos veces una misma factura", set()),
    ("más de 40 marcas borradas a mano y lo quitamos", {"window"}),
    ("no rollback planned", {"signal", "threshold"}),
    ("back to 2.4 on 15 June, needs 3 devs", {"signal", "threshold"}),
    ("12 devs, 3 sprints, version 4", {"signal", "threshold"}),
    ("Gemma (<@U0PODGEM1>) switches it off, takes her five minutes, via the admin page", {"signal", "threshold"}),
    (
        "<@U0BR0KER5> may flip the switch, she disables the flag in LaunchDarkly within 10 minutes",
        {"signal", "threshold"},
    ),
    ("Version 2.3 stays on standby, licensed until 2027, 4 nodes.", {"signal", "threshold"}),
    ("Cuando la situación lo exija y el sentido común lo aconseje.", {"signal", "threshold"}),
    ("Wrong animal tagged, once is enough", set()),
    ("The public's confidence being paramount, a single notice sent to the wrong taxpayer ends it", set()),
]


@pytest.mark.parametrize(("answer", "expected"), TRIGGERS)
def test_a_movement_without_a_number_names_a_signal_and_no_limit(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("exception_rollback.rollback_trigger", answer)


OWNERS = [
    ("<@U0AB12CD> and <@U0EF34GH>, each of them for everything", {"single_accountable"}),
    ("<@U0AB12CD> is accountable. So is <@U0EF34GH>.", {"single_accountable"}),
    ("<@U0AB12CD> alone is accountable. The only accountable one is <@U0EF34GH>.", {"single_accountable"}),
    ("<@U0AB12CD> himself is accountable, <@U0EF34GH> only writes the minutes", set()),
    ("I entered <@U0AB12CD> in the register, he signed on 4 May", set()),
    ("Tanguy Le Bihan signe pour tout ça", {"mention"}),
    ("Jan Van Dyck (harbour master), agreed last week", {"mention"}),
    ("Das Forstamt Clausthal schaut die Stichprobe durch", {"person"}),
    ("Nina checks the dashboards each Tuesday", {"person"}),
]
LOGS = [
    (
        "Accepted clause, rejected clause, lawyer id, in CloudWatch group /nda. The contract itself is never logged.",
        set(),
    ),
    ("bid, price and bidder number into table bids_ai in Postgres; names of bidders are not stored", set()),
    ("cada rechazo con su motivo y el código del operario, en la tabla rechazos_ia", set()),
    ("Fahrt, Fahrer-ID und Abbruch, alles nach Elastic in den Index fahrten", set()),
    ("proposition, refus, identifiant de l'agent : le tout dans la table journal_ia d'Oracle", set()),
    ("Bid, price, bidder number go to Splunk. Nothing may be kept in Splunk.", {"location"}),
    ("score and override are written to the audit table in Snowflake. Snowflake holds none of it.", {"location"}),
    ("jede Umbuchung landet in Elastic. In Elastic wird davon nichts gespeichert.", {"location"}),
]
ALERTS = [
    ("More than 15 empty plates, whatever the hour: kitchen chief is called", {"window"}),
    ("More than 50 declarations without an HS code, then the customs desk gets a mail", {"window"}),
    ("Less than 10 bookings between 8 and 9: the desk lead is paged", set()),
    ("Plus de 1 200 rappels par nuit : mail à la responsable du prêt", set()),
    ("orders 20+ min late -> kitchen rota", set()),
    ("more than 2 crashed sessions per hour: Opsgenie team kiosk", set()),
    ("Kühlraum zu warm: Anruf beim Lagermeister", {"threshold"}),
    ("if it goes under 2 % within a day #ops gets a push note", {"signal"}),
    ("error count per belt climbing to maybe 7 an hour: belt master is phoned", {"threshold"}),
    ("when the backlog keeps growing #dispatch is told", {"threshold"}),
]
EXCEPTIONS_IN_GENERAL = [
    ("None come to mind", {"condition", "path"}),
    ("that won't happen, and if so we see then", {"condition", "path"}),
    ("Mistakes are a chance to learn: the tool copes gracefully and staff stay in charge", {"condition", "path"}),
    ("Störungen begegnen wir mit Augenmaß, Erfahrung und Teamgeist", {"condition", "path"}),
    ("7 exceptions in chapter 3 of the handbook, edition 2023", {"condition", "path"}),
    ("Missing signature → handled sensibly by all involved", {"path"}),
    ("Label torn off - the packers know what to do", {"path"}),
    ("Ohne GPS-Signal wird flexibel reagiert", {"path"}),
    ("OCR gives back nothing, we then take care of it in a customer-friendly manner", {"path"}),
    ("quota exceeded (HTTP 429) - wait 60 s, three tries, afterwards the old price stays", set()),
    ("image unreadable → suitable measures are taken", {"path"}),
    ("bei Störungen wird auf die Papierliste zurückgegriffen", {"condition"}),
    ("Missing signature → goes to the clerk, who deals with it", set()),
    ("wenn einige Werte fehlen, geht die Palette an Tor 3", {"condition"}),
]


@pytest.mark.parametrize(("answer", "expected"), OWNERS)
def test_two_who_are_each_called_accountable_are_no_single_owner(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("ownership.accountable_owner", answer)


@pytest.mark.parametrize(("answer", "expected"), LOGS)
def test_a_place_is_taken_back_only_by_what_is_said_of_all_that_is_logged(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("monitoring.logged_events", answer)


@pytest.mark.parametrize(("answer", "expected"), ALERTS)
def test_an_alert_needs_a_value_a_period_and_something_of_its_own_to_measure(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("monitoring.alert", answer)


@pytest.mark.parametrize(("answer", "expected"), EXCEPTIONS_IN_GENERAL)
def test_what_exceptions_are_in_general_is_neither_case_nor_path(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("exception_rollback.exception_path", answer)


STAND_INS = [
    ("Two wheels, two owners. Should I be off, <@U0BIKE5X9> takes every decision in my place.", set()),
    ("By order of the registry, in recognition of her diligence, <@U0CRT92LM> is appointed substitute.", set()),
    ("Redundancy is safety, and safety is maybe a bit personal: I stand in whenever the owner is away.", set()),
    ("Should <@U0BIKE5X9> be free by then, maybe he does it", {"commitment"}),
    ("<@U0AB12CD> maybe", {"commitment"}),
    ("<@U0AB12CD> has been asked", {"commitment"}),
]


@pytest.mark.parametrize(("answer", "expected"), STAND_INS)
def test_a_doubt_counts_where_it_is_about_the_person(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("ownership.backup_owner", answer)
