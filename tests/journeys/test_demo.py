"""The demo on a machine that is set up for an app that people use: it has nothing to do with that app."""

from pathlib import Path

import pytest

from bot.demo import STARTS_AT, running_demo
from bot.settings import Settings, variable_of
from sandbox.clock import SettableClock
from tests.journeys.conftest import MANIFEST


def test_the_demo_runs_whatever_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(variable_of(name), str(tmp_path / "nonsense"))
        monkeypatch.setenv(f"{variable_of(name)}_FILE", str(tmp_path / "nonsense"))
    clock = SettableClock()
    clock.set(STARTS_AT)

    with running_demo(MANIFEST, port=0, clock=clock) as demo:
        assert demo.sandbox.client.problems() == []

    assert list(tmp_path.iterdir()) == []
