"""The parts of a law file that proceedings beside the listings read: each is checked when the file is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.law.cleanup import campaign_values, check_campaign
from models.law.compiling import check_compilation
from models.law.honours import check_honours
from models.law.list_standards import check_making
from models.law.measures import check_review
from models.law.protection import check_protection

if TYPE_CHECKING:
    from models.law.lawbook import Instrument


def check_parts(text: Instrument) -> None:
    """Refuse a word that is none of a part's vocabulary, and a value without its article."""
    check_campaign(text.place)
    list(campaign_values(text))
    check_review(text)
    check_making(text)
    check_compilation(text)
    check_honours(text)
    check_protection(text)
