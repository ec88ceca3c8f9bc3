"""A static-site generator for an annotated, fact-checked news digest."""

__all__ = ["version"]


def version() -> str:
    """Return the version of this program. What knows it is imported when somebody asks."""
    from importlib import metadata

    return metadata.version("annotated-digest")
