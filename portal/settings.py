"""What a counter is set up with: where record, Temporal and papers are, and whose counter it is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

_HOUSE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one counter.

    `secure` is for a counter behind HTTPS: the cookie is then bound to this
    host and never sent in the clear.
    """

    record_url: str
    temporal_address: str
    papers: Path
    authority: str = "示例县人力资源和社会保障局"
    level: str = "county"
    region: str = "140121"
    secure: bool = False
    namespace: str = "default"
    task_queue: str = "duecourse"
    session: timedelta = timedelta(hours=8)
    patience: timedelta = timedelta(seconds=5)


def from_environment() -> Settings:
    """The settings the environment names, beside the data folder's own files."""
    data = Path(os.environ.get("DUECOURSE_DATA") or _HOUSE / "var").resolve()
    plain = Settings("", "", data)
    return Settings(
        record_url=os.environ.get("DUECOURSE_RECORD_URL") or f"sqlite:///{data / 'record.db'}",
        temporal_address=os.environ.get("DUECOURSE_TEMPORAL_ADDRESS") or "127.0.0.1:7233",
        papers=data / "papers",
        authority=os.environ.get("DUECOURSE_AUTHORITY") or plain.authority,
        level=os.environ.get("DUECOURSE_LEVEL") or plain.level,
        region=os.environ.get("DUECOURSE_REGION") or plain.region,
        secure=os.environ.get("DUECOURSE_HTTPS") == "1",
    )
