"""Many PDFs of pressprint's become one volume, with contents pages, that conforms to what each of them conforms to."""

from pressprint.binding.volume import Order, bind

__all__ = ["Order", "bind"]
