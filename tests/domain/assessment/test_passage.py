"""Slack's markup is folded away, and every quote shows what was typed."""

import pytest

from bot.domain.assessment.passage import READ_AT_MOST, Passage, Span
from bot.domain.assessment.sentences import CLAUSES_AT_MOST


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("<@U024BE7LH|ann> owns it", "<@U024BE7LH> owns it"),
        ("<!subteam^S0123ABC|@claims>", "<!subteam^S0123ABC>"),
        ("<#C0123ABC|ops-alerts>", "<#C0123ABC>"),
        ("<https://erp.example/api|the api>", "the api https://erp.example/api"),
        ("<http://ASP.NET|ASP.NET> posts <http://customer.id|customer.id>", "ASP.NET posts customer.id"),
        ("<mailto:ops@acme.example|ops@acme.example>", "ops@acme.example"),
        ("<tel:5551234567|555 123 4567>", "555 123 4567"),
        ("```claim_id\nfiled_at```", "claim_id\nfiled_at"),
        ("```json\n{}```", "{}"),
        ("```C#\nrecord Claim;```", "record Claim;"),
        ("at least ~90 %~ 95 %", "at least   95 %"),
        ("92,5\u202f%", "92,5 %"),
        ("“gold” plan’s", '"gold" plan\'s'),
        ("score =&gt; 0.8", "score ≥ 0.8"),
        ("score =&gt; clerk", "score → clerk"),
        ("ok -&gt; next", "ok → next"),
        ("*at least* _95_ %", "at least 95 %"),
        ("done :white_check_mark:", "done  "),
        ("hmm, so: me", "me"),
    ],
)
def test_markup_is_folded_away(typed: str, folded: str) -> None:
    assert folded.strip() == Passage(typed).text.strip()


def test_two_approximations_are_not_struck_through() -> None:
    assert "~92 % and ~10 %" == Passage("~92 % and ~10 %").text


def test_a_quote_shows_the_escapes_as_typed() -> None:
    passage = Passage("rate &gt; 5 %")

    words = passage.quote(Span(5, 8))

    assert "&gt; 5" == words


def test_a_readable_quote_has_no_escapes() -> None:
    passage = Passage("rate &gt; 5 %")

    assert "rate > 5 %" == passage.readable(passage.whole)


def test_a_readable_quote_is_cut_at_a_word() -> None:
    passage = Passage("word " * 100)

    readable = passage.readable(passage.whole)

    assert readable.endswith("word …")
    assert len(readable) < 130


def test_a_quote_is_a_part_of_what_was_typed() -> None:
    typed = "*Owner*: <@U024BE7LH|ann> &amp; <!here> =&gt; 5"
    passage = Passage(typed)

    quotes = [passage.quote(Span(at, at + 7)) for at in range(len(passage.text))]

    assert all(quote in typed for quote in quotes)


def test_lower_case_keeps_every_position() -> None:
    passage = Passage("İSTANBUL Straße ΣΑΣ")

    assert len(passage.text) == len(passage.lower)


def test_only_so_much_prose_is_read() -> None:
    assert READ_AT_MOST == len(Passage("ab " * 20_000).raw)


def test_endless_digits_are_cut() -> None:
    assert len(Passage("9" * 2_000).text) < 100


def test_an_endless_word_is_cut() -> None:
    assert len(Passage("a-" * 700).text) < 250


def test_empty_lines_without_end_are_cut() -> None:
    assert Passage("one" + " \n" * 700 + "two").text == "one\n\n\ntwo"


def test_only_so_many_clauses_are_read() -> None:
    assert CLAUSES_AT_MOST == len(Passage("x\n" * 700).clauses)


def test_a_quoted_schema_loses_its_quote_marks() -> None:
    assert "a: int\nb: str" == Passage("&gt; a: int\n&gt; b: str").unescaped
