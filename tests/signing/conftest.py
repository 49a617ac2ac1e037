"""What the tests of signatures share."""

from authorities import authority, key_file, pdf, signer, tsa

__all__ = ["authority", "key_file", "pdf", "signer", "tsa"]
