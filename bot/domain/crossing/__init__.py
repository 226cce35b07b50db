"""The rules that look across the answers of an alignment: what cannot all be true, and what only shows together.

Pure and deterministic; each rule has an id that people can argue with, and none looks at the clock. A rule about
something absent stays silent while that is still being asked: then it is a gap, and shown as one.
"""

from collections.abc import Callable, Iterator, Mapping

from bot.domain.alignment import Alignment
from bot.domain.catalogue import Catalogue
from bot.domain.crossing import accounts, bands, control, privacy, schemas, scope, thresholds, timing, watching
from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.statements import Statements, mentioned
from bot.domain.people import Person

__all__ = ["RULES", "CrossFinding", "findings_across", "mentioned"]

RULES: Mapping[str, tuple[Callable[[Statements], Iterator[CrossFinding]], ...]] = {
    "X1": (watching.success_is_watched,),
    "X2": (watching.failures_are_noticed,),
    "X3": (accounts.alerts_reach_somebody,),
    "X4": (schemas.metrics_name_known_fields,),
    "X5": (privacy.protected_data_stays_out_of_logs,),
    "X6": (control.acting_alone_is_under_control,),
    "X7": (timing.harm_ends_in_time,),
    "X8": (accounts.nobody_checks_themselves,),
    "X9": (schemas.examples_fit_their_schema,),
    "X10": (thresholds.target_beats_failure, thresholds.target_beats_baseline),
    "X11": (thresholds.alert_comes_in_time,),
    "X12": (scope.exclusions_hold,),
    "X13": (accounts.accounts_are_live,),
    "X14": (timing.dates_lie_ahead,),
    "X15": (scope.consumers_are_named,),
    "X16": (schemas.rules_give_known_values,),
    "X17": (bands.bands_fit,),
}


def findings_across(
    alignment: Alignment, catalogue: Catalogue, people: Mapping[str, Person]
) -> tuple[CrossFinding, ...]:
    """Apply every rule to the current answers; `people` are the accounts that are known."""
    said = Statements(alignment, catalogue, people)
    return tuple(found for rules in RULES.values() for rule in rules for found in rule(said))
