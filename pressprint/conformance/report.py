"""What a check found: findings with their clause, and what was not checked."""

from __future__ import annotations

from msgspec import Struct


class Finding(Struct, frozen=True):
    """One breach. `rule` names the clauses of ISO 14289-1 (UA) and ISO 19005-3 (A), with the test's number."""

    rule: str
    place: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.place}: {self.message}; {self.hint}"


class Report(Struct, frozen=True):
    """All findings of one file. `not_checked` names each clause that was not looked at: it is not passed."""

    file: str
    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing that was checked is broken."""
        return not self.findings
