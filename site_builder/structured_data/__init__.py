"""What the world's other programs read: JSON-LD by schema.org's vocabulary, Web Annotations.

Everything here is made of ``Site`` and ``Plan`` and is pure. How JSON-LD gets into a page is
``rendering``'s business.
"""

from site_builder.structured_data.annotations import annotated_pages, annotation_file, is_annotated
from site_builder.structured_data.pages import describe
from site_builder.structured_data.values import Node

__all__ = ["Node", "annotated_pages", "annotation_file", "describe", "is_annotated"]
