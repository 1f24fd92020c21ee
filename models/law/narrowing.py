"""What of a list holds for some of its grounds only: periods, the roles that may be listed, the levels that decide."""

from __future__ import annotations

from collections.abc import Iterator

from models.law.reading import Place

# A case has no age by its grounds, and what every row of one period must have in common to be compared.
_NEVER_BY_GROUND = ("minority",)
_ALIKE = ("unit", "from", "roll")


def check_narrowing(place: Place) -> None:
    """Refuse a row for grounds, roles or levels that the list does not have, and rows that cannot be told apart."""
    codes = tuple(row.text("code") for row in place.rows("grounds"))
    for row in place.rows("grounds"):
        _among(row, "roles", place.inner("parties").inner("listed").words("value"))
        _among(row, "levels", place.inner("levels").words("value"))
    for key, value in place.items_inner("periods"):
        _check_row(key, value, codes)
    for name, rows in _by_name(place):
        _check_rows(name, rows)


def _check_row(key: str, value: Place, codes: tuple[str, ...]) -> None:
    name, dot, _ = key.partition(".")
    if "grounds" not in value:
        if dot:
            value.fault(f"“{key}” stands beside “{name}” and must name the grounds it holds for")
        return
    if not dot:
        value.fault(f"a period for some grounds has a key of its own, as “{key}.grave”", "grounds")
    if name in _NEVER_BY_GROUND:
        value.fault(f"“{name}” is the same on every ground", "grounds")
    if not value.words("grounds"):
        value.fault("“grounds” must name at least one", "grounds")
    _among(value, "grounds", codes)


def _check_rows(name: str, rows: list[Place]) -> None:
    """One ground has one row, and all rows of a name are counted alike: else none is the shorter."""
    taken: list[str] = []
    for row in rows:
        for code in row.words("grounds"):
            if code in taken:
                row.fault(f"the ground “{code}” has two periods “{name}”", "grounds")
            taken.append(code)
        for key in _ALIKE if len(rows) > 1 else ():
            if row.text(key) != rows[0].text(key):
                row.fault(f"every “{name}” of a list needs the same “{key}” ({rows[0].text(key)})", key)


def _by_name(place: Place) -> Iterator[tuple[str, list[Place]]]:
    found: dict[str, list[Place]] = {}
    for key, value in place.items_inner("periods"):
        found.setdefault(key.partition(".")[0], []).append(value)
    yield from found.items()


def _among(row: Place, key: str, known: tuple[str, ...]) -> None:
    if key in row and not row.words(key):
        row.fault(f"“{key}” must name at least one", key)
    for word in row.words(key):
        if word not in known:
            row.fault(f"“{key}” names “{word}”, which this list does not have", key)
