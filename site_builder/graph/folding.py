"""When two names are one."""

from site_builder.characters import compose

ZERO_WIDTH_NON_JOINER = "\u200c"


def fold(name: str) -> str:
    """Return what is left of a name when case, spacing, width and normal form are put aside.

    A zero-width non-joiner is spacing: Persian writes it where others leave a space, and readers
    can hardly tell the two apart.
    """
    text = compose(name, "NFKC").casefold().replace(ZERO_WIDTH_NON_JOINER, " ")
    return " ".join(compose(text, "NFKC").split())
