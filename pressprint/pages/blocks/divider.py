"""A break between two parts of the body that has no heading: a short rule with space around it."""

from __future__ import annotations

from pressprint.pages.blocks.roles import Roles
from pressprint.pages.desk import Desk
from pressprint.pages.values import Row, RuleItem
from pressprint.release import Divider

_WIDTH = 48.0
_THICKNESS = 0.75


def set_divider(block: Divider, desk: Desk, roles: Roles, parent: int) -> list[Row]:
    """One row with a short rule in the brand's colour."""
    leading = desk.layout.style(roles.text).leading
    rule = RuleItem(0, leading / 2, _WIDTH, _THICKNESS, desk.layout.keys.colours.brand)
    return [Row(leading, (rule,), above=leading / 2, below=leading / 2)]
