"""The monitoring plan: what is logged where, what rings for whom, who looks when."""

import pytest

from tests.domain.assessment.conftest import Missing

LOGGED = [
    ("request id, model version, score, decision → BigQuery table ai.decisions", set()),
    ("every prompt and response with user id in Datadog index llm-prod", set()),
    ("each classification and each manual correction, table dbo.AiAudit in SQL Server", set()),
    ("input hash, output, latency; Application Insights", set()),
    ("We log every price change with old and new price into the S3 bucket price-audit", set()),
    ("prediction + confidence + who overrode it -> Splunk", set()),
    ("every override by a nurse", {"location"}),
    ("decision, score, timestamp", {"location"}),
    ("all in Splunk", {"events"}),
    ("everything relevant goes to Datadog", {"events"}),
    ("we log everything", {"events", "location"}),
    ("standard logging", {"events", "location"}),
    ("in the logs", {"events", "location"}),
    ("yes", {"events", "location"}),
]

ALERT = [
    ("error rate > 2 % over 10 min → #ops-alerts", set()),
    ("if the queue is longer than 200 for 15 minutes, page the on-call engineer", set()),
    ("more than 5 failed bookings per hour: SMS to the shift lead", set()),
    ("Drift PSI > 0.2 → mail to ml-ops@acme.example", set()),
    ("any booking to a blocked account pages <@U024BE7LH>", set()),
    ("p95 above 3 s for 5 min, PagerDuty", set()),
    ("Fehlerquote über 5 % in einer Stunde, SMS an die Bereitschaft", set()),
    ("no data for 30 minutes -> <!subteam^S0123ABC|@data-oncall>", set()),
    ("confidence average below 0.6 per day, alert goes to the claims lead", set()),
    ("more than 20 errors → <#C0123ABC|ops>", {"window"}),
    ("error rate above 3 % per hour", {"recipient"}),
    ("error rate too high, page on-call", {"threshold"}),
    ("around 5 % error rate per hour, tell <@U024BE7LH>", {"threshold"}),
    ("on-call gets paged if anything looks off", {"signal", "threshold"}),
    ("the team gets notified of anomalies", {"signal", "threshold", "recipient"}),
    ("we keep an eye on it", {"signal", "threshold", "recipient"}),
    ("Grafana dashboard", {"signal", "threshold", "recipient"}),
]

CADENCE = [
    ("every Monday, <@U024BE7LH>", set()),
    ("weekly by the QA lead", set()),
    ("monthly in the risk committee", set()),
    ("quarterly, internal audit team", set()),
    ("each sprint review, product owner", set()),
    ("Jeden ersten Montag im Monat, Teamleitung Schaden", set()),
    ("the shift supervisor, after every 500 picks", set()),
    ("me, every Friday", set()),
    ("twice a week by the night editor", set()),
    ("daily 9:00 stand-up, dispatch lead reads the report", set()),
    ("weekly", {"reviewer"}),
    ("every month we look at it", {"reviewer"}),
    ("the compliance officer, regularly", {"cadence"}),
    ("<@U024BE7LH> from time to time", {"cadence"}),
    ("continuously", {"cadence", "reviewer"}),
    ("when needed", {"cadence", "reviewer"}),
    ("regular reviews with stakeholders", {"cadence", "reviewer"}),
]


@pytest.mark.parametrize(("answer", "expected"), LOGGED)
def test_logging_names_the_values_and_the_place(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("monitoring.logged_events", answer)


@pytest.mark.parametrize(("answer", "expected"), ALERT)
def test_an_alert_has_a_signal_a_value_and_somebody_who_hears_it(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("monitoring.alert", answer)


@pytest.mark.parametrize(("answer", "expected"), CADENCE)
def test_a_review_has_a_rhythm_and_a_reviewer(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("monitoring.review_cadence", answer)
