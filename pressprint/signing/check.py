"""The check of signatures. Loaded only where pyHanko is."""

from __future__ import annotations

import logging
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import DocumentSecurityStore, async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms, extract_tst_data_iter
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from pressprint.signing.changes import changes
from pressprint.signing.report import NO_ROOT, Seal

for _name in ("pyhanko", "pyhanko_certvalidator"):  # what they find is told here, in our words
    logging.getLogger(_name).addHandler(logging.NullHandler())


async def checked_seals(data: bytes, roots: list[Any], now: datetime) -> tuple[Seal, ...]:
    """The signatures and document time stamps of a signed PDF, checked."""
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        signatures = list(reader.embedded_signatures)
    except Exception as error:  # what a malformed file or signature makes the reader raise
        return (_unread(error),)
    result = []
    for signature in signatures:
        try:
            result.append(await _checked(data, reader, signature, roots, now))
        except Exception as error:  # whatever a forged one holds
            result.append(_unread(error))
    return tuple(result) or (_unread(ValueError("a field says so, and no signature is found")),)


async def checked_list(content: bytes, signature: bytes, roots: list[Any], now: datetime) -> Seal:
    """A detached signature of a list, checked."""
    try:
        signed = cms.ContentInfo.load(signature)["content"]
        stamp = next(extract_tst_data_iter(signed["signer_infos"][0], signed=False), None)
        stamped = _time_of(stamp) if stamp is not None else None
        status = await async_validate_detached_cms(
            content, signed, ValidationContext(**_options(roots, stamped or now))
        )
        inner = status.timestamp_validity
        if inner is not None and roots and not inner.trusted:
            stamped = None
            status = await async_validate_detached_cms(content, signed, ValidationContext(**_options(roots, now)))
        time = stamped or status.signer_reported_dt
        invalid = "" if status.intact and status.valid else "the list was changed after it was signed"
        invalid = invalid or _stamp_fault(inner) or _expiry(status.signing_cert, stamped, time, now)
        untrusted = "" if invalid else _distrust(status, inner, roots)
        coverage = "covers the list"
        return Seal("signature", named(status.signing_cert), time, stamped is not None, coverage, invalid, untrusted)
    except Exception as error:  # whatever a forged one holds
        return _unread(error)


def _unread(error: Exception) -> Seal:
    what = f"the signature itself was changed or is malformed ({str(error)[:80] or type(error).__name__})"
    return Seal("signature", "someone unknown", None, False, "", invalid=what)


async def _checked(data: bytes, reader: Any, signature: Any, roots: list[Any], now: datetime) -> Seal:
    is_stamp = signature.sig_object_type == "/DocTimeStamp"
    stamp = (
        signature.signed_data if is_stamp else next(extract_tst_data_iter(signature.signer_info, signed=False), None)
    )
    stamped = _time_of(stamp) if stamp is not None else None
    time = stamped or signature.self_reported_timestamp
    context = _context(reader, roots, stamped or now)
    validate = async_validate_pdf_timestamp if is_stamp else async_validate_pdf_signature
    status = await validate(signature, context)
    certificate = status.signing_cert
    inner = None if is_stamp else status.timestamp_validity
    if inner is not None and roots and not inner.trusted:  # a time that anyone may have told
        stamped = None
        status = await validate(signature, _context(reader, roots, now))
    until = _end(data, signature)
    invalid, coverage = _held(data, status, until)
    invalid = invalid or _stamp_fault(inner) or _expiry(certificate, stamped, time, now)
    return Seal(
        "time stamp" if is_stamp else "signature",
        named(certificate),
        time,
        stamped is not None,
        coverage,
        invalid=invalid,
        untrusted="" if invalid else _distrust(status, inner, roots),
    )


def _context(reader: Any, roots: list[Any], moment: datetime) -> Any:
    """What certificates are checked against: the roots, and what the file itself holds for it."""
    options = _options(roots, moment)
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(options)
    except NoDSSFoundError:
        return ValidationContext(**options)


def _options(roots: list[Any], moment: datetime) -> dict[str, Any]:
    return {"trust_roots": roots, "moment": moment, "allow_fetching": False, "retroactive_revinfo": True}


def _time_of(stamp: Any) -> datetime:
    time: datetime = stamp["encap_content_info"]["content"].parsed["gen_time"].native
    return time


def _end(data: bytes, signature: Any) -> int:
    """Where the revision ends that was signed."""
    ranges = [int(number) for number in signature.byte_range]
    return min(len(data), ranges[-2] + ranges[-1])


def _held(data: bytes, status: Any, until: int) -> tuple[str, str]:
    """Why a signature does not hold, or else what it covers."""
    if not status.intact:
        return "the file was changed after it was signed", ""
    if not status.valid:
        return "the signature was made with another key than that of its certificate", ""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "", "covers the whole file"
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return "it does not cover all of the file that was signed", ""
    found = changes(data[:until], data)
    if status.docmdp_ok is False or isinstance(status.diff_result, SuspiciousModification) or found:
        told = "; ".join(found) or "what the pages say and what is attached is as it was signed"
        return f"{len(data) - until} bytes were added after it was signed, which it forbids: {told}", ""
    added = f"{len(data) - until} bytes were added since, which only keep it checkable"
    return "", f"covers the whole release; {added}; the text on the pages is the text that was signed"


def _stamp_fault(inner: Any) -> str:
    if inner is None or (inner.valid and inner.intact):
        return ""
    return "its time stamp is not of this signature, or was changed"


def _expiry(certificate: Any, stamped: datetime | None, time: datetime | None, now: datetime) -> str:
    """Whether the certificate was in force, so far as time is known."""
    begin, end = certificate.not_valid_before, certificate.not_valid_after
    at = stamped or time or now
    if at > end:
        return f"the certificate had expired on {end:%Y-%m-%d}, before it signed"
    if at < begin:
        return f"the certificate was valid only from {begin:%Y-%m-%d} on, after it signed"
    if stamped is None and now > end:
        return f"the certificate expired on {end:%Y-%m-%d}, and no time stamp tells that the signature is older"
    return ""


def _distrust(status: Any, inner: Any, roots: list[Any]) -> str:
    """Why a certificate is not trusted; empty where it is."""
    if not roots:
        return NO_ROOT
    if status.revoked:
        return "the certificate was revoked"
    if not status.trusted:
        problem = getattr(status.trust_problem_indic, "name", "") or "NO_CERTIFICATE_CHAIN_FOUND"
        return _DISTRUST.get(problem, f"the certificate cannot be checked ({problem.lower().replace('_', ' ')})")
    if inner is not None and not inner.trusted:
        return "the time stamp is of a server that none of the given roots vouches for"
    return ""


_FOREIGN = "the certificate is foreign: none of the given roots vouches for it"
_DISTRUST = {
    "NO_CERTIFICATE_CHAIN_FOUND": _FOREIGN,
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": _FOREIGN,
    "CHAIN_CONSTRAINTS_FAILURE": "the certificate is not made for signatures",
    "KEY_USAGE_CONSTRAINTS_FAILURE": "the certificate is not made for signatures",
    "TRY_LATER": "nothing tells whether the certificate was revoked",
}


def named(certificate: Any) -> str:
    """Whom a certificate names: the person or office, and its organisation."""
    names = certificate.subject.native
    common, organisation = names.get("common_name"), names.get("organization_name")
    common = ", ".join(common) if isinstance(common, list) else common
    if not common:
        return str(organisation or certificate.subject.human_friendly)
    return f"{common} ({organisation})" if organisation and organisation != common else str(common)
