"""Where the house keeps things, and which variables say otherwise."""

from __future__ import annotations

import os
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
DATA = "DUECOURSE_DATA"
RECORD_URL = "DUECOURSE_RECORD_URL"
TEMPORAL_ADDRESS = "DUECOURSE_TEMPORAL_ADDRESS"


def data_folder() -> Path:
    """The data folder: `var/` in the house unless the environment names another."""
    return Path(os.environ.get(DATA) or HOUSE / "var").resolve()


def record_url() -> str:
    """The record's database: a SQLite file in the data folder unless the environment names another."""
    return os.environ.get(RECORD_URL) or f"sqlite:///{data_folder() / 'record.db'}"


def papers_folder() -> Path:
    """Printed papers, each under its digest."""
    return data_folder() / "papers"


def temporal_file() -> Path:
    """The Temporal dev server's file."""
    return data_folder() / "temporal.db"


def temporal_address() -> str:
    """Where Temporal is."""
    return os.environ.get(TEMPORAL_ADDRESS) or "127.0.0.1:7233"


def fonts_folder() -> Path:
    """The fonts that set-up brought."""
    return HOUSE / ".tools" / "fonts"


def test_server() -> Path:
    """The start script of the time-skipping server."""
    return HOUSE / ".tools" / "testserver" / "start"
