"""Where code can be changed by one small thing, and what it then reads."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
GUARDS = {"strict", "frozen", "gc", "dict", "slots"}
"""Arguments that only guard against our own mistakes, or make things faster: no test can tell."""
NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "argmin": "argmax",
    "argmax": "argmin",
    "floor": "ceil",
}
"""Functions that are easily taken for each other."""


@dataclass(frozen=True)
class Mutant:
    """One small change of one file."""

    path: str
    """From the checkout's folder on."""
    line: int
    function: str
    """In which function or method it is; empty for what runs at import."""
    was: str
    now: str
    start: int
    end: int
    """Bytes of the file that are replaced."""

    def source(self, whole: bytes) -> bytes:
        """Return the file's text with the change made."""
        return whole[: self.start] + self.now.encode() + whole[self.end :]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.was!r} -> {self.now!r}"


def mutants(root: Path, path: Path) -> Iterator[Mutant]:
    """Yield every change that can be made in a file."""
    whole = path.read_bytes()
    starts = [0]
    for line in whole.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, function, changed in _changes(ast.parse(whole), ""):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        was, now = (
            whole[start:end].decode(),
            f"({ast.unparse(changed)})" if isinstance(node, ast.expr) else ast.unparse(changed),
        )
        yield Mutant(path.relative_to(root).as_posix(), node.lineno, function, was, now, start, end)


def _changes(node: ast.AST, function: str) -> Iterator[tuple[ast.expr, str, ast.expr]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        function = node.name
    if isinstance(node, ast.expr):
        for changed in _of(node):
            yield node, function, changed
    for name, field in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_comment"}:
            continue
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.JoinedStr) or _is_text(child) or _only_for_types(child) or _only_guards(child):
                continue
            if isinstance(child, ast.AST):
                yield from _changes(child, function)


def _of(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPS:
            yield ast.Compare(node.left, [SWAPS[type(op)]()], node.comparators)
        case ast.BinOp() if type(node.op) in SWAPS:
            yield ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)
        case ast.BoolOp():
            yield ast.BoolOp(SWAPS[type(node.op)](), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.UnaryOp(op=ast.USub()):
            yield node.operand
        case ast.IfExp():
            yield ast.IfExp(node.test, node.orelse, node.body)
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield ast.Constant(node.value + 1)
        case ast.Name() if node.id in NAMES and isinstance(node.ctx, ast.Load):
            yield ast.Name(NAMES[node.id])
        case ast.Attribute() if node.attr in NAMES:
            yield ast.Attribute(node.value, NAMES[node.attr])


def _is_text(node: object) -> bool:
    """Whether it is a sentence or a docstring: those have tests of their own."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _only_guards(node: object) -> bool:
    return isinstance(node, ast.keyword) and node.arg in GUARDS


def _only_for_types(node: object) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
