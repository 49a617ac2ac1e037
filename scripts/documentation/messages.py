"""The messages that stand in the code: what each place that refuses or warns can say, with “…” for what varies.

They are read off the source, so that none can be written that the page of errors does not have. What is followed: texts
and f-strings, both ways of a condition, names that are set before in the same function or in the module, functions of
pressprint that return a text, and parameters called `what`, which by the custom of this code are a message or its end.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent.parent / "pressprint"
HOLE = "…"
_WHAT = "\0"
"""Stands for the parameter `what` in what a function makes of it."""

_SAYING = {
    **dict.fromkeys(("Problem", "PictureError", "UsageError", "BadParameter", "ValueError"), 0),
    **dict.fromkeys((f"{kind}Error" for kind in ("Pressprint", "Read", "Layout", "Font", "Setting", "Output")), 0),
    "FieldError": 1,
}
"""What is raised or told with a message, and the place of the message among its arguments."""

_SHORT = ".{1,24}"
"""What a hole may hold for a text to be wider than another: a name or a time, and not the point of the message."""

_MOST = 40
"""How many texts one expression may stand for."""

_Function = ast.FunctionDef
_Scope = ast.Module | ast.FunctionDef


@dataclass(frozen=True, order=True)
class Message:
    """What may be said: the module that says it, as `mail/recipients`, its line there, and the text."""

    module: str
    line: int
    text: str

    @property
    def helps(self) -> bool:
        """Whether the message says itself what was expected, or what to do."""
        return re.search(r"; |: put |expected|nown are|Found are", self.text) is not None

    def ends(self, told: str) -> bool:
        """Whether a line that was told ends in the message."""
        return re.search(f"{_pattern(self.text)}$", told) is not None


def _pattern(text: str, hole: str = ".+?") -> str:
    return hole.join(map(re.escape, text.split(HOLE)))


@cache
def messages() -> tuple[Message, ...]:
    """Every message of the package, in the order of its files, each text once in each module."""
    found: dict[tuple[str, str], Message] = {}
    for message in _Code().messages():
        found.setdefault((message.module, message.text), message)
    return tuple(sorted(found.values()))


class _Code:
    """The package as trees, and what an expression in it may say."""

    def __init__(self) -> None:
        self.modules = {_name_of(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
        self.functions: dict[str, list[tuple[str, _Function]]] = {}
        for name, module in self.modules.items():
            for scope in _scopes(module):
                if isinstance(scope, _Function):
                    self.functions.setdefault(scope.name, []).append((name, scope))
        self.saying = {**_SAYING, **{kind: 0 for module in self.modules.values() for kind in _kinds(module)}}
        self.imported = {name: dict(_imported(module)) for name, module in self.modules.items()}
        self._open: list[object] = []

    def messages(self) -> Iterator[Message]:
        """What each place may say. Of two texts of one place, one of which holds the other, the wider one."""
        for name, module in self.modules.items():
            for scope in _scopes(module):
                for line, texts in self._said(name, scope):
                    tidy = list(dict.fromkeys(filter(None, map(_tidy, texts))))
                    for text in tidy:
                        if f"{text}; {HOLE}" not in tidy and not any(
                            other != text and re.fullmatch(_pattern(other, _SHORT), text) for other in tidy
                        ):
                            yield Message(name, line, text)

    def _said(self, module: str, scope: _Scope) -> Iterator[tuple[int, list[str]]]:
        """What the calls in a scope say, with their lines."""
        for node in _own(scope):
            if isinstance(node, ast.Call):
                yield node.lineno, self._by(module, scope, node)

    def _by(self, module: str, scope: _Scope, call: ast.Call) -> list[str]:
        """What a call says: its message, in the frame that a function of pressprint puts round it."""
        name = _called(call)
        place = self.saying.get(name)
        if place is not None:
            return self._texts(module, scope, call.args[place]) if place < len(call.args) else []
        for home, function in self._called(name, module):
            place = _place_of_what(function)
            if place is not None and place < len(call.args):
                frames = [text for text in self._frames(home, function) if _WHAT in text] or [_WHAT]
                texts = self._texts(module, scope, call.args[place])
                return [frame.replace(_WHAT, text) for frame in frames for text in texts]
        return []

    def _frames(self, module: str, function: _Function) -> list[str]:
        if function in self._open:
            return []
        self._open.append(function)
        try:
            return [text for _, texts in self._said(module, function) for text in texts]
        finally:
            self._open.pop()

    def _called(self, name: str, module: str) -> list[tuple[str, _Function]]:
        """The functions of a name: those of the module, or of the one that it is imported from, or else all."""
        found = self.functions.get(name, [])
        homes = [module, *self.imported[module].get(name, ())]
        return [entry for entry in found if entry[0] in homes] or found

    def _texts(self, module: str, scope: _Scope, value: ast.expr) -> list[str]:
        """What an expression may say; a hole for what is not known before it is said."""
        match value:
            case ast.Constant(value=str(text)):
                found = [text]
            case ast.JoinedStr(values=parts):
                found = ["".join(each) for each in product(*(self._texts(module, scope, part) for part in parts))]
            case ast.BinOp(left=one, op=ast.Add(), right=other):
                both = product(self._texts(module, scope, one), self._texts(module, scope, other))
                found = ["".join(each) for each in both]
            case ast.FormattedValue(value=inner):
                found = self._texts(module, scope, inner)
            case ast.IfExp(body=one, orelse=other):
                found = self._texts(module, scope, one) + self._texts(module, scope, other)
            case ast.BoolOp(values=parts):
                found = [text for part in parts for text in self._texts(module, scope, part)]
            case ast.Name(id=name):
                found = self._of_name(name, module, scope, value)
            case ast.Dict(values=parts):
                found = [text for part in parts for text in self._texts(module, scope, part)]
            case _:
                found = self._given(module, scope, value)
        return list(dict.fromkeys(found))[:_MOST]

    def _given(self, module: str, scope: _Scope, value: ast.expr) -> list[str]:
        """What a call gives, or a place of what is given."""
        match value:
            case ast.Call(func=ast.Attribute(value=inner, attr="format" | "format_map")):
                return [re.sub(r"\{[\w:]*\}", HOLE, text) for text in self._texts(module, scope, inner)]
            case ast.Call(func=ast.Attribute(value=ast.Name() as inner, attr="get")):
                return self._texts(module, scope, inner)
            case ast.Subscript(value=ast.Call() as inner, slice=ast.Constant(value=int(place))):
                return self._returned(module, inner, place)
            case ast.Subscript(value=ast.Name() as inner):
                return self._texts(module, scope, inner)
            case ast.Call():
                return self._returned(module, value)
        return [HOLE]

    def _of_name(self, name: str, module: str, scope: _Scope, use: ast.expr) -> list[str]:
        """What a name may stand for where it is used."""
        if (use, name) in self._open:
            return [HOLE]
        values = _reaching(name, scope, use.lineno)
        given = name == "what" and isinstance(scope, _Function) and _place_of_what(scope) is not None
        if not values and not given:
            values = [value for target, value, _ in _assigned(self.modules[module]) if target == name]
        self._open.append((use, name))
        try:
            found = [text for value in values for text in self._texts(module, scope, value)]
        finally:
            self._open.pop()
        return found or [_WHAT if given else HOLE]

    def _returned(self, module: str, call: ast.Call, place: int | None = None) -> list[str]:
        """What a function of pressprint returns or yields, where that is a text, or has one at a place of it."""
        found = [entry for entry in self._called(_called(call), module) if place is not None or _gives_text(entry[1])]
        if len(found) != 1 or found[0][0] == "errors" or found[0][1] in self._open:
            return [HOLE]
        ((home, function),) = found
        self._open.append(function)
        try:
            given = [node.value for node in _own(function) if isinstance(node, ast.Return | ast.Yield) and node.value]
            if place is not None:
                given = [one.elts[place] for one in given if isinstance(one, ast.Tuple) and place < len(one.elts)]
            return [text for value in given for text in self._texts(home, function, value)] or [HOLE]
        finally:
            self._open.pop()


def _name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix().removesuffix("/__init__")


def _tidy(text: str) -> str:
    """A text on one line, its holes one at a time; empty where it says nothing of its own, or only frames another."""
    text = re.sub(f"{HOLE}(?:[ ,:]*{HOLE})+", HOLE, " ".join(text.split()))
    says_nothing = _WHAT in text or not re.search(r"\w", text) or re.fullmatch(r"the \w+ …|; .*|.*:", text)
    return "" if says_nothing else text


def _scopes(module: ast.Module) -> Iterator[_Scope]:
    """The module, and each function of it."""
    yield module
    yield from (node for node in ast.walk(module) if isinstance(node, _Function))


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function or a module in their order, without those of the functions in it."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, _Function):
            yield from _own(node)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _gives_text(function: _Function) -> bool:
    """Whether a function returns a text, or a text or nothing."""
    given = function.returns.left if isinstance(function.returns, ast.BinOp) else function.returns
    return isinstance(given, ast.Name) and given.id == "str"


def _imported(module: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """The names that a module has from others of the package, each with where it may stand."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pressprint"):
            home = (node.module or "").removeprefix("pressprint").removeprefix(".").replace(".", "/")
            yield from ((alias.asname or alias.name, [home]) for alias in node.names)


def _kinds(module: ast.Module) -> Iterator[str]:
    """The errors of a module that take a message as others do."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and not any(map(_is_init, node.body)):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            yield from [node.name] if bases & _SAYING.keys() else []


def _is_init(node: ast.stmt) -> bool:
    return isinstance(node, _Function) and node.name == "__init__"


def _place_of_what(function: _Function) -> int | None:
    """Where a function takes its message, counted as its callers count."""
    names = [argument.arg for argument in function.args.args if argument.arg not in ("self", "cls")]
    return names.index("what") if "what" in names else None


def _reaching(name: str, scope: _Scope, line: int) -> list[ast.expr]:
    """What a name was set to before a line: the last of all, and what other ways through the code set it to."""
    found: list[ast.expr] = []
    for target, value, block in reversed(list(_assigned(scope))):
        if target != name or value.lineno > line:
            continue
        inside = block[0].lineno <= line <= (block[-1].end_lineno or line)
        if inside or not isinstance(block[-1], ast.Raise | ast.Return | ast.Continue):
            found.append(value)
        if inside and not isinstance(value, ast.AugAssign):
            break
    return found[::-1]


def _assigned(scope: ast.AST, block: list[ast.stmt] | None = None) -> Iterator[tuple[str, ast.expr, list[ast.stmt]]]:
    """The names that are set in a scope, in their order: to what, and in which block of statements."""
    for _, field in ast.iter_fields(scope):
        inner = field if isinstance(field, list) and field and isinstance(field[0], ast.stmt) else block
        for node in field if isinstance(field, list) else [field]:
            if not isinstance(node, ast.AST) or isinstance(node, _Function | ast.ClassDef):
                continue
            yield from ((name, value, inner or []) for name, value in _set_by(node))
            yield from _assigned(node, inner)


def _set_by(node: ast.AST) -> Iterable[tuple[str, ast.expr]]:
    """The names that a statement sets, and to what."""
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.NamedExpr(target=ast.Name(id=name), value=value)
        ):
            return [(name, value)]
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return [(name, value)]
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            before = ast.Name(name, lineno=node.lineno - 1)
            return [(name, ast.BinOp(before, ast.Add(), value, lineno=node.lineno))]
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            return [(name.id, value) for name, value in zip(names, values, strict=False) if isinstance(name, ast.Name)]
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Call() as call):
            return _places(names, call, node.lineno)
        case ast.For(target=ast.Tuple(elts=names), iter=ast.Call() as call):
            return _places(names, call, node.lineno)
        case ast.comprehension(target=ast.Tuple(elts=names), iter=ast.Call() as call):
            return _places(names, call, 0)  # what it sets is used before it
    return []


def _places(names: list[ast.expr], call: ast.Call, line: int) -> list[tuple[str, ast.expr]]:
    """The names that the places of what a call gives are set to."""
    return [
        (name.id, ast.Subscript(call, ast.Constant(place), lineno=line))
        for place, name in enumerate(names)
        if isinstance(name, ast.Name)
    ]
