"""One slot contract per field: which facts of an answer fill which slot."""

from collections.abc import Callable, Mapping

from bot.domain.assessment.contracts import (
    capability,
    consumer,
    decision,
    exception,
    logged,
    monitoring,
    output,
    ownership,
    procedure,
    review,
    rules,
    schema,
    source,
    success,
    trigger,
    validation,
)
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Fillings

Contract = Callable[[Reading], Fillings]

CONTRACTS: Mapping[str, Contract] = {
    "capability.decision": decision.decision,
    "capability.in_scope": capability.in_scope,
    "capability.out_of_scope": capability.out_of_scope,
    "capability.decision_rules": rules.decision_rules,
    "input_schema.fields": schema.input_fields,
    "input_schema.validation": validation.validation,
    "input_schema.source_system": source.source_system,
    "output_format.format": output.output_format,
    "output_format.output_fields": schema.output_fields,
    "output_format.consumer": consumer.consumer,
    "success_criteria.metric": success.target,
    "success_criteria.failure_threshold": success.failure_threshold,
    "ownership.accountable_owner": ownership.accountable_owner,
    "ownership.backup_owner": ownership.backup_owner,
    "monitoring.logged_events": logged.logged_events,
    "monitoring.alert": monitoring.alert,
    "monitoring.review_cadence": monitoring.review_cadence,
    "exception_rollback.human_review_trigger": review.human_review_trigger,
    "exception_rollback.exception_path": exception.exception_path,
    "exception_rollback.rollback_trigger": trigger.rollback_trigger,
    "exception_rollback.rollback_procedure": procedure.rollback_procedure,
}
