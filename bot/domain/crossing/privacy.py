"""X5: where the input is personal or confidential, the log leaves it out and is deleted after a time."""

import re
from collections.abc import Iterator

from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.statements import Statement, Statements, finding

CLASSIFICATION, INPUT, LOG = "input_schema.data_classification", "input_schema.fields", "monitoring.logged_events"
REDACTION, RETENTION = "monitoring.log_redaction", "monitoring.log_retention"
_PROTECTED = re.compile(
    r"\b(?:confidential|personal|special categor\w+|sensitive|pii|gdpr|health data|medical records?|vertraulich\w*|"
    r"personenbezogen\w*|confidentiel\w*|données personnelles|datos personales)\b"
)
_IDENTIFYING = re.compile(
    r"\b(?:e_?mail(?:_address)?|iban|ssn|social_security\w*|date_of_birth|dob|birth_?date|phone(?:_number)?|"
    r"passport\w*|"
    r"first_?name|last_?name|full_?name|patient_(?:id|name)|home_address|street_address|tax_id|card_number|diagnosis)\b"
)
_DENIED = re.compile(r"\b(?:no|not|non|never|without|kein\w*|nicht|neither|nor)\W+(?:[\w-]+\W+){0,3}$")
_LOGS_INPUT = re.compile(
    r"\b(?:(?:full|whole|entire|complete|raw|every|all|each) (?:the )?(?:inputs?|prompts?|requests?|payloads?|"
    r"messages?|mails?|e-?mails?|"
    r"documents?|records?|fields?|conversations?|transcripts?)|(?:inputs?|prompts?|payloads?|"
    r"transcripts?)(?= (?:and|,|with|in|to|are|is)\b|,))\b"
)
_REDACTED = re.compile(
    r"\b(?:redact\w*|mask\w*|hash\w*|pseudonym\w*|anonym\w*|tokeni[sz]\w*|encrypt\w*|scrub\w*|strip\w*|remov\w+|"
    r"replac\w+|without (?:personal|names?|the (?:text|body|content))|not? (?:personal|names?|content)|ids? only|"
    r"only (?:the )?ids?|"
    r"geschwärzt|maskiert)\b"
)
_KEPT = re.compile(
    r"\b(?:kept|keep|retain\w*|retention|delet\w+|purg\w+|expir\w+|dropp?ed after|ttl|gelöscht|aufbewahr\w*|"
    r"conserv\w+)\b"
)
_NOTHING = re.compile(
    r"^\W*(?:none|nothing|no redaction|no fields?|not redacted|keine?|nichts|forever|indefinitely|unlimited)\b"
)


def protected_data_stays_out_of_logs(said: Statements) -> Iterator[CrossFinding]:
    """Compare the class of the input with what is logged, what is left out, and how long it is kept."""
    log = said.find(LOG)
    source = _protected(said)
    if not log or not source:
        return
    origin, words, is_classified = source
    if not is_classified and not _is_in_log(log, words):
        return
    if not _is_settled(said, REDACTION, log, _REDACTED):
        yield finding("X5", "redaction", (origin, words), (log, log.excerpt))
    if not _is_settled(said, RETENTION, log, _KEPT):
        yield finding("X5", "retention", (origin, words), (log, log.excerpt))


def _protected(said: Statements) -> tuple[Statement, str, bool] | None:
    """Find the words that make the input worth protecting: its class, or else fields that identify somebody."""
    for statement in said.several(CLASSIFICATION, INPUT):
        for found in _PROTECTED.finditer(statement.lower):
            if not _DENIED.search(statement.lower, 0, found.start()):
                return statement, found[0], statement.field == CLASSIFICATION
    declared = said.find(INPUT)
    identifying = _IDENTIFYING.search(declared.lower) if declared else None
    return (declared, identifying[0], False) if declared and identifying else None


def _is_in_log(log: Statement, words: str) -> bool:
    return words in log.lower or bool(_LOGS_INPUT.search(log.lower))


def _is_settled(said: Statements, key: str, log: Statement, shows: re.Pattern[str]) -> bool:
    """Tell whether it is answered in its own field or in what is logged; a gap that is still asked is no finding."""
    own = said.find(key)
    if own:
        return not _NOTHING.match(own.lower)
    return said.is_still_asked(key) or bool(shows.search(log.lower))
