"""Every word that a template says is in the catalogues, and nothing else is."""

import re
import tomllib
from collections.abc import Mapping
from gettext import c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
LOCALES = ROOT / "site_builder" / "language" / "locale"
LANGUAGES = sorted(path.name for path in LOCALES.iterdir())
SPEAKERS = (
    "templates",
    "site_builder/rendering",
    "site_builder/structured_data",
    "site_builder/feeds",
)
PLACEHOLDER = re.compile(r"%\(\w+\)s|%.?")


@pytest.fixture(scope="module")
def said() -> Catalog:
    """Extract all messages of the bundled templates and of the code that fills them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {mapping["pattern"]: mapping for mapping in mappings}
    catalogue = Catalog()
    for folder in SPEAKERS:
        for _, _, message, _, context in extract_from_dir(ROOT / folder, methods, options):
            catalogue.add(message, context=context)
    return catalogue


@pytest.fixture(scope="module")
def catalogues() -> Mapping[str, Catalog]:
    """Read the catalogues as translators write them."""
    return {language: _read(language) for language in LANGUAGES}


def _read(language: str) -> Catalog:
    data = (LOCALES / language / "digest.po").read_bytes()
    return read_po(BytesIO(data), locale=language, abort_invalid=True)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    string = message.string
    return tuple(string) if isinstance(string, list | tuple) else (str(string),)


def _messages(catalogue: Catalog) -> dict[tuple[str, str | None], Message]:
    return {(_ids(message)[0], message.context): message for message in catalogue if message.id}


def _places(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def test_templates_say_something(said: Catalog) -> None:
    """The extraction finds the words of the templates; an empty one would prove nothing."""
    assert len(said) > 50


def test_persian_is_complete(said: Catalog, catalogues: Mapping[str, Catalog]) -> None:
    """Each message has its translation, and none is left of words that no template says."""
    wanted, given = _messages(said), _messages(catalogues["fa"])
    assert wanted.keys() - given.keys() == set()
    assert given.keys() - wanted.keys() == set()


def test_english_has_all_plurals(said: Catalog, catalogues: Mapping[str, Catalog]) -> None:
    """The English catalogue holds the messages that count, word for word, and no other."""
    wanted = {
        key: _ids(message) for key, message in _messages(said).items() if message.pluralizable
    }
    given = {key: _forms(m) for key, m in _messages(catalogues["en"]).items()}
    assert given == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_translated(language: str, catalogues: Mapping[str, Catalog]) -> None:
    """No translation is empty, uncertain or short of a plural form."""
    catalogue = catalogues[language]
    forms = {key: _forms(message) for key, message in _messages(catalogue).items()}
    counting = {key for key, message in _messages(catalogue).items() if message.pluralizable}
    assert not catalogue.obsolete
    assert not [message.id for message in catalogue if message.fuzzy and message.id]
    assert not [key for key, texts in forms.items() if not all(text.strip() for text in texts)]
    assert not [key for key in counting if len(forms[key]) != catalogue.num_plurals]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language: str, catalogues: Mapping[str, Catalog]) -> None:
    """A translation is filled with what its message is filled with.

    A form for one number alone may leave that number out, as the English singular may.
    """
    wrong = [
        (key, text)
        for key, message in _messages(catalogues[language]).items()
        for text in _forms(message)
        if _places(text) not in _allowed(message)
    ]
    assert wrong == []


def _allowed(message: Message) -> list[list[str]]:
    return [_places(text) for text in _ids(message)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_rule_is_the_languages(language: str, catalogues: Mapping[str, Catalog]) -> None:
    """Numbers that share a form in the catalogue share a plural category in CLDR."""
    category = Locale(language).plural_form
    expression = catalogues[language].plural_expr
    pairs = {(category(n), c2py(expression)(n)) for n in range(200)}
    assert len(pairs) == catalogues[language].num_plurals


def test_persian_is_written_well(catalogues: Mapping[str, Catalog]) -> None:
    """Persian has letters, digits and marks of its own: no Arabic yeh or kaf, no Latin comma."""
    texts = [text for message in catalogues["fa"] if message.id for text in _forms(message)]
    bare = [re.sub(r"%\(\w+\)s|<[^>]*>|&\w+;", "", text) for text in texts]
    assert not [
        text for text in bare if re.search("[\u064a\u0643\u0649\u06c0,;?0-9\"\u201c\u201d']", text)
    ]
