"""Reads the rules and which of them are switched off."""

import re
import tomllib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.domain.errors import Misconfigured
from bot.domain.rulebook import Rule, Rulebook

SHIPPED_RULES = Path(__file__).resolve().parent.parent / "templates" / "rules.toml"
_RULES = TypeAdapter[dict[str, Rule]](dict[str, Rule])


def read_rules(off: str = "", path: Path = SHIPPED_RULES) -> Rulebook:
    """Read every rule; `off` lists ids, separated by commas. Raises Misconfigured when one cannot be switched off."""
    rules = _read(path)
    ids = tuple(dict.fromkeys(each.upper() for each in re.split(r"[,;\s]+", off) if each))
    for each in ids:
        if each not in rules:
            raise Misconfigured(f"ALIGNED_RULES_OFF: there is no rule {each}; the rules are {', '.join(rules)}.")
        if rules[each].fixed:
            raise Misconfigured(f"ALIGNED_RULES_OFF: {each} cannot be switched off: {rules[each].claim}")
    return Rulebook(rules=rules, off=ids)


def _read(path: Path) -> dict[str, Rule]:
    try:
        return _RULES.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Misconfigured(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise Misconfigured(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
