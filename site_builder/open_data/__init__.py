"""What the digest knows, as data for other programs: articles, claims, when something is due."""

from site_builder.open_data.annotations import annotations_of
from site_builder.open_data.values import Json, encode, given

__all__ = ["Json", "annotations_of", "encode", "given"]
