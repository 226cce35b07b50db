"""Pastes that attack: addresses to fetch, patterns that explode, texts that keep a parser busy."""

import http.server
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pasted import read_fields
from bot.domain.pasted.json_schema import SchemaRefused, compile_schema

# A text is read in well under 50 ms. The bound asserted here only tells "slow machine" from "never ends".
HANG = 2.0


class Canary(http.server.BaseHTTPRequestHandler):
    """Counts every connection that reaches it."""

    def setup(self) -> None:
        self.server.connections += 1
        super().setup()

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@pytest.fixture
def canary() -> Iterator[http.server.HTTPServer]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Canary)
    server.connections = 0
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


def addresses(port: int) -> list[str]:
    hosts = ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "127.1", "user@127.0.0.1", "127.0.0.1."]
    schemes = ["http", "https", "ftp", "gopher", "HTTP", "ws", "file", "jar:http"]
    plain = [f"{scheme}://{host}:{port}/a.json" for scheme in schemes for host in hosts]
    odd = [
        f"//127.0.0.1:{port}/a",
        f"\\\\127.0.0.1:{port}\\a",
        "file:///etc/passwd",
        "data:application/json,{}",
        "a.json",
    ]
    return [*plain, *odd]


WRAPPERS = (
    lambda url: {"$ref": url},
    lambda url: {"properties": {"a": {"items": {"$ref": url}}}},
    lambda url: {"$id": url, "$ref": "a.json"},
    lambda url: {"$schema": url},
    lambda url: {"$defs": {"a": {"$id": url}}, "$ref": "#/$defs/a"},
    lambda url: {"$dynamicRef": url},
    lambda url: {"properties": {"a": {"not": {"$ref": url + "#/$defs/x"}}}},
)


def test_no_address_in_a_schema_is_ever_visited(canary):
    documents = [wrap(url) for url in addresses(canary.server_port) for wrap in WRAPPERS]

    for document in documents:
        with pytest.raises(SchemaRefused):
            compile_schema(document)
        read_fields(str(document).replace("'", '"'))

    assert len(documents) >= 200
    assert canary.connections == 0


def evil_patterns() -> list[str]:
    cores = [
        "a+",
        "a*",
        "(a|a)",
        "(a|aa)",
        "[a-z]+",
        "\\w+",
        "\\d*",
        ".*",
        "(a?){25}a{25}",
        "(ab|a|b)*",
        "\\s+",
        "(.*)",
    ]
    shapes = ["^({0})+$", "^({0})*$", "({0})+b", "^(({0})+)+$", "({0}|{0})*c", "^{0}{0}{0}{0}$", "(?:{0}){{1,9}}!"]
    return [shape.format(core) for core in cores for shape in shapes]


def test_evil_patterns_are_matched_without_exploding():
    started = time.perf_counter()

    for pattern in evil_patterns():
        compile_schema({"pattern": pattern}).check("a" * 5_000 + "!")

    assert time.perf_counter() - started < HANG * 5


UNITS = [
    "a", " ", "\n", "(", "a(", "{", "[", '"', "`", "``` ", "a,", "a int;", "a: b\n", "|", "a|b\n", "a\tb\n", "- ",
    "1-2 3,4 ", "class A:\n", "class A {", "interface A { b: a|", "type A = A<", "class A = A<", "create table ",

    "create table a (b int check ((", "create table a (b int default 1+1+",
    "a:\n b: int\n", "x: [", "message A { ",
    '{"a":', "a  b  c\n", "required: a, b; ", "all fields are required except ",
    "&lt;", "<http://a|b>", "one of a, b, ",
    "EUR/", "matches ^", "> 1 ", "x and y (", "'a',",
    "Foo bar. ", "a_b: int, one of ", "max ", "a is a ", "-", "&amp;amp;",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_no_repetition_keeps_the_reader_busy(unit):
    text = unit * (40_000 // len(unit))
    started = time.perf_counter()

    read_fields(text)

    assert time.perf_counter() - started < HANG


FRAGMENTS = st.lists(
    st.sampled_from(
        ["class A", "(BaseModel)", ":", "\n", "    x", " int", "interface A ", "{", "}", "create table t (", ")",
         ",", ";", "|",
         "- ", "a_b", " string", " required", "?", "optional", "```", "[", "]", '"', "'", "enum",
         "one of", "public record R(",
         "&lt;", "message M {", " = 1", "name", "type", "\t", "<", ">", "all required except ", "\\",
         "data class K(val a"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.text(st.characters()) | FRAGMENTS | st.text(alphabet="abc(){}[]<>:;,.|=-_`\"' \n\t?*&01"))
def test_any_text_is_read_or_declined(text):
    table = read_fields(text)

    assert table is None or table.fields


@given(FRAGMENTS)
def test_reading_twice_gives_the_same_table(text):
    assert read_fields(text) == read_fields(text)


def test_a_text_full_of_fields_is_capped():
    table = read_fields("\n".join(f"- field_{n}: int, required" for n in range(390)))

    assert len(table.fields) <= 300
