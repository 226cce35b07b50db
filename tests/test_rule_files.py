"""The rules as files: what each says, and which cannot be switched off."""

import string
from pathlib import Path

import pytest

from bot.domain.errors import Misconfigured
from bot.rule_files import read_rules

KNOWN = {"first", "second", "third", "name", "path", "message", "field", "value", "together", "bearable"}


def test_rules_are_switched_off_by_id_in_any_case_and_with_any_separator() -> None:
    assert read_rules("x11, V3;X2").off == ("X11", "V3", "X2")
    assert read_rules("").off == ()


def test_a_rule_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Misconfigured, match=r"there is no rule X99; the rules are V0, "):
        read_rules("X99")


@pytest.mark.parametrize("rule", ["V0", "V7", "V11", "V12", "V17"])
def test_a_rule_without_which_nothing_would_be_asked_cannot_be_switched_off(rule: str) -> None:
    with pytest.raises(Misconfigured, match=f"{rule} cannot be switched off"):
        read_rules(rule)


def test_every_sentence_asks_and_fills_in_only_what_a_finding_has() -> None:
    for name, rule in read_rules().rules.items():
        assert bool(rule.says) == name.startswith("X")
        for sentence in rule.says.values():
            assert sentence.endswith("?")
            assert {field for _, field, _, _ in string.Formatter().parse(sentence) if field} <= KNOWN


def test_a_broken_file_is_named_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[X1]\nclame = "Success is watched."\n', encoding="utf-8")

    with pytest.raises(Misconfigured, match=r"rules\.toml: X1\.claim"):
        read_rules(path=path)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text("[X1", encoding="utf-8")

    with pytest.raises(Misconfigured, match=r"rules\.toml"):
        read_rules(path=path)


def test_every_rule_is_documented() -> None:
    text = (Path(__file__).resolve().parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
    documented = [row for row in text.splitlines() if row.startswith(("| V", "| X"))]

    assert documented == [
        f"| {name} | {rule.claim} | {'no' if rule.fixed else 'yes'} |" for name, rule in read_rules().rules.items()
    ]
