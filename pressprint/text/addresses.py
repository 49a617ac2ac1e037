"""Addresses of the web as they are printed and as they are sent."""

from __future__ import annotations

from urllib.parse import urlsplit


def printed_address(url: str) -> str:
    """An address without the scheme; `www.` is kept."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path + (f"?{parts.query}" if parts.query else "")).rstrip("/")


def sent_address(href: str) -> str:
    """An address in ASCII (RFC 3987, 3.1): the host in punycode, all else percent-encoded."""
    if href.isascii():
        return href
    scheme, _, rest = href.partition(":")
    if scheme in ("http", "https"):
        host, slash, path = rest.removeprefix("//").partition("/")
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = _percent(host)
        return f"{scheme}://{host}{slash}{_percent(path)}"
    return f"{scheme}:{_percent(rest)}"


def _percent(text: str) -> str:
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)
