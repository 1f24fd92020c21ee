"""An onlooker who sees only the acts of a case, and keeps its own account of what they did.

The account is made without asking `decide` or the fold, so that the invariants
about paths compare two independent tellings. It stands beside the canonical
form: two paths that the onlooker tells apart are never merged.
"""

from __future__ import annotations

from dataclasses import replace

from desk.exploring import onlooker_listed, onlooker_road
from desk.exploring.seeing import Seen
from models.records.acts import Act

_LOOKS = {**onlooker_road.CHANGES, **onlooker_listed.CHANGES}


def look(seen: Seen, act: Act) -> Seen:
    """The account after one more act."""
    change = _LOOKS.get(act.act)
    seen = change(seen, act) if change else seen
    ends = {d.party: d.due for d in act.opened if d.kind in ("statement_period", "hearing_request")}
    if ends:
        seen = replace(seen, windows={**seen.windows, **ends})
    legs = act.facts.get("legs")
    if legs is not None and seen.unconfirmed is None:
        seen = replace(seen, unconfirmed=frozenset((leg, to) for leg, to in legs))
    return seen
