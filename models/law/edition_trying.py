"""The law as it would be with an edition: the law files and one more beside them, read by the one reader."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from models.law.lawbook import Lawbook

_BESIDE = "edition-on-trial"


def book_with(book: Lawbook, instrument: str, on: date, text: str) -> Lawbook:
    """All law held with an edition's file in place; `LawFault` where the reader refuses it.

    Where the law files hold that edition already, the one given stands in its place.
    """
    held = {v.place.file for v in book.instruments.get(instrument, ()) if v.in_force_on == on}
    with tempfile.TemporaryDirectory(prefix="duecourse-edition-") as folder:
        root = Path(folder)
        for file in sorted(book.root.rglob("*.yaml")):
            if file in held:
                continue
            there = root / file.relative_to(book.root)
            there.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                there.symlink_to(file.resolve())
        own = root / _BESIDE / instrument / f"{on.isoformat()}.yaml"
        own.parent.mkdir(parents=True)
        own.write_text(text, encoding="utf-8")
        return Lawbook(root)
