"""The whole story, from the command to the completion summary, played by people over real Socket Mode."""

import re
from pathlib import Path

from bot.demo import Demo
from bot.demo.playing import play_story
from tests.journeys.journey import Journey

MOVES_THE_CLOCK = True
README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_story_is_played_to_its_end(demo: Demo, journey: Journey) -> None:
    said: list[str] = []

    play_story(demo.story, journey.sandbox, said.append)

    transcript = "\n".join(said)
    scenes = [transcript.index(f"## {scene}") for scene in demo.story.scenes.values()]
    assert scenes == sorted(scenes)
    assert "All 7 parts are executable." in transcript
    assert [line for line in shown_in_the_readme() if line not in transcript] == []


def shown_in_the_readme() -> list[str]:
    """Return the lines of the transcript in the README, without their indentation."""
    (block,) = re.findall(r"```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return [line.strip() for line in block.splitlines() if line.strip()]
