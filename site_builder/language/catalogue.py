"""The catalogues: every word that a template says, in each language that is delivered."""

from functools import lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

_DELIVERED = frozenset({"en", "fa"})
_FALLBACK = "en"


def has_catalogue(tag: str) -> bool:
    """Say whether the digest speaks the language: ``en``, ``fa`` and their variants."""
    return tag.partition("-")[0] in _DELIVERED


def translations(tag: str) -> GNUTranslations:
    """Return the catalogue of the tag's language, or the English one."""
    return _read(tag.partition("-")[0] if has_catalogue(tag) else _FALLBACK)


@lru_cache(maxsize=len(_DELIVERED))
def _read(language: str) -> GNUTranslations:
    """Read a catalogue and compile it in memory: no compiled file can be older than its text."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("site_builder.language") / "locale" / language / "digest.po"
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source.read_bytes()), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
