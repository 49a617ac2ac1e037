"""IPTC ninjs becomes a release: what `to_ninjs` writes, and what others write in the same properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pressprint.errors import Problem
from pressprint.readers import markup
from pressprint.readers.foreign import entries, objects, said, texts
from pressprint.readers.source import Source

_PARTS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "correction": ("correction_note", markup.content),
    "key-figures": ("key_figures", lambda html: list(_key_figures(html))),
    "highlights": ("highlights", markup.items),
    "lead": ("lead", markup.content),
    "facts": ("facts", lambda html: [{"label": label, "text": text} for label, text in markup.terms(html)]),
    "main": ("body", markup.blocks),
    "notes": ("notes", markup.blocks),
    "legal": ("legal", markup.blocks),
    "usage-terms": ("usage_terms", markup.content),
    "copyright": ("copyright", markup.content),
}
"""The field of each role of a body, and how its HTML is read."""

_SYMBOLS = {"urn:iso:std:iso:6166": "isin", "urn:iso:std:iso:17442": "lei"}

Data = dict[str, Any]


def fields(data: Data, source: Source, warnings: list[Problem]) -> Data:
    """The fields of a release that a ninjs object tells. What it has beside them is added to the warnings.

    Raises:
        ReadError: a property has another form than ninjs gives it.
    """
    found: Data = {
        "language": data.get("language"),
        "place": data.get("located"),
        "embargo": data.get("embargoedUntil"),
    }
    created = data.get("contentCreated") or data.get("firstCreated") or data.get("versionCreated")
    found["date"] = created[:10] if isinstance(created, str) else created
    found |= _headlines(data, source)
    found |= rich_parts([(one.get("role"), one.get("value")) for one in objects(data, "bodies", source)])
    found |= {one["role"]: one.get("value") for one in objects(data, "altIds", source) if said(one, "role") in _ALT_IDS}
    found |= _people(data, source) | _organisations(data, source) | _subjects(data, source)
    found |= {"editions": [_edition(one, source) for one in _related(data, "associations", "edition", source)]}
    uri = data.get("uri")
    if isinstance(uri, str) and uri.startswith(("http:", "https:")):
        found["url"] = uri
    if data.get("pubStatus") == "withheld" and not found.get("status"):
        found["status"] = "draft"
    warnings += _left(data, source)
    return {key: value for key, value in found.items() if value not in (None, [], "")}


_ALT_IDS = {"reference", "corrects", "updates", "withdraws"}
_KNOWN = {
    *("uri", "standard", "type", "representationType", "profile", "language", "contentCreated", "firstCreated"),
    *("versionCreated", "embargoedUntil", "pubStatus", "edNote", "title", "headlines", "bodies", "located", "people"),
    *("organisations", "places", "subjects", "genres", "infoSources", "associations", "altIds", "version", "slugline"),
    "descriptions",
}


def _left(data: Data, source: Source) -> Iterator[Problem]:
    for name in sorted(data.keys() - _KNOWN):
        yield Problem("is not read: a release has no field for it", source.name, field=name)


def rich_parts(found: list[tuple[Any, Any]]) -> Data:
    """The fields of rich parts, each given by its role and its HTML. One without a role is the body."""
    result: Data = {}
    for role, html in found:
        if not isinstance(html, str):
            continue
        if role == "boilerplate":
            result.setdefault("boilerplate", []).append(markup.boilerplate(html))
            continue
        name, read = _PARTS.get(str(role), _PARTS["main"])
        made = read(html)
        result[name] = [*result[name], *made] if name in result else made
    return result


def _key_figures(html: str) -> Iterator[Data]:
    for figure, text in markup.terms(html):
        yield {"figure": figure, "text": "".join(run.get("text", "") for run in text)}


def _headlines(data: Data, source: Source) -> Data:
    """Kickers, title and subtitle by their roles; of a headline without one, the title."""
    by_role: dict[str, list[Any]] = {}
    for one in objects(data, "headlines", source):
        role = said(one, "role") if said(one, "role") in ("kicker", "sub", "slugline") else "main"
        by_role.setdefault(role, []).append(one.get("value"))
    title = by_role.get("main") or ([data["title"]] if data.get("title") else None)
    if title is None:
        raise source.error("“headlines” is missing or empty; expected one with the role “main”")
    slugline = next(iter(by_role.get("slugline", [])), data.get("slugline"))
    subtitle = " ".join(map(str, by_role.get("sub", [])))
    return {"title": title, "kickers": by_role.get("kicker"), "subtitle": subtitle, "slugline": slugline}


def _people(data: Data, source: Source) -> Data:
    contacts, signed = [], []
    for person in objects(data, "people", source):
        told = {"name": person.get("name")}
        info = objects(person, "contactInfo", source)
        for kind in ("role", "organisation"):
            told[kind] = next((one.get("value") for one in info if one.get("type") == kind), None)
        if person.get("rel") == "signatory":
            signed.append(told)
        elif person.get("rel") == "contact":
            phones = [one.get("value") for one in info if one.get("type") in ("phone", "mobile")]
            email = next((one.get("value") for one in info if one.get("type") == "email"), None)
            contacts.append({**told, "phones": phones, "email": email})
    return {"contacts": contacts, "signatory": signed}


def _organisations(data: Data, source: Source) -> Data:
    found: Data = {"listings": []}
    header = next((one for one in objects(data, "genres", source) if one.get("literal") == "regulated"), None)
    subject = next((one for one in _related(data, "subjects", "regulated", source)), {})
    if header is not None:
        found["regulated"] = {"label": header.get("name"), "subject": subject.get("name"), "issuer": None}
    for one in objects(data, "organisations", source):
        if one.get("rel") == "listing":
            found["listings"].append(_listing(one, source))
        elif one.get("rel") == "regulated-issuer" and header is not None:
            found["regulated"]["issuer"] = _organisation(one, source)
        elif one.get("rel") == "joint-issuer":
            found.setdefault("issuers", []).append(_organisation(one, source))
        elif "organisation" not in found:
            found["organisation"] = _organisation(one, source)
    return found


def _organisation(one: Data, source: Source) -> Data:
    result: Data = {"name": one.get("name")}
    for info in objects(one, "contactInfo", source):
        address = info.get("address")
        if isinstance(address, dict):
            result["address"] = "\n".join(texts(address, "lines")) or None
            result["country"] = address.get("country")
        elif info.get("type") == "web":
            result["website"] = info.get("value")
    return result


def _listing(one: Data, source: Source) -> Data:
    result: Data = {"segment": one.get("literal")}
    for symbol in objects(one, "symbols", source):
        result["market"] = symbol.get("exchange")
        result[_SYMBOLS.get(said(symbol, "symbolType"), "ticker")] = symbol.get("symbol")
    return result


def _subjects(data: Data, source: Source) -> Data:
    found: Data = {
        "keywords": [one.get("name") for one in objects(data, "subjects", source) if said(one, "rel") not in _OWN],
        "hashtags": [one.get("name") for one in _related(data, "subjects", "hashtag", source)],
        "country": next((one.get("literal") for one in _related(data, "places", "country", source)), None),
        "status": next((g.get("name") for g in objects(data, "genres", source) if g.get("literal") == "status"), None),
        "kind": next((g.get("name") for g in objects(data, "genres", source) if g.get("literal") == "kind"), None),
        "summary": next((one.get("value") for one in _related(data, "descriptions", "", source)), None),
        "links": [],
        "accounts": [],
    }
    for one in objects(data, "infoSources", source):
        if one.get("role") == "website":
            found["links"].append({"label": one.get("name"), "url": one.get("uri")})
        elif one.get("role") == "account":
            account = {"network": one.get("name"), "handle": one.get("literal"), "url": one.get("uri")}
            found["accounts"].append(account)
    return found


_OWN = {"hashtag", "regulated"}


def _related(data: Data, name: str, rel: str, source: Source) -> list[Data]:
    return [one for one in objects(data, name, source) if str(one.get("rel", "")).endswith(rel)]


def _edition(one: Data, source: Source) -> Data:
    uri = str(one.get("uri", ""))
    return {
        "language": one.get("language"),
        "url": uri if uri.startswith("http") else None,
        "file": entries(one, "altIds", "file", source),
        "title": one.get("title"),
        "authoritative": one.get("rel") == "authoritative-edition",
    }
