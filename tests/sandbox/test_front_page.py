"""How the page is served."""

import urllib.request

import pytest

from sandbox.client import SandboxClient
from sandbox.running import RunningSandbox, running_sandbox
from tests.sandbox.conftest import PARROT


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/page/css/theme.css"])
def test_a_browser_asks_each_time_whether_a_file_of_the_page_has_changed(running: RunningSandbox, path: str):
    with urllib.request.urlopen(f"{running.url}{path}") as response:
        assert "no-cache" == response.headers["Cache-Control"]
        tag = response.headers["ETag"]
    assert tag


def test_every_sandbox_is_another_one(people: SandboxClient):
    with running_sandbox(PARROT) as elsewhere:
        assert people.workspace()["run"] != elsewhere.client.workspace()["run"]

    assert people.workspace()["run"] == people.workspace()["run"]
