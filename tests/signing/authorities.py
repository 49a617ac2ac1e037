"""An authority of certificates made for the tests, its time-stamp server on loopback, and a signed release."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from pressprint import Pdf, Release, render
from pressprint.signing import Pkcs12, load_pkcs12

SECRET = "der Schlüssel"


@dataclass
class Authority:
    """A root that issues certificates for an invented office, valid a month unless other days are given."""

    folder: Path
    name: str = "Root of the lights"
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @cached_property
    def certificate(self) -> x509.Certificate:
        return self.issue(self.name, self.key, root=True)

    @cached_property
    def pem(self) -> Path:
        file = self.folder / f"{self.name}.pem"
        file.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return file

    def issue(
        self, name: str, key: Any, *, root: bool = False, stamps: bool = False, days: tuple[int, int] = (-60, 30)
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Lighthouse Office"),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )
        usage = dict.fromkeys(
            ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
        )
        usage |= {"digital_signature": not root, "content_commitment": not (root or stamps)}
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if root else self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=days[0]))
            .not_valid_after(now + timedelta(days=days[1]))
            .add_extension(x509.BasicConstraints(root, None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.KeyUsage(key_cert_sign=root, crl_sign=root, **usage), critical=True)
        )
        if stamps:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return builder.sign(self.key, hashes.SHA256())

    def p12(self, name: str, **issued: Any) -> Path:
        """A file with a key and its chain."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self.issue(name, key, **issued)
        lock = BestAvailableEncryption(SECRET.encode())
        file = self.folder / f"{name}.p12"
        file.write_bytes(
            pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [self.certificate], lock)
        )
        return file

    def stamper(self) -> DummyTimeStamper:
        """What answers as a time-stamp server would."""
        key = rsa.generate_private_key(65537, 2048)
        certificate = self.issue("Clock of the lights", key, stamps=True).public_bytes(Encoding.DER)
        secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(
            asn1.Certificate.load(certificate), keys.PrivateKeyInfo.load(secret), SimpleCertificateStore()
        )


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The authority that the tests trust."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def key_file(authority: Authority) -> Path:
    """The key of the press office."""
    return authority.p12("Press office")


@pytest.fixture(scope="session")
def signer(key_file: Path) -> Pkcs12:
    """The press office."""
    return load_pkcs12(key_file, SECRET)


@pytest.fixture(scope="session")
def tsa(authority: Authority) -> Iterator[str]:
    """The address of a time-stamp server of the authority."""
    stamper = authority.stamper()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def pdf(release_of: Callable[..., Release]) -> Pdf:
    """A release that is not signed yet."""
    contact = {"name": "Maud Kervella", "email": "maud@lights.example"}
    return render(release_of(lead="The Lighthouse Office has lit the lamp at Grey Point again.", contacts=[contact]))
