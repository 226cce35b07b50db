"""T6: random text in every place where people can type, through the real renderers and the guard.

    python -m benchmarks.faults.texts [--count 2000] [--seed 1]

The sandbox's checks, which were written from Slack's documentation and not from our guard, must find no limit broken,
and nothing that people typed may come alive as a mention, a link or a broadcast.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks.faults.report import Report, at_most, command, note
from bot.slack.guard import guarded_message, guarded_view
from sandbox.checks import check_message, check_view
from storage.columns import storable
from tests.builders import CHANNEL, WORKSPACE
from tests.slack.messages.test_every_message import live_words
from tests.slack.messages.world import (
    a_complete_alignment,
    a_contradictory_alignment,
    a_stage,
    an_open_alignment,
    an_unseen_alignment,
    every_form,
    every_message,
)
from tests.slack.scenes import BEN

PIECES = (
    *("<!channel>", "<!here|x>", "<@U0EVIL>", "<#C0SECRET|plans>", "<https://evil.example|Approve>", "<!subteam^S1>"),
    *("@here", "@channel", "@everyone", "#general", "https://evil.example/a", "www.evil.example", "ana@evil.example"),
    *("*bold*", "_it_", "~no~", "`code`", "```", "> quote", "&lt;!here&gt;", "&amp;", "<", ">", "&", "|", "\\", "\n"),
    *(
        "\x00",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u200b",
        "\u0301" * 12,
        "👩‍👩‍👧‍👦",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "𝕏",
        "ﷺ",
        "\ud83d",
        ":boom:",
        "<!date^1^{date}|x>",
    ),
    *(
        "w" * 400,
        "日本語" * 40,
        " ",
        "\t",
        "{{ 7*7 }}",
        "{% raw %}",
        "%s",
        "$x",
        "'",
        '"',
        "0",
        "-1",
        "=1+1",
        "```\n" * 9,
    ),
)


def run(*, count: int, seed: int) -> Report:
    """Render everything with so many random texts."""
    rng = random.Random(seed)
    found: Counter[str] = Counter()
    for _ in range(count):
        typed = storable(a_text(rng))  # it has been stored by then, without what no database takes
        for kind, payload in _payloads(typed):
            found["payloads"] += 1
            found["broken"] += bool(check_view(payload) if kind == "view" else check_message(payload))
            found["alive"] += bool(live_words(payload))
    figures = (
        note("texts", count),
        note("payloads", found["payloads"]),
        at_most("payloads over a limit", found["broken"]),
        at_most("payloads in which typed text came alive", found["alive"]),
    )
    return Report(bench="random text", seed=seed, figures=figures)


def a_text(rng: random.Random) -> str:
    """Return what somebody might type who means no good."""
    letters = "".join(chr(rng.choice((rng.randrange(32, 127), rng.randrange(0x250, 0x3000)))) for _ in range(8))
    return "".join(rng.choice((*PIECES, letters)) for _ in range(rng.choice((1, 4, 20, 120))))


def _payloads(typed: str) -> Iterator[tuple[str, dict[str, Any]]]:
    title = typed[:150].strip() or "x"
    stage = a_stage(
        an_open_alignment(typed[:20_000], title=title),
        a_complete_alignment(typed[:3_000], title=title),
        a_contradictory_alignment(typed[:3_000], title=title),
        an_unseen_alignment(said=typed[:3_000], title=title),
    )
    for effect in every_message(typed[:3_000]).values():
        message = stage.message(WORKSPACE, effect)
        if message is not None:
            yield "message", {"channel": CHANNEL, **guarded_message(message)}
    for form in every_form(typed[:3_000]).values():
        yield "view", dict(guarded_view(stage.form(WORKSPACE, form)))
    yield "view", dict(guarded_view(stage.home(WORKSPACE, BEN)))


main = command(run, count=2000, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
