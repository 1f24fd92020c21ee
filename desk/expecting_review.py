"""Whether a review's story is what its file expects, and how two tellings differ."""

from __future__ import annotations

from typing import Any

from desk.expecting import shown_at
from desk.playing_review import ReviewStory
from desk.reviewfile import ReviewFile
from models.law.reading import Place
from models.records.measure_reviews import ReviewState

_KNOWN = ("step", "refused", "deadlines", "documents", "consents", "incidents", "in_time", "stands")


def review_differences(told: ReviewFile, story: ReviewStory) -> list[str]:
    """Every point in which the story is not what the file expects."""
    expect, state = told.expect, story.state()
    expect.only(*_KNOWN)
    found = _same("step", expect.get("step", state.step), state.step)
    if "refused" in expect:
        found += _refused(expect, story)
    for row in expect.rows("deadlines"):
        found += _due(row, state)
    if "documents" in expect:
        made = list(dict.fromkeys(d for a in story.acts for d in a.documents))
        found += _same("documents", list(expect.words("documents")), made)
    if "consents" in expect:
        given = {c.of: c.on.isoformat() for c in state.consents}
        found += _same("consents", {k: str(v) for k, v in expect.inner("consents").items()}, given)
    if "incidents" in expect:
        wanted = [(r.text("incident"), r.get("finding", ""), r["late"], r["noticed"]) for r in expect.rows("incidents")]
        got = [(i.id, i.finding, i.late, i.noticed_on is not None) for i in state.incidents]
        found += _same("incidents", wanted, got)
    if "in_time" in expect:
        found += _same("in_time", expect["in_time"], state.report.in_time if state.report else None)
    if "stands" in expect:
        found += _same("stands", expect["stands"], state.standing is not None)
    return found


def _same(what: str, expected: Any, got: Any) -> list[str]:
    return [] if expected == got else [f"{what}: expected {expected}, got {got}"]


def _refused(expect: Place, story: ReviewStory) -> list[str]:
    rows = expect.rows("refused")
    wanted = [(r["act"], str(r["at"])[:16], r["code"], str(r.get("what", ""))) for r in rows]
    came = [
        (r.refused.act, shown_at(r.at), r.refused.code, str(r.refused.detail.get("what", ""))) for r in story.refusals
    ]
    return _same("refused", wanted, came)


def _due(row: Place, state: ReviewState) -> list[str]:
    row.only("kind", "matter", "due", "standing")
    kind, matter = row.text("kind"), str(row.get("matter", ""))
    held = [d for d in state.deadlines if d.kind == kind and d.matter == matter]
    name = f"deadline {kind}" + (f" ({matter})" if matter else "")
    if not held:
        return [f"{name}: expected {row['due']}, there is none"]
    found = _same(name, str(row["due"]), held[-1].due.isoformat())
    return found + _same(f"{name} standing", row.get("standing", held[-1].standing.value), held[-1].standing.value)
