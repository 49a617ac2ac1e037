"""JSON-LD of schema.org becomes a release: what `to_jsonld` writes, and what others say of an article in its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressprint.errors import Problem
from pressprint.readers.foreign import objects, said, texts
from pressprint.readers.ninjs import rich_parts
from pressprint.readers.source import Source
from pressprint.release import KINDS

_EMBARGOED = "embargoed until "
_STATUSES = {"draft", "immediate", "embargoed", "released", "correction", "update", "withdrawn"}
_ARTICLES = {"NewsArticle", "Article", "ReportageNewsArticle", "CreativeWork", "WebPage"}
_KNOWN = {
    *("@context", "@type", "@id", "headline", "name", "alternativeHeadline", "articleSection", "description"),
    *("identifier", "inLanguage", "dateCreated", "datePublished", "creativeWorkStatus", "locationCreated"),
    *("countryOfOrigin", "url", "mainEntityOfPage", "isBasedOn", "articleBody", "hasPart", "publisher"),
    *(
        "sourceOrganization",
        "producer",
        "author",
        "citation",
        "keywords",
        "about",
        "workTranslation",
        "abstract",
        "genre",
    ),
}

Data = dict[str, Any]


def fields(data: Data, source: Source, warnings: list[Problem]) -> Data:
    """The fields of a release that an article tells. What it has beside them is added to the warnings.

    Raises:
        ReadError: it is another thing than an article, or a property has another form than schema.org gives it.
    """
    graph = [one for one in objects(data, "@graph", source) if _ARTICLES & set(texts(one, "@type"))]
    data = graph[0] if graph else data
    if not _ARTICLES & set(texts(data, "@type")):
        kind = ", ".join(texts(data, "@type")) or "no @type"
        raise source.error(f"“@type” is {kind}; expected NewsArticle")
    found: Data = {
        "title": data.get("headline") or data.get("name"),
        "subtitle": data.get("alternativeHeadline"),
        "summary": data.get("abstract"),
        "kind": next((genre for genre in texts(data, "genre") if genre in KINDS), None),
        "kickers": texts(data, "articleSection"),
        "reference": data.get("identifier"),
        "language": data.get("inLanguage"),
        "place": _inner(data, "locationCreated", "name", source),
        "country": _inner(data, "countryOfOrigin", "name", source),
        "url": data.get("url"),
        "signatory": [_person(one, source) for one in objects(data, "author", source) if one.get("@type") == "Person"],
        "links": [{"label": one.get("name"), "url": one.get("url")} for one in objects(data, "citation", source)],
        "issuers": [_organisation(one, source) for one in objects(data, "producer", source)],
        "editions": [_edition(one, source) for one in objects(data, "workTranslation", source)],
    }
    day = data.get("datePublished") or data.get("dateCreated")
    found["date"] = day[:10] if isinstance(day, str) else day
    found |= _standing(data, source) | _keywords(data) | _publisher(data, source) | _about(data, source)
    if not found["title"]:
        raise source.error("“headline” is missing; expected the title of the release")
    rich = rich_parts([(one.get("name"), one.get("text")) for one in objects(data, "hasPart", source)])
    if not rich and isinstance(data.get("articleBody"), str):
        rich = {"body": [part for part in data["articleBody"].split("\n\n") if part.strip()]}
    for name in sorted(data.keys() - _KNOWN):
        warnings.append(Problem("is not read: a release has no field for it", source.name, field=name))
    return {key: value for key, value in (found | rich).items() if value not in (None, [], "")}


def _inner(data: Data, name: str, key: str, source: Source) -> Any:
    return next((one.get(key) for one in objects(data, name, source)), None)


def _standing(data: Data, source: Source) -> Data:
    found: Data = {}
    for told in texts(data, "creativeWorkStatus"):
        if told in _STATUSES:
            found["status"] = told
        elif _EMBARGOED in told:
            found["embargo"] = told.partition(_EMBARGOED)[2]
    for one in objects(data, "isBasedOn", source):
        if (field := said(one, "creativeWorkStatus")) in ("corrects", "updates", "withdraws"):
            found[field] = one.get("identifier")
    return found


def _keywords(data: Data) -> Data:
    words = texts(data, "keywords")
    if isinstance(data.get("keywords"), str):
        words = [word.strip() for word in words[0].split(",")]
    return {
        "keywords": [word for word in words if not word.startswith("#")],
        "hashtags": [word for word in words if word.startswith("#")],
    }


def _publisher(data: Data, source: Source) -> Data:
    one = next(iter(objects(data, "publisher", source)), {})
    contacts = [
        {**_person(point, source), "phones": texts(point, "telephone"), "email": point.get("email")}
        for point in objects(one, "contactPoint", source)
    ]
    accounts = [{"url": url} for url in texts(one, "sameAs")]
    return {"organisation": _organisation(one, source), "contacts": contacts, "accounts": accounts}


def _organisation(one: Data, source: Source) -> Data | None:
    if not one.get("name"):
        return None
    return {
        "name": one["name"],
        "website": one.get("url"),
        "address": _inner(one, "address", "streetAddress", source),
        "country": _inner(one, "address", "addressCountry", source),
    }


def _person(one: Data, source: Source) -> Data:
    return {
        "name": one.get("name"),
        "role": one.get("jobTitle"),
        "organisation": _inner(one, "worksFor", "name", source),
    }


def _about(data: Data, source: Source) -> Data:
    found: Data = {"listings": list(_listings(data, source))}
    for one in objects(data, "about", source):
        if one.get("termCode") == "regulated":
            issuers = objects(data, "sourceOrganization", source)
            issuer = _organisation(issuers[0], source) if issuers else None
            found["regulated"] = {"label": one.get("name"), "subject": one.get("description"), "issuer": issuer}
    return found


def _listings(data: Data, source: Source) -> Iterator[Data]:
    for one in objects(data, "about", source):
        if one.get("@type") == "Corporation":
            values = objects(one, "identifier", source)
            yield {
                value["propertyID"]: value.get("value") for value in values if str(value.get("propertyID")) in _CODES
            }


_CODES = {"market", "segment", "ticker", "isin", "lei"}


def _edition(one: Data, source: Source) -> Data:
    return {
        "language": one.get("inLanguage"),
        "url": one.get("url"),
        "title": one.get("name"),
        "file": _inner(one, "encoding", "name", source),
        "authoritative": one.get("creativeWorkStatus") == "authoritative",
    }
