"""All the law held in a folder: read once, and read again only where a file has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from models.law.lawbook import REGIMES, Lawbook
from models.law.reading import LawFault

_SUFFIX = ".yaml"
_HELD: dict[Path, tuple[str, Lawbook]] = {}


def lawbook(root: Path = REGIMES) -> Lawbook:
    """The law of a folder as its files stand now.

    The digest is taken of what is in them, each time: neither size nor time of a
    file is trusted, so that a changed word is never read as it was before.
    """
    now, held = files_digest(root), _HELD.get(root)
    while held is None or held[0] != now:
        found = Lawbook(root)
        # The calendars are read when they are first asked for: that is now, while the digest holds.
        found.calendar()
        read, now = now, files_digest(root)
        # Somebody may have written in the middle of the reading: then it is read again.
        held = (read, found)
    _HELD[root] = held
    return held[1]


def sound_lawbook(root: Path = REGIMES) -> Lawbook:
    """The law of a folder; while somebody is writing in it, as it stood when it was last sound.

    For who must not wait: a ledger is filed also while a law file is being mended.
    """
    try:
        return lawbook(root)
    except (LawFault, OSError):
        held = _HELD.get(root)
        if held is None:
            raise
        return held[1]


def files_digest(root: Path) -> str:
    """The digest of every law file of a folder: where it stands, and what it says."""
    told, top = hashlib.sha256(), str(root)
    for folder, folders, files in os.walk(top):
        folders.sort()
        for name in sorted(files):
            if name.endswith(_SUFFIX):
                with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - pathlib takes twice the time
                    content = file.read()
                told.update(f"{folder[len(top) :]}/{name}\0{len(content)}\0".encode())
                told.update(content)
    return told.hexdigest()
