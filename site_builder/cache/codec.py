"""Records to bytes and back, and JSON: the only user of msgspec."""

from collections.abc import Hashable, Mapping
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from msgspec import DecodeError, Raw, json, msgpack

T = TypeVar("T")


def _in_words(value: object) -> object:
    """Write what is no plain value with the name of its kind: a text that is HTML, a time zone."""
    if isinstance(value, (str, ZoneInfo)):
        return type(value).__name__, str(value)
    raise TypeError(f"{type(value).__name__} has no place in a record")


def _from_words(kind: type, value: object) -> object:
    """Read what ``_in_words`` wrote of a text."""
    if issubclass(kind, str) and type(value) is list and value[:1] == [kind.__name__]:
        _, text = value
        if type(text) is str:
            return str.__new__(kind, text)
    raise ValueError(f"no {kind.__name__}")


_ENCODER = msgpack.Encoder(enc_hook=_in_words)


def encoded(value: object) -> bytes:
    """Return bytes that are equal only for equal values of one type, to take a fingerprint of.

    A mapping's order counts. The type must be one that ``Codec`` takes, or nearly: with HTML in
    it, or time zones. These types tell what a value is by where it stands.
    """
    return _ENCODER.encode(value)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


_IN_JSON = json.Encoder(enc_hook=_as_text)


def in_json(value: object) -> bytes:
    """Write plain values as JSON on one line: UTF-8, and no space but those in texts."""
    return _IN_JSON.encode(value)


_APART = msgpack.Decoder(dict[Any, Raw])


def taken_apart(mapping: bytes) -> Mapping[Hashable, object]:
    """Return what stands for each value of a mapping that was ``encoded``, by its key.

    Equal values of one type give equal results. Raises ``ValueError`` for anything else.
    """
    return _APART.decode(mapping)


class Codec(Generic[T]):
    """Writes values of one type, records of records, and reads them again.

    A type is refused (``TypeError``) where bytes would not tell which of its records they are:
    where two kinds of record, or of text, may stand at one place.
    """

    def __init__(self, kind: type[T]) -> None:
        self._decoder: msgpack.Decoder[T] = msgpack.Decoder(kind, dec_hook=_from_words)

    def encode(self, value: T) -> bytes:
        """Write a value."""
        return _ENCODER.encode(value)

    def decode(self, data: bytes) -> T | None:
        """Read a value; None where the bytes are not of this type."""
        try:
            return self._decoder.decode(data)
        except DecodeError:
            return None
