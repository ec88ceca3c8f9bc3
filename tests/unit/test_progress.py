"""Whoever builds at a terminal sees how far it is, and nobody else does."""

import os
import pty
import re
import sys

import pytest

from site_builder.cli.progress import progress


def shown(monkeypatch: pytest.MonkeyPatch, term: str) -> str:
    """Return what a terminal of some kind gets while half a stage is done."""
    master, slave = pty.openpty()
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", "100")
    with os.fdopen(slave, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress() as update:
            for done in range(101):
                update("Reading articles", done, 200)
        terminal.write("end")
        terminal.flush()
        text = b""
        while not text.endswith(b"end"):
            text += os.read(master, 1 << 16)
    os.close(master)
    return text.decode()


def test_a_terminal_shows_how_far_it_is_and_how_long_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stage, how much of it is done, and an estimate of the rest; then all of it goes."""
    text = shown(monkeypatch, "xterm")

    assert re.search(r"Reading articles .*100/200\S* \S*0:00:\d\d\S* left", text)
    assert text.endswith("\x1b[2Kend")


def test_a_terminal_that_can_not_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sign of control where nobody would understand it."""
    assert shown(monkeypatch, "dumb") == "end"


def test_what_is_no_terminal_gets_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """A log holds problems, not bars."""
    with progress() as update:
        update("Reading articles", 1, 2)

    assert capsys.readouterr() == ("", "")
