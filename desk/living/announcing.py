"""The law that becomes known while a case lives: with one measure more than that under which it was opened."""

from __future__ import annotations

from dataclasses import replace

from models.law.regimes import Law, law_digest

_MEASURE = "measure-that-came-later"
_LATER: dict[str, Law] = {}


def later(law: Law) -> Law:
    """The law that can be announced in a case opened under this one."""
    if law.version not in _LATER:
        more = replace(law, version="", measures=(*law.measures, _MEASURE))
        _LATER[law.version] = replace(more, version=law_digest(more))
    return _LATER[law.version]
