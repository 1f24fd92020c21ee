"""What was given stands here unchanged."""

import hashlib
from pathlib import Path


def test_every_given_file_has_its_digest(house: Path) -> None:
    given = house / "tests" / "given"
    written = {}
    for line in (given / "DIGESTS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        written[name] = digest
    found = {
        str(path.relative_to(given)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(given.rglob("*"))
        if path.is_file() and path.name != "DIGESTS"
    }
    assert found == written
