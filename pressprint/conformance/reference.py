"""The page of the documentation that lists the clauses, made from their table."""

from __future__ import annotations

from pressprint.conformance.clauses import Clause, clauses

_HEAD = """# What PDF/UA-1 and PDF/A-3a ask, and how it is met

The clauses of ISO 14289-1 (UA) and ISO 19005-3 (A) that a machine can check, each with the number of its test in
the profiles of veraPDF. `checked` is what `pressprint verify` looks at; `held` is met by the way files are written
and not looked at; `absent` concerns what no file of pressprint's holds. What is not checked is not thereby passed.
This page is made from `pressprint/conformance/clauses.toml`.
"""

_TITLES = {"UA": "PDF/UA-1 (ISO 14289-1)", "A": "PDF/A-3a (ISO 19005-3)"}


def reference_page() -> str:
    """All clauses with what they ask, how it is met and whether it is checked, as Markdown."""
    parts = [_HEAD]
    for standard, title in _TITLES.items():
        rows = [clause for clause in clauses() if clause.id.split()[0] == standard]
        parts += [f"\n## {title}\n", "| clause | asks | how it is met | state |", "| --- | --- | --- | --- |"]
        parts += [_row(clause) for clause in rows]
    return "\n".join(parts) + "\n"


def _row(clause: Clause) -> str:
    return f"| {clause.id} | {clause.asks} | {clause.how} | {clause.state} |"
