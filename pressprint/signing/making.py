"""Signing a PDF (ETSI EN 319 142-1), and keeping it checkable for years."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from pressprint.errors import OutputError, Problem, ReadError, SettingError
from pressprint.pdf import Pdf
from pressprint.readers.pdf import open_pdf
from pressprint.release import Release
from pressprint.signing.keys import Signer, checked
from pressprint.signing.needed import need
from pressprint.signing.orders import Level, Order
from pressprint.signing.report import certificates, filled_fields
from pressprint.signing.stamps import no_stamp, time_stamper

if TYPE_CHECKING:
    from pressprint.signing.mark import Mark

FIELD, STAMP = "Signature", "TimeStamp"
"""The names of the fields that signatures and time stamps stand in."""

_SPOKEN, _SPOKEN_STAMP = "Digital signature", "Time stamp"
Value = TypeVar("Value")


def sign(
    pdf: Pdf,
    signer: Signer,
    *,
    level: Level = "b-b",
    tsa: str | None = None,
    roots: Iterable[str | Path] = (),
    visible: bool = False,
    layout: str | None = None,
    now: datetime | None = None,
) -> Pdf:
    """A PDF with a signature in it; all else stays as it is.

    `signer` is what `load_pkcs12` or `load_pkcs11` gives. `level` is that of PAdES: "b-b", "b-t" with a time stamp of
    the server at `tsa`, or "b-lta" with all that a check needs in years to come. `roots` are files of certificates that
    the chain may end in, where B-LTA needs them. The signature says that no changes are allowed after it.

    With `visible` a small mark at the foot of the last page tells who signed, in the layout of the release that the PDF
    carries, or in `layout` (a name or path). `now` is the
    time by which the certificate must be valid, by default the clock's.

    Raises:
        ReadError: the key cannot be had, or its certificate is not valid.
        SettingError: the file is signed already, or what was asked for does not fit together.
        OutputError: the time-stamp server gave no time stamp.
    """
    order = Order(signer, level, tsa, tuple(map(Path, roots)), visible, layout)
    return replace(pdf, content=sign_bytes(pdf.content, order, name=pdf.filename, now=now))


def sign_bytes(
    data: bytes, order: Order, *, name: str, now: datetime | None = None, release: Release | None = None
) -> bytes:
    """As `sign`, of the bytes of a PDF; `name` is what messages call it, `release` what it was made of.

    Raises:
        ReadError: also where it is no PDF, or is damaged or encrypted.
    """
    need()
    if order.level != "b-b" and not order.tsa:
        raise SettingError(Problem(f"level {order.level} needs a time-stamp server; give its address with --tsa"))
    _check(data, name)
    with order.signer.opened() as key:
        checked(key, order.signer.name, now or datetime.now(UTC))
        mark = _mark(data, key, order, name, now, release) if order.visible else None
        try:
            signed = apart(lambda: _signed(data, key, order, mark))
            return apart(lambda: _kept(signed, key, order)) if order.level == "b-lta" else signed
        except Exception as error:
            raise unsigned(error, order) from None


def unsigned(error: Exception, order: Order) -> Exception:
    """The error that tells why there is no signature; what is a fault of our own stays as it is."""
    if isinstance(error, OSError) and order.tsa:  # among them that the server took too long
        return no_stamp(error, order.tsa)
    if type(error).__module__.partition(".")[0] in ("pkcs11", "pyhanko", "pyhanko_certvalidator"):
        what = f"the key did not sign ({type(error).__name__}{f': {error}' if str(error) else ''})"
        return OutputError(Problem(f"{what}; nothing was signed", order.signer.name))
    return error


def signer_mark(order: Order, now: datetime | None = None) -> str:
    """Who signs and at which level, as one line: what makes a file signed so another than one signed otherwise.

    Raises:
        ReadError: the key cannot be had, or its certificate is not valid.
    """
    need()
    with order.signer.opened() as key:
        checked(key, order.signer.name, now or datetime.now(UTC))
        return f"{order.level}{' visible' if order.visible else ''} {key.signing_cert.subject.human_friendly}"


def _check(data: bytes, name: str) -> None:
    """Looks at whether a file can be signed.

    Raises:
        ReadError: it is no PDF, or damaged or encrypted.
        SettingError: it is signed.
    """
    with open_pdf(Path(name), data) as pdf:
        if not pdf.pages:
            raise ReadError(Problem("has no page", name))
        if filled_fields(pdf):
            what = "is signed already, and says that nothing may be added; sign the file as it was rendered"
            raise SettingError(Problem(what, name))


def _mark(data: bytes, key: Any, order: Order, name: str, now: datetime | None, release: Release | None) -> Mark:
    """The mark on the page, with the name that the certificate is of."""
    from pressprint.signing.check import named
    from pressprint.signing.mark import mark_of  # what is not seen needs no fonts

    signer, moment = named(key.signing_cert), now or datetime.now(UTC)
    return mark_of(data, name, signer, moment, release=release, layout=order.layout)


def _signed(data: bytes, key: Any, order: Order, mark: Mark | None) -> bytes:
    """The file with its signature: level B-B, or with a time stamp in it B-T."""
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.stamp import NoOpStampStyle

    from pressprint.signing.revision import Pades, Revision

    revision = Revision(data)
    field = revision.add_field(FIELD, mark.text if mark else _SPOKEN, mark.box if mark else None)
    if mark:
        revision.show(field, mark.content)
    if order.level == "b-lta":  # the field of the time stamp is there before nothing may be added any more
        revision.add_field(STAMP, _SPOKEN_STAMP)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    stamper = time_stamper(order.tsa) if order.tsa and order.level != "b-b" else None
    out = BytesIO()
    Pades(metadata, key, timestamper=stamper, stamp_style=NoOpStampStyle()).sign_pdf(
        revision, existing_fields_only=True, output=out
    )
    return out.getvalue()


def _kept(data: bytes, key: Any, order: Order) -> bytes:
    """The file with what a check needs in it, and a time stamp over all (ETSI EN 319 142-1, 5.4 and 5.5)."""
    from pyhanko.sign.signers import PdfTimeStamper
    from pyhanko.sign.validation import DocumentSecurityStore

    from pressprint.signing.revision import Revision

    stamper = time_stamper(order.tsa or "")
    context, paths = _paths(key, stamper, order)
    revision = Revision(data)
    DocumentSecurityStore.supply_dss_in_writer(revision, None, paths=paths, validation_context=context)
    out = BytesIO()
    PdfTimeStamper(stamper, field_name=STAMP).timestamp_pdf(revision, "sha256", output=out)
    return out.getvalue()


def _paths(key: Any, stamper: Any, order: Order) -> tuple[Any, list[Any]]:
    """The chains of the signer and of the time-stamp server, with what tells that none of them was revoked."""
    import asyncio

    from pyhanko_certvalidator import CertificateValidator, ValidationContext

    others = list(key.cert_registry)
    roots = [root for file in order.roots for root in certificates(file)]
    roots += [certificate for certificate in others if certificate.self_signed != "no" and certificate.ca]
    if not roots:
        raise _no_chain("the key's file holds no root certificate", order)

    async def found() -> tuple[Any, list[Any]]:
        context = ValidationContext(trust_roots=roots, other_certs=others, allow_fetching=True)
        try:
            validator = CertificateValidator(key.signing_cert, others, validation_context=context)
            paths = [await validator.async_validate_usage(set())]
            paths += [path async for path in stamper.validation_paths(context)]
            return context, paths
        finally:
            await context.aclose()

    from pyhanko_certvalidator.errors import PathError

    try:
        return asyncio.run(found())
    except (PathError, ValueError) as error:
        raise _no_chain(str(error)[:160], order) from None


def _no_chain(why: str, order: Order) -> OutputError:
    what = f"level b-lta needs the whole chain of certificates, of the key and of the time-stamp server ({why})"
    return OutputError(Problem(f"{what}; give the roots with --trust", order.signer.name))


def apart(task: Callable[[], Value]) -> Value:
    """What a task gives. Where a loop of asyncio runs already, as in a notebook, another thread does it: pyHanko begins
    a loop of its own, of which a thread has no more than one."""
    import asyncio  # an archive that is not signed does not pay for it

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return task()
    result: list[Value] = []
    trouble: list[BaseException] = []

    def run() -> None:
        try:
            result.append(task())
        except BaseException as error:  # raised again where it belongs
            trouble.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if trouble:
        raise trouble[0]
    return result[0]
