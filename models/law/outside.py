"""What stands outside the catalogue and the list of measures of a day, as a case carries it."""

from __future__ import annotations

from dataclasses import dataclass

# What stands outside.
MEASURE = "measure"
BASIS = "basis"
PUBLICATION = "publication"
SUPPLEMENT = "supplement"

# What is missing: the item, the ground it may follow, the reading of the list, the local regulation behind a text.
NO_ITEM = "list_item"
NO_GROUND = "list_ground"
NOT_READ = "list_item_unread"
NO_CLASS = "catalogue_class"
NOT_PUBLIC = "catalogue_public"
NO_LOCAL_REGULATION = "local_regulation"


@dataclass(frozen=True, slots=True)
class Outside:
    """One measure, kind of document, publication or local text outside the lists of the day (49号（一）（九）).

    `grounds`: those it may not follow; none where it may follow no ground at all.
    """

    what: str
    id: str
    missing: str
    item: str = ""
    grounds: tuple[str, ...] = ()
