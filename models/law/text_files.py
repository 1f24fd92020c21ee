"""The digest of a text's file: of a law file what it says, of anything else its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from models.law.lawbook import read_text
from models.law.measures import text_digest

_LAW_FILE = ".yaml"
# A text to be issued, scanned or typed; more is no text.
MOST_BYTES = 20 * 1024 * 1024


def file_digest(name: str, content: bytes) -> str:
    """What a review of a measure names its text by (H-80): computed from the file, never typed.

    A law file has the digest of what it says, by which real cases ask it (H-81); `LawFault` where it is none.
    """
    if not name.endswith(_LAW_FILE):
        return hashlib.sha256(content).hexdigest()
    with TemporaryDirectory() as folder:
        file = Path(folder) / Path(name).name
        file.write_bytes(content)
        return text_digest(read_text(file))
