"""Reading a reply: which of the questions it answers, whatever it consists of."""

import time

import pytest

from bot.catalogue_files import SHIPPED, read_catalogue
from bot.domain.reply import read_reply

FIELDS = list(read_catalogue(SHIPPED))
LONGEST_MESSAGE = 40_000
CPU_SECONDS = 10.0
"""A hundred times what it takes; before, empty lines alone took a minute, in which nothing else could run."""


@pytest.mark.parametrize("between", ["\n", " \n", "\r\n", "\t", "1.\n", "-\n", "|\n"])
def test_the_longest_message_is_read_without_holding_up_anybody(between: str) -> None:
    text = "a" + (between * LONGEST_MESSAGE)[: LONGEST_MESSAGE - 2] + "b"
    before = time.process_time()

    read_reply(text, FIELDS[:4], {}, author="U0ANA")

    assert time.process_time() - before < CPU_SECONDS


def test_numbers_say_which_question_is_meant() -> None:
    fields = FIELDS[:3]

    readings = read_reply("1. A clerk decides.\n 3) Ana owns it.", fields, {}, author="U0ANA")

    assert [(fields[0], "A clerk decides."), (fields[2], "Ana owns it.")] == [
        (each.field, each.text) for each in readings
    ]
