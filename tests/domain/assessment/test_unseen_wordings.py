"""Wordings the interrogator had never seen when they were written: other trades, other tongues, sloppy typing."""

import pytest

from tests.domain.assessment.conftest import Missing

METRICS = [
    ("Percentage of berths confirmed by noon ≥ 94 %, rolling 4 weeks", set()),
    ("Heizkosten je m² sinken von 14,20 € auf höchstens 12,50 € pro Heizperiode", set()),
    ("tasa de acierto de la etiqueta ≥ 0,9 en las 800 fotos de mayo", set()),
    ("AUC over 0.88 on the 2,400 hold-out cases from Q1", set()),
    ("Under 2 percent of the meters read twice in a billing cycle", set()),
    ("≥97% dosage agreement w/ the pharmacist, 500 scripts, Sept", set()),
    ("lead time quote → order down to 3 days or less from 8, monthly median", set()),
    ("fewer than five false evacuations a year", set()),
    ("seat double bookings at most 3 %", {"window"}),
    ("kappa of at least 0.7 with the head gardener", {"window"}),
    ("share of vouchers booked right 95 % a month", {"comparator"}),
    ("average load deviation under 40, monthly", {"unit"}),
    ("halve the number of empty runs by the end of the quarter, measured monthly", {"baseline"}),
    ("increase the share of self-service bookings by 10 points per season", {"baseline"}),
    ("we are aiming for somewhere between 90 and 95ish % of the segments clean per week", {"comparator", "threshold"}),
    ("wrong seats under 1 % a month, target still to be confirmed", {"comparator", "threshold"}),
    ("Wrong seats stay under 1 % a month. We consider 4 % wrong seats a month a success.", {"comparator", "threshold"}),
    ("Letters answered without a human: 45 % min, calendar month", set()),
    ("max. 3 rebookings per 1.000 passengers and month", set()),
    ("MAE ≤ 0.8 days on the 300 berths of Q2", set()),
    ("El error medio de humedad no supera el 2 % por semana", set()),
    ("sensitivity >= 0.92 at specificity >= 0.8 on the 640 scans of the reading panel", set()),
    ("letters answered in under 4 hours", {"window"}),
    ("good results in at least 90 % per week", {"metric"}),
    ("shorten the dwell time by 15 % within six months", {"baseline"}),
    ("over-dried runs at most 2 % per month (to be checked with the foreman)", {"comparator", "threshold"}),
    ("Share of loan files decided within one day ≥ 75 % per month", set()),
    ("the average phone queue drops to under 3 minutes, month by month; today it's 7", set()),
    ("≤ 0,3 Fehlleitungen pro 1000 Gepäckstücke, je Woche", set()),
    ("moins d'une erreur de tri sur 500 bagages, par semaine", set()),
    ("forecast bias between -3 % and +3 % each month", set()),
    ("bag misdiversion under 0.4 per thousand", {"window"}),
    ("MCC 0,7 on the frozen test set 2025-03", {"comparator"}),
    ("over 90 % accuracy a month", {"metric"}),
]

FAILURES = [
    ("if fewer than 60 % of the segments survive untouched in any month we stop", set()),
    ("≥ 5 % wrong doses, sliding 30-day window", set()),
    ("mehr als 8 % falsche Sitzplätze in zwei aufeinanderfolgenden Wochen", set()),
    ("Same measure; under 0,8 on the quarterly sample of 300", set()),
    ("AUC < .75 on the monthly holdout", set()),
    ("more than 20 complaints a week about wrong seats", set()),
    ("plus de 3 erreurs de dosage par trimestre", set()),
    ("lead time above 9 days (monthly median)", set()),
    ("more than 8 % wrong seats", {"window"}),
    ("when the deviation exceeds 80 kg", {"window"}),
    ("over 10 % per month and we pull it", {"metric"}),
    ("wrong seats 8 % per month", {"comparator"}),
    ("wrong seats in the region of 8 % per month", {"comparator", "threshold"}),
    ("too many wrong seats per month", {"comparator", "threshold", "unit"}),
]

LOGS = [
    ("12 wards, 40 tablets, since May", {"events", "location"}),
    ("3 servers and 2 engineers", {"events", "location"}),
    ("each relevant step is documented in an audit-proof way", {"events", "location"}),
    ("logs are available on request", {"events", "location"}),
    ("compliance takes care of logging", {"events", "location"}),
    ("<@U05RNM2KX> is on it", {"events", "location"}),
    ("comme d'habitude", {"events", "location"}),
    ("we log it in Splunk", {"events"}),
    ("Telemetry to App Insights", {"events"}),
    ("the interesting bits, Postgres table ai.log", {"events"}),
    ("Die wesentlichen Schritte, in der Tabelle audit.steps", {"events"}),
    ("se registra todo en la tabla aud.log", {"events"}),
    ("dose changes, alarms, and so forth; Loki", {"events"}),
    ("Score and override, in the standard log", {"location"}),
    ("every score and override in our observability platform", {"location"}),
    ("cada rechazo, en el sistema", {"location"}),
    ("score and refusal: either Loki or Splunk", {"location"}),
    ("each refusal in Loki, presumably", {"location"}),
    ("Decision and override. Both in Loki. Debug logs are off, on purpose.", set()),
    ("grade given / grade corrected — MinIO bucket grade-trail, one json per wheel", set()),
    ("evry refsal n evry manual grade -> kibana idx-cheese", set()),
    ("Bei jeder Ablehnung: Kennung, Grund, Nutzer. Landet in Graylog, Stream ablehnung", set()),
    ("Postgres db court, table rulings: docket, proposal, judge's choice", set()),
    ("Alle Absagen und Umbuchungen, im SAP-Änderungsprotokoll CDPOS", set()),
    ("nothing but the verdict and the photo hash; Cosmos DB, container verdicts", set()),
    ("every held letter, in whatever the infra guys set up", {"location"}),
    ("Azure Log Analytics, workspace law-ward-prod, standard diagnostics", {"events"}),
    ("stuff we might need later -> s3://ward-logs", {"events"}),
    ("everything the auditor wants, in the SAP change log", {"events"}),
    ("auditors were happy last year", {"events", "location"}),
    ("If the drying curve deviates, the foreman gets a text", {"events", "location"}),
    ("7 kilns, 2 halls, 30 runs a week", {"events", "location"}),
    ("No logs at all for the waiting-room bot, decided with the DPO on 3 March because of GDPR", set()),
    ("We store photo, class and the inspector's correction as a row in Delta table qa.photos", set()),
    ("Eingabe, Ausgabe und Eingriff des Meisters, MariaDB `ofen_audit`", set()),
    ("bag scanned, bag diverted, bag lost", {"location"}),
    ("every diverted bag. Stored at our provider, he tells us next week where", {"location"}),
    ("score, decision, clerk: in a log file", {"location"}),
    ("whatever the vendor logs, lands in Oracle table PRET_AUDIT", {"events"}),
    ("a bit of everything, Delta table qa.photos", {"events"}),
    ("Full traceability guaranteed by the vendor", {"events", "location"}),
    ("Debug level", {"events", "location"}),
    ("p95 below 2 s", {"events", "location"}),
    ("1,2 million rows, 14 columns", {"events", "location"}),
]

ALERTS = [
    ("wrong seats > 2 % per train → train manager's phone", set()),
    ("no forecast by 5:30 → <@U05RNM2KX>", set()),
    ("more than 3 refused doses per ward and night wake the pharmacist on call", set()),
    ("si plus de 4 % de rejets en une heure, sms à l'astreinte", set()),
    ("queue of unread labels longer than 150: #label-ops", set()),
    ("more than 30 rejected vouchers → bookkeeping", {"window"}),
    ("more than 3 refused doses an hour", {"recipient"}),
    ("refusals above 5 % in an hour, whoever is there hears it", {"recipient"}),
    ("refusal rate above the usual level → pharmacist on call", {"threshold"}),
    ("refusal rate over approx 5 % an hour → pharmacist on call", {"threshold"}),
    ("if it gets bad → pharmacist on call", {"signal", "threshold"}),
    ("dashboards in Grafana, traffic lights", {"recipient", "signal", "threshold"}),
    ("we will see it in the numbers", {"recipient", "signal", "threshold"}),
    ("more than 5 misdiverted bags in 10 minutes → duty manager by radio", set()),
    ("Deliberately no alerts for the opening-hours bot, agreed with IT ops", set()),
    ("when the belt stops twice within an hour, call the control room", set()),
    ("if MCC on the weekly sample drops below .6, <@U05RNM2KX> is pinged", set()),
    ("over 15 unclassed photos: inspector on duty", {"window"}),
    ("more than 5 misdiverted bags in 10 minutes, we get a push", {"recipient"}),
    ("misdiverted bags above the threshold → duty manager", {"threshold"}),
    ("more than 5 in 10 minutes → duty manager", {"signal"}),
    ("we have a dashboard", {"recipient", "signal", "threshold"}),
]

REVIEWS = [
    ("nach jedem Spieltag die Kassenleitung", set()),
    ("once a season, the ski patrol chief", set()),
    ("Every other Wednesday: me and <@U05RNM2KX>", set()),
    ("cada trimestre, la directora de compras", set()),
    ("the parish council, every spring and autumn", set()),
    ("head of nursing, last Friday of the month", set()),
    ("on the 1st and the 15th, <@U05RNM2KX>", set()),
    ("Quarterly review with the works council", set()),
    ("end of every shift", {"reviewer"}),
    ("each Tuesday, the team looks at it together", {"reviewer"}),
    ("IT checks it every night", {"reviewer"}),
    ("the parish council, if something happens", {"cadence"}),
    ("the herd manager, more or less each month", {"cadence"}),
    ("monthly, no, quarterly I think, pump desk", {"cadence"}),
    ("we are always watching", {"cadence", "reviewer"}),
    ("the dashboards are public", {"cadence", "reviewer"}),
    ("later, with the new tool", {"cadence", "reviewer"}),
    ("each refusal is written to Loki", {"cadence", "reviewer"}),
    ("Every 50 runs the process engineer takes a look", set()),
    ("revue mensuelle avec la cheffe d'atelier", set()),
    ("daily stand-up of the night crew, lead: <@U05RNM2KX>", set()),
    ("ward round on Mondays: senior physician goes through last week's overrides", set()),
    ("Every second Thursday in the meeting room", {"reviewer"}),
    ("vierteljährlich, wer halt da ist", {"reviewer"}),
    ("the kiln foreman, as soon as something smells odd", {"cadence"}),
    ("Kiln foreman. Rhythm: tbd", {"cadence"}),
    ("the duty pharmacist, weekly-ish", {"cadence"}),
    ("agile, short feedback loops", {"cadence", "reviewer"}),
    ("in case of doubt call <@U05RNM2KX>", {"cadence", "reviewer"}),
    ("The inspector pulls 25 photos every Friday", set()),
    ("wöchentlich Di, Meister Ofen 2", set()),
    ("Every night shift: shift leader, 10 bags", set()),
    ("12 times a year, on the first working day, by controlling", set()),
    ("No review round for the waiting-room bot, on purpose: it only shows opening hours", set()),
    ("every quarter end in the steering call", {"reviewer"}),
    ("once a week our partner", {"reviewer"}),
    ("head of lending, usually after complaints", {"cadence"}),
    ("<@U05RNM2KX>, schedule not fixed", {"cadence"}),
    ("Reviews? Sure.", {"cadence", "reviewer"}),
    ("90 days retention", {"cadence", "reviewer"}),
]

OWNERS = [
    ("that would be on me, and I said yes", set()),
    ("Owner: <@U05RNM2KX>, confirmed by mail", set()),
    ("<@U05RNM2KX>. <@U012AB3CD> only runs the servers.", set()),
    ("until March <@U05RNM2KX>, from April <@U012AB3CD>", set()),
    ("Ich, Entscheidung steht", set()),
    ("c'est moi, d'accord avec la direction", set()),
    ("<@U05RNM2KX>, <@U012AB3CD> and <@U0B9WTF4L> together", {"single_accountable"}),
    ("me + <@U05RNM2KX>", {"single_accountable"}),
    ("Dr. Ines Falkenrath", {"mention"}),
    ("Paolo Ricci-Bianchi, said yes", {"mention"}),
    ("<@U05RNM2KX>, provided her budget is approved", {"commitment"}),
    ("we hope <@U05RNM2KX> will do it", {"commitment"}),
]

BACKUPS = [
    ("<@U05RNM2KX> when I am at sea", set()),
    ("deliberately nobody; the service pauses while <@U05RNM2KX> is off", set()),
    ("Si je suis absent : <@U05RNM2KX>, elle est d'accord", set()),
    ("<@U05RNM2KX> (nights) and <@U012AB3CD> (days)", set()),
    ("Henrike Vollmer does it", {"mention"}),
    ("<@U05RNM2KX> I think", {"commitment"}),
    ("<@U05RNM2KX> if he gets the training", {"commitment"}),
    ("<@U05RNM2KX> has agreed. He has not agreed yet.", {"commitment"}),
]


@pytest.mark.parametrize(("answer", "expected"), METRICS)
def test_a_measure_is_read_with_all_that_makes_it_testable(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("success_criteria.metric", answer)


@pytest.mark.parametrize(("answer", "expected"), FAILURES)
def test_a_value_that_ends_it_is_read(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("success_criteria.failure_threshold", answer)


@pytest.mark.parametrize(("answer", "expected"), LOGS)
def test_what_is_logged_is_told_from_where_it_lies(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("monitoring.logged_events", answer)


@pytest.mark.parametrize(("answer", "expected"), ALERTS)
def test_what_rings_is_told_from_who_hears_it(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("monitoring.alert", answer)


@pytest.mark.parametrize(("answer", "expected"), REVIEWS)
def test_when_somebody_looks_is_told_from_who_looks(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("monitoring.review_cadence", answer)


@pytest.mark.parametrize(("answer", "expected"), OWNERS)
def test_one_person_who_said_yes_is_told_from_everybody_else(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("ownership.accountable_owner", answer)


@pytest.mark.parametrize(("answer", "expected"), BACKUPS)
def test_a_stand_in_is_told_from_a_hope(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("ownership.backup_owner", answer)
