"""The whole story, from the command to the completion summary, played by people over real Socket Mode."""

from bot.demo import Demo
from bot.demo.playing import play_story
from tests.journeys.journey import Journey

MOVES_THE_CLOCK = True


def test_the_story_is_played_to_its_end(demo: Demo, journey: Journey) -> None:
    said: list[str] = []

    play_story(demo.story, journey.sandbox, said.append)

    transcript = "\n".join(said)
    scenes = [transcript.index(f"## {scene}") for scene in demo.story.scenes.values()]
    assert scenes == sorted(scenes)
    assert "7 of 7 executable" in transcript
