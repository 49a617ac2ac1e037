"""The clauses of both standards: each once, and those that are checked named in the code and on their page."""

from __future__ import annotations

import re
from pathlib import Path

import pressprint.conformance
from pressprint.conformance import clauses
from pressprint.conformance.reference import reference_page


def test_the_reference_page_is_current(root: Path) -> None:
    assert (root / "docs" / "conformance.md").read_text(encoding="utf-8") == reference_page()


def test_each_clause_that_is_checked_is_named_in_the_code() -> None:
    folder = Path(pressprint.conformance.__file__).parent
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    unnamed = [c.id for c in clauses() if c.state == "checked" and not re.search(re.escape(c.id) + '[",]', code)]
    named = re.findall(r"\b(?:UA|A) \d[\d.]*-\d+", code)
    assert unnamed == []
    assert set(named) <= {c.id for c in clauses() if c.state == "checked"}


def test_clauses_are_listed_once() -> None:
    ids = [clause.id for clause in clauses()]
    assert len(ids) == len(set(ids))
