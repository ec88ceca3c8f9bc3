"""The command line: it declares commands and turns what they meet into exit codes.

The only part that prints, asks, and looks up the clock, the environment and the working folder.
"""

from site_builder.cli.program import digest, main

__all__ = ["digest", "main"]
