"""What is shipped agrees with itself: question files, controls and their listeners, sentences, documented settings."""

import ast
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.catalogue_files import SHIPPED, CatalogueFileError, read_catalogue
from bot.domain.effects import FormName, Notice
from bot.settings import Settings, load, require_tokens, variable_of
from bot.slack.ids import ActionId, CallbackId
from bot.slack.messages import NOTICES
from bot.slack.words import SHIPPED as MESSAGES
from handlers.actions import Actions
from handlers.views import Views
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import Office
from tests.slack.scenes import shipped_words

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| `(?P<variable>[A-Z_]+)` \| (?P<default>.*?) \| (?P<meaning>.*?) \|$", re.MULTILINE)


@pytest.fixture
def office() -> Office:
    """An office, for the listeners to be made around."""
    clock = StoppedClock()
    return Office(InMemoryDatabase(clock), clock)


def _actions_named_in(folder: Path) -> set[ActionId]:
    """Collect the controls that the renderers of messages and forms mention."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py") if path.stem != "ids")
    attributes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return {
        ActionId[node.attr]
        for node in attributes
        if isinstance(node.value, ast.Name) and node.value.id == "ActionId" and node.attr in ActionId.__members__
    }


def _documented() -> list[tuple[str, str, str]]:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return [(row["variable"], row["default"], row["meaning"]) for row in ROW.finditer(text)]


def _declared() -> list[tuple[str, str, str]]:
    """List every setting as the documentation must show it."""
    return [
        (variable_of(name), _shown(field.default), str(field.description))
        for name, field in Settings.model_fields.items()
    ]


def _shown(default: object) -> str:
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    return "" if value in (None, "") else f"`{value}`"


def _first_block(name: str) -> str:
    found = re.search(r"{% block (\w+) %}", (MESSAGES / f"{name}.j2").read_text(encoding="utf-8"))
    return found[1] if found else ""


def _exemplary() -> dict[str, str]:
    """Return what the example of an environment file sets."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_example_of_an_environment_file_names_settings_there_are_with_their_defaults() -> None:
    defaults = {variable: default.strip("`") for variable, default, _ in _declared()}
    optional = {name: value for name, value in _exemplary().items() if not name.endswith("_TOKEN")}

    assert optional == {name: defaults[name] for name in optional}


def test_the_example_of_an_environment_file_asks_for_every_token_that_the_app_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in _exemplary().items():
        monkeypatch.setenv(name, f"{value}1" if name.endswith("_TOKEN") else value)

    settings = load()

    require_tokens(settings)


def test_every_question_file_loads() -> None:
    catalogue = read_catalogue(SHIPPED)

    assert len(catalogue.artifacts) == 7
    assert len(list(catalogue)) >= 21


def test_a_typo_in_a_question_file_is_told_with_file_and_key(tmp_path: Path) -> None:
    (core,) = SHIPPED.glob("core.toml")
    mistyped = core.read_text(encoding="utf-8").replace("\nquestion =", '\nqestion = "Which?"\nquestion =', 1)
    (tmp_path / "core.toml").write_text(mistyped, encoding="utf-8")

    with pytest.raises(CatalogueFileError) as error:
        read_catalogue(tmp_path)

    assert "core.toml" in str(error.value)
    assert "qestion" in str(error.value)


def test_every_control_that_is_shown_has_a_listener_and_every_listener_a_control(office: Office) -> None:
    shown = _actions_named_in(ROOT / "bot" / "slack")

    assert shown == set(ActionId) == set(Actions(services=office.services).action_ids)


def test_every_form_that_can_be_submitted_is_taken(office: Office) -> None:
    taken = set(Views(services=office.services, words=shipped_words()).callback_ids)

    assert taken == {CallbackId.of(form) for form in FormName if form is not FormName.HISTORY}


@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_is_rendered(notice: Notice) -> None:
    assert callable(NOTICES[notice])


def test_every_file_of_sentences_compiles_and_is_used() -> None:
    words = shipped_words()
    named = {path.stem for path in MESSAGES.glob("*.j2")}
    sources = [*(ROOT / "bot" / "slack").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    spoken = {name for name in named if f'"{name}' in code} | {notice.value for notice in Notice}

    assert named - spoken == set()
    assert all(words.has(f"{name}.{_first_block(name)}") for name in named)


def test_every_setting_is_documented() -> None:
    assert _declared() == _documented()


def test_every_default_is_valid(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # where there is no .env
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)

    settings = load()

    assert {name: getattr(settings, name) for name in Settings.model_fields} == {
        name: field.default for name, field in Settings.model_fields.items()
    }
