"""Addresses of the web as they are printed."""

from __future__ import annotations

from urllib.parse import urlsplit


def shown(url: str) -> str:
    """An address without the scheme; `www.` is kept."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path + (f"?{parts.query}" if parts.query else "")).rstrip("/")
