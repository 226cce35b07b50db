"""How long pastes take: ordinary ones, hostile texts, hostile schemas and patterns. Prints figures, asserts nothing.

python -m benchmarks.pasted
"""

import json
import resource
import statistics
import time
from collections.abc import Callable, Iterable

from bot.domain.pasted import read_fields
from bot.domain.pasted.json_schema import SchemaRefused, compile_schema
from tests.domain.pasted.test_hostile_pastes import UNITS, WRAPPERS, addresses, evil_patterns

PASTES = (
    "- invoice_no: string, required, ^INV-\\d{8}$\n- amount: decimal, > 0, mandatory\n- note: text, optional",
    "CREATE TABLE shipment (no VARCHAR(20) NOT NULL, weight NUMERIC(8,2) CHECK (weight > 0), at TIMESTAMP NULL);",
    "interface A { a: string; b?: number; cur: 'EUR' | 'USD'; lines: L[] }\ninterface L { qty: number }",
    "public record A(string No, decimal? Amount);",
    "class A(BaseModel):\n    no: str = Field(max_length=20)\n    note: str | None = None\n",
    '{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "number"}}}',
    "| Field | Type | Required |\n|---|---|---|\n| no | string | yes |\n| note | text | no |",
    "models:\n  - name: o\n    columns:\n      - name: id\n        data_type: bigint\n        tests: [not_null]\n",
    "We will watch it closely and the team decides case by case; the business owner signs off on everything else.",
)
SCHEMAS = (
    "[" * 200_000,
    '{"a":' * 100_000,
    json.dumps({"enum": ["x" * 250_000]}),
    json.dumps({"properties": {str(n): {"type": "string"} for n in range(900)}}),
    json.dumps(
        {
            "$ref": "#/$defs/a0",
            "$defs": {
                f"a{i}": {"properties": {f"p{j}": {"$ref": f"#/$defs/a{(i * 7 + j) % 60}"} for j in range(12)}}
                for i in range(60)
            },
        }
    ),
)


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _compile(document: object) -> None:
    try:
        compile_schema(document)
    except SchemaRefused:
        return


def _match(pattern: str) -> None:
    compile_schema({"pattern": pattern}).check("a" * 30_000 + "!")


def _report(title: str, times: Iterable[float]) -> None:
    measured = sorted(times)
    print(
        f"{title:<34} n={len(measured):<5} median {statistics.median(measured):7.2f} ms   worst {measured[-1]:7.2f} ms"
    )


def main() -> None:
    """Print the figures."""
    for paste in PASTES:
        read_fields(paste)
    _report("ordinary pastes", (_milliseconds(lambda p=p: read_fields(p)) for p in PASTES * 20))
    hostile = [unit * (40_000 // len(unit)) for unit in UNITS]
    _report("hostile texts, 40,000 characters", (_milliseconds(lambda t=t: read_fields(t)) for t in hostile))
    remote = [wrap(url) for url in addresses(9) for wrap in WRAPPERS]
    _report("schemas that want to fetch", (_milliseconds(lambda d=d: _compile(d)) for d in remote))
    _report("schemas that want to grow", (_milliseconds(lambda d=d: _compile(d)) for d in SCHEMAS))
    patterns = [f"{pattern}{'x' * n}" for pattern in evil_patterns() for n in range(6)]
    _report("evil patterns on 30,000 characters", (_milliseconds(lambda p=p: _match(p)) for p in patterns))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
