"""A plan of things that go wrong, decided by a seed so that a failing run can be repeated."""

import json
import random
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sandbox.json_types import JsonObject


class Fault(StrEnum):
    """What can go wrong: with a Web API call, or with a delivery to the app."""

    DROP_BEFORE = "drop_before"
    """Close the connection and do nothing."""
    DROP_AFTER = "drop_after"
    """Do what was asked, then close the connection without an answer."""
    DELAY = "delay"
    """Answer or deliver late."""
    SERVER_ERROR = "server_error"
    """Answer an HTTP status of 500 or more, doing nothing."""
    SERVER_ERROR_AFTER = "server_error_after"
    """Do what was asked, then answer an HTTP status of 500 or more."""
    HTML = "html"
    """Answer a page of HTML with status 200, doing nothing."""
    INTERNAL_ERROR = "internal_error"
    """Answer internal_error although the effect happened, as the documentation warns."""
    RATE_LIMITED = "ratelimited"
    """Answer 429 with Retry-After."""
    ERROR = "error"
    """Answer a given error code, doing nothing."""
    LOSE = "lose"
    """Do not deliver at all."""
    DUPLICATE = "duplicate"
    """Deliver more than once."""
    REORDER = "reorder"
    """Hold a delivery until a later one was acknowledged."""
    DISCONNECT = "disconnect"
    """Close the socket instead of delivering."""


DELIVERY_FAULTS = frozenset({Fault.LOSE, Fault.DUPLICATE, Fault.REORDER, Fault.DISCONNECT, Fault.DELAY})
CALL_FAULTS = frozenset(Fault) - DELIVERY_FAULTS | {Fault.DELAY}


class Rule(BaseModel):
    """Let calls of a method, or deliveries of a kind, fail a number of times."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: str = Field("*", min_length=1)
    """A method such as chat.postMessage, a delivery such as events_api, or a pattern with *."""
    fault: Fault
    times: int | None = Field(1, ge=1)
    chance: float = Field(1.0, ge=0, le=1)
    skip: int = Field(0, ge=0)
    """Matching calls that go well first."""
    containing: str = ""
    """Only deliveries whose payload says this; calls are not looked into."""
    seconds: float = Field(0.0, ge=0, le=60)
    """How long to delay, or to wait to be overtaken at most."""
    status: int = Field(503, ge=500, le=599)
    retry_after: str = "1"
    error: str = "internal_error"
    copies: int = Field(2, ge=2, le=10)

    def concerns(self, payload: JsonObject) -> bool:
        """Tell whether a delivery says what the rule looks for."""
        return not self.containing or self.containing in json.dumps(payload, ensure_ascii=False)


class Plan(BaseModel):
    """A seed and the rules it drives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seed: int = 0
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _deliveries_are_named(self) -> Self:
        for rule in self.rules:
            if rule.method == "*" and rule.fault is Fault.REORDER and rule.times is None:
                raise ValueError("an endless reorder of everything delivers nothing")
        return self


class FaultPlan:
    """Decide for each call or delivery whether something goes wrong."""

    def __init__(self) -> None:
        self.follow(Plan())

    def follow(self, plan: Plan) -> None:
        """Start a plan from its beginning."""
        self._random = random.Random(plan.seed)  # noqa: S311 - repeatable on purpose
        self._rules = list(plan.rules)
        self._used = [0] * len(plan.rules)
        self._seen = [0] * len(plan.rules)

    def for_call(self, method: str) -> Rule | None:
        """Return the rule that spoils this Web API call, if one does."""
        return self._choose(method, CALL_FAULTS)

    def for_delivery(self, kind: str, payload: JsonObject) -> Rule | None:
        """Return the rule that spoils this delivery, if one does."""
        return self._choose(kind, DELIVERY_FAULTS, payload)

    def _choose(self, name: str, faults: frozenset[Fault], payload: JsonObject | None = None) -> Rule | None:
        for index, rule in enumerate(self._rules):
            is_meant = rule.fault in faults and fnmatchcase(name, rule.method)
            if is_meant and (payload is None or rule.concerns(payload)) and self._fires(index, rule):
                return rule
        return None

    def _fires(self, index: int, rule: Rule) -> bool:
        self._seen[index] += 1
        if self._seen[index] <= rule.skip or (rule.times is not None and self._used[index] >= rule.times):
            return False
        if self._random.random() >= rule.chance:
            return False
        self._used[index] += 1
        return True
