"""Blocks that are read but cannot be set yet: refused by name, never left out."""

from __future__ import annotations

from typing import NoReturn

from pressprint.errors import Problem, SettingError, quoted
from pressprint.pages.blocks.roles import Roles
from pressprint.pages.desk import Desk
from pressprint.release import Figure


def refuse_figure(block: Figure, desk: Desk, roles: Roles, parent: int) -> NoReturn:
    """Raises the error that names the figure."""
    raise SettingError(Problem(f"the figure {quoted(block.src)} cannot be set yet; take it out of the release"))
