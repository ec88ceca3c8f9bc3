"""A static-site generator for an annotated, fact-checked news digest."""

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("annotated-digest")
