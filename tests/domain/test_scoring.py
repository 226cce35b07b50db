"""The benchmark counts right: precision, recall and the rest over a handful of made-up judgements."""

from pathlib import Path

import pytest

from benchmarks.scoring import (
    Example,
    Judged,
    Score,
    accuracy,
    by_field,
    by_slice,
    confusion,
    figures,
    judge_all,
    macro_f1,
    milliseconds,
    misquotes,
    missing_slots,
    not_executable,
    quoted,
    read_examples,
    theater_passed,
    unexplained,
)
from bot.domain.verdict import Assessment, Finding, Verdict

E, P, V = Verdict.EXECUTABLE, Verdict.PARTIAL, Verdict.VAGUE


def an_example(
    gold: Verdict = P, *, missing: tuple[str, ...] = (), answer: str = "weekly", slices: tuple[str, ...] = ()
) -> Example:
    return Example(
        id="x-1",
        artifact="monitoring",
        field="review_cadence",
        answer=answer,
        author="U1",
        verdict=gold,
        missing=missing,
        domain="logistics",
        slices=slices,
    )


def a_finding(words: str) -> Finding:
    return Finding(rule="slot", slot="cadence", words=words, follow_up="How often?")


def judged(gold: Verdict, got: Verdict, *, seconds: float = 0.001) -> Judged:
    return Judged(example=an_example(gold), got=Assessment(verdict=got), seconds=seconds)


def flagged(answer: str, *words: str) -> Judged:
    got = Assessment(verdict=P, findings=tuple(a_finding(said) for said in words))
    return Judged(example=an_example(answer=answer), got=got, seconds=0.001)


def slots(gold: tuple[str, ...], got: tuple[str, ...]) -> Judged:
    return Judged(example=an_example(missing=gold), got=Assessment(verdict=P, missing=got), seconds=0.001)


def test_a_partial_and_a_vague_answer_are_both_not_executable() -> None:
    group = [judged(P, V), judged(V, P), judged(E, E), judged(E, P), judged(P, E)]

    score = not_executable(group)

    expected = Score(hits=2, false_alarms=1, misses=1)
    assert expected == score


def test_precision_and_recall_divide_by_different_totals() -> None:
    score = Score(hits=6, false_alarms=2, misses=6)

    expected = (0.75, 0.5, 0.6)
    assert expected == (score.precision, score.recall, score.f1)


def test_nothing_to_find_and_nothing_found_is_no_mistake() -> None:
    score = Score(hits=0, false_alarms=0, misses=0)

    expected = (1.0, 1.0, 1.0)
    assert expected == (score.precision, score.recall, score.f1)


def test_theater_is_a_share_of_the_vague_answers_alone() -> None:
    group = [judged(V, E), judged(V, V), judged(V, P), judged(V, V), judged(P, E), judged(E, E)]

    share = theater_passed(group)

    expected = 0.25
    assert expected == share


def test_accuracy_tells_partial_from_vague() -> None:
    group = [judged(E, E), judged(P, V), judged(V, V), judged(P, P)]

    share = accuracy(group)

    expected = 0.75
    assert expected == share


def test_missing_slots_are_pooled_before_they_are_divided() -> None:
    group = [slots(("cadence",), ("cadence", "reviewer")), slots(("reviewer", "cadence"), ("cadence",))]

    score = missing_slots(group)

    expected = Score(hits=2, false_alarms=1, misses=1)
    assert expected == score


def test_macro_f1_weighs_a_rare_class_as_much_as_a_common_one() -> None:
    group = [judged(E, E), judged(E, E), judged(E, E), judged(P, P), judged(V, P)]

    mean = macro_f1(group)

    expected = pytest.approx((1.0 + 2 / 3 + 0.0) / 3)
    assert expected == mean


def test_confusion_counts_labelled_against_given() -> None:
    group = [judged(V, E), judged(V, E), judged(P, V)]

    counts = confusion(group)

    expected = {(V, E): 2, (P, V): 1}
    assert expected == counts


def test_words_that_stand_in_the_answer_are_a_quote() -> None:
    one = flagged("We look at it\n  regularly", "it regularly")

    wrong = misquotes(one)

    assert wrong == ()


def test_a_quote_may_show_what_slack_had_escaped() -> None:
    one = flagged("errors &gt; roughly 5 %", "> roughly 5 %")

    wrong = misquotes(one)

    assert wrong == ()


@pytest.mark.parametrize("words", ["never said", "", "  "])
def test_words_that_are_not_in_the_answer_are_no_quote(words: str) -> None:
    one = flagged("We look at it regularly", words)

    wrong = [finding.words for finding in misquotes(one)]

    assert [words] == wrong


def test_the_share_of_quotes_counts_findings_and_not_answers() -> None:
    group = [flagged("now and then", "now and then", "then", "often"), flagged("weekly", "monthly")]

    share = quoted(group)

    expected = 0.5
    assert expected == share


def test_a_slot_mistake_under_a_right_verdict_is_still_a_mistake() -> None:
    one = slots(("cadence",), ("reviewer",))

    expected = (True, False)
    assert expected == (one.agrees, one.agrees_on_slots)


def test_the_order_of_the_missing_slots_does_not_matter() -> None:
    one = slots(("cadence", "reviewer"), ("reviewer", "cadence"))

    assert one.agrees_on_slots


def test_an_example_counts_in_every_slice_it_belongs_to() -> None:
    example = an_example(slices=("short", "typo"))
    one = Judged(example=example, got=Assessment(verdict=P), seconds=0.001)

    groups = by_slice([one])

    expected = {"short": [one], "typo": [one]}
    assert expected == groups


def test_fields_are_grouped_under_artifact_and_name() -> None:
    one = judged(P, P)

    groups = by_field([one])

    expected = {"monitoring.review_cadence": [one]}
    assert expected == groups


def test_times_are_told_in_milliseconds() -> None:
    group = [judged(E, E, seconds=seconds) for seconds in (0.001, 0.002, 0.009)]

    times = milliseconds(group)

    expected = {"median": pytest.approx(2), "p99": pytest.approx(9), "max": pytest.approx(9)}
    assert expected == times


def test_the_judge_sees_every_example_once_in_order() -> None:
    seen: list[str] = []
    examples = [an_example(answer="daily"), an_example(answer="hourly")]

    def judge(example: Example) -> Assessment:
        seen.append(example.answer)
        return Assessment(verdict=P)

    judge_all(examples, judge)

    expected = ["daily", "hourly"]
    assert expected == seen


def test_a_line_separator_inside_an_answer_does_not_end_the_line(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(
        '{"id": "x-1", "artifact": "a", "field": "f", "answer": "one\u2028two", "author": "U1", '
        '"verdict": "partial", "missing": ["s"], "domain": "d", "slices": []}\n',
        encoding="utf-8",
    )

    examples = read_examples([path])

    expected = ["one\u2028two"]
    assert expected == [example.answer for example in examples]


def test_the_figures_are_plain_values_for_json() -> None:
    values = figures([judged(V, E), judged(E, E)])

    expected = (2, 0.5, {"vague -> executable": 1, "executable -> executable": 1})
    assert expected == (values["answers"], values["accuracy"], values["confusion"])


def test_a_missing_slot_needs_a_finding_of_its_own() -> None:
    got = Assessment(verdict=P, missing=("cadence", "reviewer"), findings=(a_finding("weekly"),))
    one = Judged(example=an_example(), got=got, seconds=0.001)

    slots_without = unexplained(one)

    expected = ("reviewer",)
    assert expected == slots_without


def test_a_failing_comparison_does_not_show_the_held_answers() -> None:
    got = Assessment(verdict=P, found={"cadence": "a secret wording"})
    one = Judged(example=an_example(answer="a secret wording"), got=got, seconds=0.001)

    shown = repr(one)

    assert "secret" not in shown
