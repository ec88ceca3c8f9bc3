"""Diagnostics as text for people, and as JSON, GitHub commands and SARIF for machines.

None of the four carries a control character of an editor's file: what could fool a terminal is
shown by its number (``⟨U+202E⟩``) or escaped by the form's own rules.
"""

from site_builder.diagnostics.formats.machine import as_github, as_json, as_sarif
from site_builder.diagnostics.formats.text import as_text
from site_builder.diagnostics.formats.visible import visible

__all__ = ["as_github", "as_json", "as_sarif", "as_text", "visible"]
