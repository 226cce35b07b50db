"""A workspace's own questions: they continue the product's, and what is wrong with them is said in one sentence."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.catalogue_files import CatalogueFileError, read_every_depth
from bot.cli import cli
from bot.domain.catalogue import Depth
from bot.domain.errors import Misconfigured
from bot.exit_codes import WRONGLY_CONFIGURED

PACK = """
version = "1"
depth = "standard"

[[artifact]]
name = "ownership"

[[artifact.field]]
name = "works_council"
label = "The works council"
question = "Which member of the works council was asked?"
why = "Without their consent it is switched off on day one."
example = "I asked and they agreed; the protocol is filed."
weight = 20

[[artifact.field.slot]]
name = "person"
follow_up = "Which person was it?"
"""
KEY = "ownership.works_council"


def a_pack(folder: Path, text: str = PACK) -> Path:
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_depth_is_read_without_a_pack() -> None:
    assert {field.depth for field in read_every_depth()} == set(Depth)


def test_own_questions_continue_an_artifact_at_their_depth(tmp_path: Path) -> None:
    catalogue = read_every_depth(a_pack(tmp_path))

    assert KEY not in {field.key for field in catalogue.fields_of("ownership", Depth.CORE)}
    assert KEY in {field.key for field in catalogue.fields_of("ownership", Depth.STANDARD)}
    assert len(catalogue.artifacts) == 7


@pytest.mark.parametrize(
    ("broken", "instead", "reason"),
    [
        ('name = "ownership"', 'name = "owners"', "artifact.0.name: there is no owners, only"),
        ("weight = 20\n", "", "weight"),
        ('name = "works_council"', 'name = "accountable_owner"', "asked twice: ownership.accountable_owner"),
        ("version = ", "vresion = ", "version"),
        ('[[artifact]]\nname = "ownership"', "[[artifact", "at line"),
    ],
)
def test_a_broken_pack_is_named_with_file_and_key(tmp_path: Path, broken: str, instead: str, reason: str) -> None:
    folder = a_pack(tmp_path, PACK.replace(broken, instead, 1))

    with pytest.raises(Misconfigured) as raised:
        read_every_depth(folder)

    assert str(raised.value).startswith(f"{folder / 'ours.toml'}: ")
    assert reason in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFileError, match="no question file"):
        read_every_depth(tmp_path)


def test_a_folder_that_is_not_there_is_said_with_the_setting_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as raised:
        read_every_depth(tmp_path / "nowhere")

    assert str(raised.value) == f"ALIGNED_PACKS names a folder that is not there: {tmp_path / 'nowhere'}."


def test_a_folder_in_the_place_of_a_pack_is_said(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").mkdir()

    with pytest.raises(CatalogueFileError, match=r"ours\.toml: this file cannot be read: Is a directory"):
        read_every_depth(tmp_path)


def test_the_command_line_says_it_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGNED_PACKS", str(a_pack(tmp_path, PACK.replace("weight = 20\n", ""))))

    result = CliRunner().invoke(cli, ["assess"], input="")

    assert result.exit_code == WRONGLY_CONFIGURED
    assert result.stderr.startswith(f"aligned: {tmp_path / 'ours.toml'}: artifact.0.field.0 (works_council).weight: ")


def test_the_command_line_judges_questions_of_every_depth_and_of_a_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGNED_PACKS", str(a_pack(tmp_path)))
    lines = (
        '{"artifact": "ownership", "field": "works_council", "answer": "<@U024BE7LH> agreed"}\n'
        '{"artifact": "exception_rollback", "field": "detection_time", "answer": "At most 15 minutes."}\n'
    )

    result = CliRunner().invoke(cli, ["assess"], input=lines)

    assert result.exit_code == 0
    assert result.stdout.count('"verdict": "executable"') == 2


def test_the_command_line_takes_what_only_a_switched_off_rule_objects_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = '{"artifact": "exception_rollback", "field": "detection_time", "answer": "around 15 minutes at most"}\n'
    strict = CliRunner().invoke(cli, ["assess"], input=line).stdout
    monkeypatch.setenv("ALIGNED_RULES_OFF", "V6")

    lenient = CliRunner().invoke(cli, ["assess"], input=line).stdout

    assert '"V6"' in strict
    assert '"verdict": "executable"' in lenient


def test_the_settings_name_the_rules_that_are_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGNED_RULES_OFF", "x11")

    result = CliRunner().invoke(cli, ["config", "show"])

    assert "Switched off: X11. The alert comes before the failure threshold and the rollback." in result.stdout


def test_a_rule_that_does_not_exist_stops_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGNED_RULES_OFF", "X99")

    result = CliRunner().invoke(cli, ["config", "show"])

    assert result.exit_code == WRONGLY_CONFIGURED
    assert "there is no rule X99" in result.stderr
