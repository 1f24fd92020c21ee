"""The standard of a list: time for comment, how one leaves the list, remedies, evaluation (49号（七）)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.law.listing import UNREAD
from models.law.reading import Place

SILENT = "silent"
RULES = ("removal", "remedies")
FACTS = {"consultation": "days", "evaluation": "evaluated_on"}
LOCAL = "local"
SCOPES = ("nation", LOCAL)
_LEAST = "consultation_days"
_VALUE = ("article", "certainty", "source", "checked_on", "zh", "en")


def check_standard(place: Place) -> None:
    """Refuse a standard that leaves out one of its four points, or says one in no known way."""
    scope = place.inner("scope")
    if "scope" in place and scope.text("value") not in SCOPES:
        scope.fault(f"“value” is “{scope['value']}”, not one of {', '.join(SCOPES)}", "value")
    if "standard" not in place:
        return
    standard = place.inner("standard")
    standard.only(*FACTS, *RULES)
    for name, measured in FACTS.items():
        if standard.need(name) == UNREAD:
            continue
        value = standard.inner(name)
        value.only(measured, *_VALUE)
        value.text("zh")
        if measured == "days":
            value.whole(measured)
        else:
            value.day(measured)
    for name in RULES:
        if standard.need(name) not in (UNREAD, SILENT) and not standard.words(name):
            standard.fault(f"“{name}” names the rules, or says “unread” or “silent”", name)


def check_standards(texts: Sequence[Place], leant: Mapping[str, Sequence[Place]]) -> None:
    """Refuse too little time for comment, a rule named and not held, and a local list without its regulation."""
    least = [place.inner("limits").inner(_LEAST) for place in texts if _LEAST in place.inner("limits")]
    ranks = [rank for place in texts for rank in place.inner("local_list_ranks").words("value")]
    for place in texts:
        beneath = [place, *(text for name in place.words("leans_on") for text in leant[name])]
        _check_category(place, beneath[1:])
        _check_consultation(place.inner("standard"), least)
        for name, key in _named(place):
            if not any(key in text.inner("rules") for text in beneath):
                place.inner("standard").fault(f"“{name}” names “{key}”, and no such rule is held", name)
        scope = place.inner("scope")
        own = (place.inner("rank").get("value"), *(row.text("rank") for row in place.rows("founded_on")))
        if scope.get("value") == LOCAL and not any(rank in ranks for rank in own):
            scope.fault("the standard of a local list stands in a local regulation: none is named", "value")


def _check_category(place: Place, leant: Sequence[Place]) -> None:
    """The category of a list is one of those the law it leans on allows (49号（六）)."""
    if "category" not in place:
        return
    known = [row.text("id") for text in leant for row in text.rows("categories")]
    value = place.inner("category")
    if value.text("value") not in known:
        value.fault(f"the category “{value['value']}” is not one of {', '.join(known) or 'none held'}", "value")


def _check_consultation(standard: Place, least: Sequence[Place]) -> None:
    if standard.get("consultation", UNREAD) == UNREAD:
        return
    held = standard.inner("consultation")
    for limit in least:
        if held["days"] < limit["amount"]:
            held.fault(f"open for comment {held['days']} days: at least {limit['amount']} ({limit['article']})", "days")


def _named(place: Place) -> Iterator[tuple[str, str]]:
    standard = place.inner("standard")
    for name in RULES:
        if standard.get(name, UNREAD) not in (UNREAD, SILENT):
            yield from ((name, key) for key in standard.words(name))


def how_told(place: Place, point: str) -> str:
    """How a point of the standard stands: told, read and not there (`silent`), or not read (`unread`)."""
    said = place.inner("standard").get(point, UNREAD)
    return said if said in (UNREAD, SILENT) else "told"


def has_written_restoration(place: Place) -> bool:
    """Whether the list names written rules on leaving it; one that does not is flagged (49号（七）（十一）)."""
    return how_told(place, "removal") == "told"
