"""What is shipped with the page: no hidden markup, nothing missing, nothing from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import sandbox

PAGE = Path(sandbox.__file__).parent / "page"
MODULES = sorted(PAGE.glob("*.js"))
STYLES = sorted(PAGE.glob("css/*.css"))
NOTICES = set(re.findall(r'notice\((?:threadTs \? "(\w+)" : )?"(\w+)"', "".join(each.read_text() for each in MODULES)))
HAPPENINGS = {name for pair in NOTICES for name in pair if name}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_no_text_is_ever_parsed_as_markup(module: Path):
    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", module.read_text()
    )

    assert [] == found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_says_in_its_first_line_what_lives_in_it(module: Path):
    assert module.read_text().startswith("// ")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_stays_readable_in_one_sitting(module: Path):
    assert len(module.read_text().splitlines()) < 400


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_everything_imported_exists_and_is_exported(module: Path):
    imports = re.findall(r"import \{([^}]*)\} from \"\./([\w.]+)\"", module.read_text())

    for names, source in imports:
        exported = set(re.findall(r"export (?:async )?(?:function|const|class) (\w+)", (PAGE / source).read_text()))
        assert set() == {name.strip() for name in names.split(",") if name.strip()} - exported


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_nothing_is_imported_in_vain(module: Path):
    text = module.read_text()

    for names, _ in re.findall(r"import \{([^}]*)\} from \"\./([\w.]+)\"", text):
        unused = [name.strip() for name in names.split(",") if len(re.findall(rf"\b{name.strip()}\b", text)) < 2]
        assert [] == unused


def test_the_front_page_names_only_files_that_are_there():
    named = re.findall(r'(?:src|href)="/page/([^"]+)"', (PAGE / "index.html").read_text())

    assert [] == [name for name in named if not (PAGE / name).exists()]
    assert {path.name for path in STYLES} == {name.removeprefix("css/") for name in named if name.startswith("css/")}


@pytest.mark.parametrize("path", [*MODULES, *STYLES, PAGE / "index.html"], ids=lambda path: path.name)
def test_the_page_loads_nothing_from_elsewhere(path: Path):
    addresses = re.findall(r"(?:src|href|url\(|from|import)\s*[=(]?\s*[\"'](https?://[^\"']+)", path.read_text())

    assert [] == addresses


def test_every_step_of_the_tour_says_what_to_try_and_waits_for_what_can_happen():
    steps = json.loads((PAGE / "tour.json").read_text())["steps"]

    assert all(step["title"] and step["text"] and step["try"] for step in steps)
    assert len(steps) == len({step["id"] for step in steps})
    assert set() == {step["until"]["name"] for step in steps if "until" in step} - HAPPENINGS


def test_the_page_bears_a_name_of_its_own():
    index = (PAGE / "index.html").read_text()

    assert "<title>Aligned Sandbox</title>" in index
