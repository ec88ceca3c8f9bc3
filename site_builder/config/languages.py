"""The reader of language tags, which knows of languages what ``documents`` does not."""

from site_builder.diagnostics import Code
from site_builder.documents import Value, quoted
from site_builder.language import canonical_tag


def language(value: Value) -> str | None:
    """Read a language tag (BCP 47) in its canonical case."""
    tag = canonical_tag(value.text)
    if tag is None:
        message = f"{quoted(value.text)} is no language tag."
        hint = "Write one such as “en”, “fa” or “pt-BR” (BCP 47)."
        value.report(Code.INVALID_LANGUAGE, message, hint)
    return tag
