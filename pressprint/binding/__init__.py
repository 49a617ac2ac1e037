"""Releases together: many PDFs as one volume with contents pages; one release in several languages."""

from pressprint.binding.editions import join_editions, render_editions
from pressprint.binding.volume import Order, bind

__all__ = ["Order", "bind", "join_editions", "render_editions"]
