"""Finds in the source every name under which something is noted in the audit log."""

import ast
from collections.abc import Iterator
from pathlib import Path

BOT = Path(__file__).parents[3] / "bot"
# Where the action stands among the arguments, and by which words a call to note is known.
PLACES = {"append": 2, "log": 1, "note": 1}
RECEIVERS = ("audit", "accounts", "log")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source:
    """The functions and calls of the whole product."""

    def __init__(self) -> None:
        self.functions: list[Function] = []
        self.calls: list[tuple[ast.Call, Function | None]] = []
        for path in sorted(BOT.rglob("*.py")):
            self._read(ast.parse(path.read_text("utf-8")), None)

    def _read(self, node: ast.AST, inside: Function | None) -> None:
        if isinstance(node, Function):
            self.functions.append(node)
            inside = node
        if isinstance(node, ast.Call):
            self.calls.append((node, inside))
        for child in ast.iter_child_nodes(node):
            self._read(child, inside)

    def actions(self) -> set[str]:
        """Every action that is noted somewhere."""
        return {
            action
            for call, inside in self.calls
            if _notes(call)
            for action in self._values(_argument(call, _name(call), "action"), inside)
        }

    def _values(self, value: ast.expr | None, inside: Function | None) -> Iterator[str]:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
        elif isinstance(value, ast.IfExp):
            yield from self._values(value.body, inside)
            yield from self._values(value.orelse, inside)
        elif isinstance(value, ast.Name) and inside is not None:
            yield from self._named(value.id, inside)
        elif value is not None:
            raise AssertionError(f"write the action out: {ast.unparse(value)}")

    def _named(self, name: str, inside: Function) -> Iterator[str]:
        """What a local name stands for: what it was set to, or what callers give."""
        for node in ast.walk(inside):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == name for target in node.targets
            ):
                yield from self._values(node.value, inside)
        parameters = [argument.arg for argument in inside.args.args if argument.arg != "self"]
        if name not in parameters or _is_door(inside):
            return
        for call, caller in self.calls:
            if _name(call) == inside.name:
                given = _given(call, parameters.index(name), name)
                yield from self._values(given, caller)


def _is_door(function: Function) -> bool:
    """Whether calls of it are looked at themselves."""
    return function.name in PLACES


def _notes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in PLACES:
        return False
    receiver = ast.unparse(call.func.value).removeprefix("self.").lstrip("_").split(".")[-1]
    receiver = receiver.lstrip("_")
    if call.func.attr == "append":
        return "audit" in receiver or receiver == "log"
    return receiver in RECEIVERS or (call.func.attr == "note" and receiver == "self")


def _argument(call: ast.Call, name: str, keyword: str) -> ast.expr | None:
    return _given(call, PLACES[name], keyword)


def _given(call: ast.Call, place: int, keyword: str) -> ast.expr | None:
    for given in call.keywords:
        if given.arg == keyword:
            return given.value
    return call.args[place] if place < len(call.args) else None


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
