"""A folder of question files becomes one catalogue, or the error names file and key."""

from pathlib import Path

import pytest

from bot.catalogue_files import CatalogueFileError, read_catalogue
from bot.domain.assessment import assess
from bot.domain.catalogue import Depth, Field

FIELD = """
[[artifact.field]]
name = "{name}"
label = "A label"
question = "Which one is it?"
why = "Because it matters."
example = "This one."
weight = 1

[[artifact.field.slot]]
name = "choice"
follow_up = "Which one?"
"""


def pack(folder: Path, name: str, fields: str, *, artifact: str = "pets", head: str = "") -> None:
    title = f'[[artifact]]\nname = "{artifact}"\ntitle = "The pets"\n'
    (folder / name).write_text(f'version = "3"\n{head}\n{title}{fields}', encoding="utf-8")


CORE = [field for field in read_catalogue() if field.depth is Depth.CORE]


def test_the_core_asks_twenty_one_fields() -> None:
    assert 21 == len(CORE)


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
def test_every_core_example_is_executable_itself(field: Field) -> None:
    assessment = assess(field, field.example, author="U0AUTHOR1")

    assert () == assessment.missing


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
def test_every_core_question_asks(field: Field) -> None:
    asked = [field.question, *(slot.follow_up for slot in field.slots)]

    assert all(sentence.endswith(("?", ".")) and "?" in sentence for sentence in asked)


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
def test_every_slot_of_the_core_can_quote_what_was_said(field: Field) -> None:
    assert all(slot.when_vague and "{words}" in slot.when_vague for slot in field.slots)


def test_nobody_is_suggested_a_person_a_threshold_or_a_rollback() -> None:
    never = {"person", "threshold", "authority", "steps", "time_limit", "reviewer", "recipient"}

    suggested = {slot.name for field in CORE for slot in field.slots if slot.suggestions}

    assert set() == suggested & never


def test_accountability_failure_and_rollback_outrank_the_rest() -> None:
    heaviest = sorted(CORE, key=lambda field: field.weight, reverse=True)[:4]

    assert {
        "ownership.accountable_owner",
        "success_criteria.failure_threshold",
        "exception_rollback.rollback_trigger",
        "exception_rollback.rollback_procedure",
    } == {field.key for field in heaviest}


def test_a_pack_adds_an_artifact(tmp_path: Path) -> None:
    pack(tmp_path, "pets.toml", FIELD.format(name="kind"))

    catalogue = read_catalogue(tmp_path)

    assert ["pets.kind"] == [field.key for field in catalogue]


def test_a_second_file_continues_an_artifact(tmp_path: Path) -> None:
    pack(tmp_path, "a.toml", FIELD.format(name="kind"))
    pack(tmp_path, "b.toml", FIELD.format(name="colour"))

    catalogue = read_catalogue(tmp_path)

    assert ["pets.kind", "pets.colour"] == [field.key for field in catalogue]


def test_files_are_read_in_the_order_of_depth(tmp_path: Path) -> None:
    pack(tmp_path, "a.toml", FIELD.format(name="deep"), head='depth = "high"')
    pack(tmp_path, "b.toml", FIELD.format(name="shallow"))

    catalogue = read_catalogue(tmp_path)

    assert [("shallow", Depth.CORE), ("deep", Depth.HIGH)] == [(field.name, field.depth) for field in catalogue]


def test_a_workspace_pack_stands_beside_the_shipped_questions(tmp_path: Path) -> None:
    pack(tmp_path, "pets.toml", FIELD.format(name="kind"))

    shipped = read_catalogue()
    catalogue = read_catalogue(Path("templates/specs"), tmp_path)

    assert len(list(shipped)) + 1 == len(list(catalogue))


def test_the_version_names_every_file(tmp_path: Path) -> None:
    pack(tmp_path, "pets.toml", FIELD.format(name="kind"))

    assert "pets-3" == read_catalogue(tmp_path).version


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("weight = 1\n", "artifact.0.field.0 (kind).wieght"),
        ('question = "Which one is it?"\n', "artifact.0.field.0 (kind).question"),
        ('follow_up = "Which one?"\n', "artifact.0.field.0 (kind).slots.0.follow_up"),
    ],
)
def test_a_broken_file_is_named_with_its_key(tmp_path: Path, broken: str, reason: str) -> None:
    replacement = broken.replace("weight", "wieght") if "weight" in broken else ""
    pack(tmp_path, "pets.toml", FIELD.format(name="kind").replace(broken, replacement))

    with pytest.raises(CatalogueFileError) as raised:
        read_catalogue(tmp_path)

    assert str(raised.value).startswith(f"{tmp_path / 'pets.toml'}: ")
    assert reason.split(".")[-1] in str(raised.value) or "weight" in str(raised.value)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("version = ", encoding="utf-8")

    with pytest.raises(CatalogueFileError, match=r"bad\.toml"):
        read_catalogue(tmp_path)


def test_a_field_that_is_asked_twice_is_refused(tmp_path: Path) -> None:
    pack(tmp_path, "a.toml", FIELD.format(name="kind") * 2)

    with pytest.raises(CatalogueFileError, match=r"asked twice: pets\.kind"):
        read_catalogue(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFileError, match="no question file"):
        read_catalogue(tmp_path)
