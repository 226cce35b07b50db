"""The labelled corpus is well-formed, balanced, and obeys the catalogue's own definition of a verdict."""

from collections import Counter

import pytest

from benchmarks.scoring import SPLITS, Example, corpus_files, read_examples
from bot.catalogue_files import read_catalogue
from bot.domain.catalogue import Catalogue, Depth, Field
from bot.domain.verdict import Verdict

SLICES = (
    "short",
    "locale_number",
    "negation",
    "number_no_threshold",
    "slack_escaped",
    "pasted_schema",
    "mention",
    "hedge",
    "deferral",
    "open_list",
    "contradiction",
    "wrong_artifact",
    "typo",
    "multilingual",
)
BOUND_TOGETHER = {"comparator", "threshold"}
FEWEST_PER_FIELD = 40
FEWEST_PER_SLICE = 45
FEWEST_DOMAINS = 60
FEWEST_ANSWERS = 1000


@pytest.fixture(scope="module")
def splits() -> dict[str, tuple[Example, ...]]:
    return {split: read_examples(corpus_files(split)) for split in SPLITS}


@pytest.fixture(scope="module")
def examples(splits: dict[str, tuple[Example, ...]]) -> tuple[Example, ...]:
    return tuple(example for split in SPLITS for example in splits[split])


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="module")
def core(catalogue: Catalogue) -> dict[str, Field]:
    return {field.key: field for field in catalogue if field.depth is Depth.CORE}


def key_of(example: Example) -> str:
    return f"{example.artifact}.{example.field}"


def test_every_example_has_an_id_of_its_own(examples: tuple[Example, ...]) -> None:
    counts = Counter(example.id for example in examples)

    doubled = [name for name, count in counts.items() if count > 1]

    assert doubled == []


def test_no_author_wrote_the_same_answer_twice(examples: tuple[Example, ...]) -> None:
    counts = Counter((example.id[:-4], " ".join(example.answer.casefold().split())) for example in examples)

    doubled = [answer for answer, count in counts.items() if count > 1]

    assert doubled == []


def test_every_example_answers_a_core_field(examples: tuple[Example, ...], core: dict[str, Field]) -> None:
    unknown = [example.id for example in examples if key_of(example) not in core]

    assert unknown == []


def test_missing_slots_are_slots_of_the_field(examples: tuple[Example, ...], core: dict[str, Field]) -> None:
    wrong = [
        (example.id, name)
        for example in examples
        for name in example.missing
        if name not in {slot.name for slot in core[key_of(example)].slots}
    ]

    assert wrong == []


def test_no_slot_is_missing_twice(examples: tuple[Example, ...]) -> None:
    wrong = [example.id for example in examples if len(set(example.missing)) < len(example.missing)]

    assert wrong == []


def test_the_verdict_follows_from_the_missing_slots(examples: tuple[Example, ...], core: dict[str, Field]) -> None:
    wrong = [
        example.id for example in examples if example.verdict is not verdict_of(example.missing, core[key_of(example)])
    ]

    assert wrong == []


def verdict_of(missing: tuple[str, ...], field: Field) -> Verdict:
    if not missing:
        return Verdict.EXECUTABLE
    return Verdict.VAGUE if set(field.base_slots) <= set(missing) else Verdict.PARTIAL


def test_a_vague_answer_misses_its_base_slots_and_nothing_else(
    examples: tuple[Example, ...], core: dict[str, Field]
) -> None:
    vague = [example for example in examples if example.verdict is Verdict.VAGUE]

    wrong = [example.id for example in vague if set(example.missing) != set(core[key_of(example)].base_slots)]

    assert wrong == []


def test_without_a_threshold_there_is_no_comparator(examples: tuple[Example, ...], core: dict[str, Field]) -> None:
    bound = [example for example in examples if set(core[key_of(example)].base_slots) >= BOUND_TOGETHER]

    wrong = [e.id for e in bound if "threshold" in e.missing and "comparator" not in e.missing]

    assert wrong == []


def test_every_slice_is_a_known_one(examples: tuple[Example, ...]) -> None:
    unknown = {name for example in examples for name in example.slices} - set(SLICES)

    assert set() == unknown


def test_slack_escapes_and_mentions_are_tagged_where_they_occur(examples: tuple[Example, ...]) -> None:
    marks = {"slack_escaped": ("&lt;", "&gt;", "&amp;"), "mention": ("<@", "<!", "<#")}

    wrong = [
        (example.id, name)
        for example in examples
        for name, signs in marks.items()
        if (name in example.slices) != any(sign in example.answer for sign in signs)
    ]

    assert wrong == []


def test_the_corpus_is_large_enough(examples: tuple[Example, ...]) -> None:
    assert len(examples) >= FEWEST_ANSWERS


def test_every_field_has_enough_answers(examples: tuple[Example, ...], core: dict[str, Field]) -> None:
    counts = Counter(key_of(example) for example in examples)

    scarce = {key: counts[key] for key in core if counts[key] < FEWEST_PER_FIELD}

    assert scarce == {}


def test_every_slice_has_enough_answers(examples: tuple[Example, ...]) -> None:
    counts = Counter(name for example in examples for name in example.slices)

    scarce = {name: counts[name] for name in SLICES if counts[name] < FEWEST_PER_SLICE}

    assert scarce == {}


def test_enough_lines_of_business_are_heard(examples: tuple[Example, ...]) -> None:
    assert len({example.domain for example in examples}) >= FEWEST_DOMAINS


def test_the_held_split_speaks_mostly_of_other_businesses_than_dev(splits: dict[str, tuple[Example, ...]]) -> None:
    domains = {split: {example.domain for example in splits[split]} for split in SPLITS}

    assert len(domains["dev"] & domains["held"]) < len(domains["held"]) / 2


@pytest.mark.parametrize("split", SPLITS)
def test_every_split_shows_every_verdict_for_every_field(
    split: str, splits: dict[str, tuple[Example, ...]], core: dict[str, Field]
) -> None:
    seen = {(key_of(example), example.verdict) for example in splits[split]}

    absent = {(key, verdict) for key in core for verdict in Verdict} - seen

    assert set() == absent


@pytest.mark.parametrize("split", SPLITS)
def test_no_verdict_dominates_a_split(split: str, splits: dict[str, tuple[Example, ...]]) -> None:
    counts = Counter(example.verdict for example in splits[split])

    shares = {verdict: counts[verdict] / len(splits[split]) for verdict in Verdict}

    assert all(0.2 < share < 0.5 for share in shares.values()), shares
