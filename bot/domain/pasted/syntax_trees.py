"""Source code parsed by tree-sitter, with a budget of steps so that no text can keep the parser busy."""

from collections.abc import Callable, Iterator

import tree_sitter_c_sharp
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

# The parser reports progress every few hundred operations. A budget of reports, unlike a deadline, gives the same
# text the same verdict on every machine.
MAX_REPORTS = 190
MAX_CODE = 10_000


def parse_typescript(code: str) -> Node | None:
    """Parse TypeScript; None when the parser gives up."""
    return _parse(code, Language(tree_sitter_typescript.language_typescript()))


def parse_csharp(code: str) -> Node | None:
    """Parse C#; None when the parser gives up."""
    return _parse(code, Language(tree_sitter_c_sharp.language()))


def _parse(code: str, language: Language) -> Node | None:
    source = code[:MAX_CODE].encode(errors="replace")
    parser = Parser(language)
    try:
        tree = parser.parse(
            lambda offset, _: source[offset : offset + 4096], encoding="utf8", progress_callback=_budget()
        )
    except ValueError:
        return None
    # Read through a callback, nodes know no text; what is within the budget is cheap to parse once more.
    return parser.parse(source).root_node if tree else None


def _budget() -> Callable[[int, bool], bool]:
    reports = 0

    def is_spent(_offset: int, _has_error: bool) -> bool:  # noqa: FBT001 - the signature is tree-sitter's
        nonlocal reports
        reports += 1
        return reports > MAX_REPORTS

    return is_spent


def text_of(node: Node | None) -> str:
    """Return the source text of a node."""
    return node.text.decode(errors="replace") if node and node.text else ""


def descendants(node: Node, *kinds: str) -> Iterator[Node]:
    """Yield the nodes of the given kinds in the order of the text, those inside others too."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if current.type in kinds:
            yield current
        waiting.extend(reversed(current.named_children))


def children(node: Node | None, *kinds: str) -> list[Node]:
    """List the direct children of the given kinds."""
    return [child for child in node.named_children if child.type in kinds] if node else []
