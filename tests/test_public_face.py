"""The public face: what `import pressprint` offers, and that each of it is explained."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

import pressprint
from pressprint import errors

PACKAGE = Path(pressprint.__file__).parent


def test_all_names_are_exactly_these():
    """`__all__` is sorted and holds each name that type checkers see imported, from where it is imported for them."""
    tree = ast.parse(Path(pressprint.__file__).read_text(encoding="utf-8"))
    shown = next(node for node in tree.body if isinstance(node, ast.If)).body
    homes = {alias.name: node.module for node in shown if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert pressprint.__all__ == sorted(homes)
    for name, home in homes.items():
        assert getattr(pressprint, name) is getattr(importlib.import_module(home), name)
    assert set(dir(pressprint)) >= set(pressprint.__all__)


def test_other_names_are_refused():
    """A name that there is not is an `AttributeError`, as of any module."""
    with pytest.raises(AttributeError, match="has no attribute 'rendr'"):
        _ = pressprint.rendr


@pytest.mark.parametrize("name", pressprint.__all__)
def test_each_name_is_documented(name):
    """Each public name has a docstring of its own that begins with a sentence."""
    value = getattr(pressprint, name)
    first = (value.__doc__ or "").strip().split("\n\n")[0]
    assert first.endswith((".", ":")), name


@pytest.mark.parametrize("name", pressprint.__all__)
def test_each_method_is_documented(name):
    """Each public method and property of a public class has a docstring."""
    value = getattr(pressprint, name)
    if inspect.isclass(value):
        for method, function in vars(value).items():
            own = inspect.isfunction(function) or isinstance(function, (property, classmethod, staticmethod))
            if own and not method.startswith("_"):
                assert inspect.getdoc(function), f"{name}.{method}"


def test_the_errors_are_the_family_that_is_drawn():
    """The tree at the head of the errors' module names each error, and each is public."""
    drawn = set(re.findall(r"\b(\w+Error)\b", errors.__doc__))
    family = {name for name, value in vars(errors).items() if inspect.isclass(value) and name.endswith("Error")}
    assert drawn == family
    assert family <= set(pressprint.__all__)
    assert all(issubclass(getattr(errors, name), errors.PressprintError) for name in family)


def test_an_error_holds_its_problems():
    """An error is told line by line, each problem with its file, line and field, and they can be asked for."""
    error = errors.ReadError(
        [
            errors.Problem("is missing", "a.md", 3, "title"),
            errors.Problem("is empty", field="body"),
            errors.Problem("is odd", "b.md"),
        ]
    )
    assert str(error) == "a.md:3: title: is missing\nbody: is empty\nb.md: is odd"
    assert [problem.line for problem in error.problems] == [3, None, None]
    assert str(error.in_file("c.md")).splitlines()[1] == "c.md: body: is empty"
    assert type(error.in_file("c.md")) is errors.ReadError
    assert str(errors.LayoutError("one line")) == "one line"


def test_values_in_messages():
    """A value in a message stands in quotes on one line, and a long one is cut."""
    assert errors.quoted("a\n b") == "“a b”"
    assert errors.quoted("x" * 100) == f"“{'x' * 59}…”"
    assert [errors.listed("abc"[:count]) for count in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert errors.nearest("Titel", ["title", "lead"]) == "title"
    assert errors.nearest("zzz", ["title", "lead"]) is None


def test_each_module_says_what_it_is():
    """Each module of the package opens with a docstring."""
    for path in sorted(PACKAGE.rglob("*.py")):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_the_package_is_typed():
    """The package tells type checkers that it has types."""
    assert (PACKAGE / "py.typed").exists()


def test_the_docstring_of_the_package_works(monkeypatch, tmp_path):
    """The lines that `help(pressprint)` shows can be run as they stand."""
    (tmp_path / "cp199.md").write_text("---\ntitle: Lit again\nlanguage: en\n---\nThe lamp is lit.\n")
    lines = [line for line in pressprint.__doc__.splitlines() if re.match(r"import |release = |pdf", line)]
    assert len(lines) == 4
    exec("\n".join(lines), {})
    assert (tmp_path / "cp199.pdf").read_bytes().startswith(b"%PDF")
