"""A paper (文书) before it is printed: its head, its parts, its signature.

A paper is made from the record and never from loose text: the parts that the
law asks of a notice (告知书) or a decision document (决定书) stand in it under
their own names, so that a missing one can be refused by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

KINDS = (
    "notice",
    "hearing_notice",
    "hearing_record",
    "statement_answer",
    "decision",
    "restoration_notice",
    "objection_answer",
    "correction",
    "complaint_answer",
    "revocation",
    "materials_notice",
    "acceptance_notice",
    "restoration_decision",
    "refusal_notice",
)

# Letters of a review of measures, from one body to another.
REVIEW_KINDS = ("opinion_request", "measure_consent", "measure_refusal", "upper_request", "incident_notice")

# Papers of the protection of credit information: letters between bodies, and what goes to a subject.
PROTECTION_LETTERS = ("leak_authority_notice", "leak_referral")
CONDUCT_KINDS = ("conduct_notice", "conduct_record", "conduct_answer", "conduct_removal")
PROTECTION_KINDS = (
    *PROTECTION_LETTERS, "leak_subject_notice", "consent_form", "consent_withdrawn", *CONDUCT_KINDS,
)  # fmt: skip

# The papers of an edition of catalogue or measures list, from one body to another and to the public.
EDITION_KINDS = (
    "proposal_call",
    "edition_consultation",
    "edition_submission",
    "edition_explanation",
    "edition_notice",
    "edition_revocation",
    "amendment_proposal",
)

# The papers of a list's standard, from the department to others and to the public.
STANDARD_KINDS = (
    "consultation_notice",
    "standard_opinion_request",
    "comment_summary",
    "adoption_decision",
    "standard_publication_notice",
    "evaluation_notice",
    "standard_abolition",
)

# The papers of honours: letters between bodies and to the public, and what goes to the subject.
HONOUR_LETTERS = ("standard_filing", "filing_receipt", "filing_returned", "honour_standard_notice", "removal_order")
HONOUR_KINDS = (
    *HONOUR_LETTERS,
    "honour_decision",
    "honour_refusal",
    "honour_renewal",
    "honour_objection_answer",
    "honour_exit",
    "removal_notice",
    "deferral_notice",
    "promise_broken",
    "pledge_breach",
)

# The notice of a month, from the lead department to the units.
OVERSIGHT_NOTICE = "oversight_notice"
# The papers of a month of oversight, from the lead department to units and to who may decide.
MONTH_KINDS = (
    "month_notice",
    "notice_correction",
    "interview_letter",
    "interview_minutes",
    "case_notice",
    "referral_letter",
)

# The papers of a clean-up campaign: official letters, and records kept in its file.
CLEANUP_LETTERS = (
    "ledger_submission",
    "ledger_report",
    "ledger_exception",
    "rectification_plan",
    "clean_up_proposal",
    "abolition_draft",
    "abolition_notice",
    "quarterly_report",
    "summary_report",
    "monthly_notice",
    "stop_notice",
    "resume_notice",
)
CLEANUP_KINDS = ("contact_form", "interview_record", "verification_record", *CLEANUP_LETTERS)

# What every paper carries whatever its regime: who issues it, under which
# symbol (文号), what it is, and to whom it goes.
HEAD_PARTS = ("authority", "symbol", "title", "addressees")
# A record is kept in the file and signed; it goes to nobody by name.
CLEANUP_UNADDRESSED = ("abolition_draft", "abolition_notice", "interview_record", "verification_record")
UNADDRESSED = ("hearing_record", *CLEANUP_UNADDRESSED)


class PaperError(Exception):
    """A paper that must not be printed."""


class PaperIncomplete(PaperError):
    """A part that the law asks for is absent or blank."""

    def __init__(self, parts: Sequence[str]) -> None:
        self.parts = tuple(parts)
        super().__init__(f"The paper lacks a required part: {', '.join(self.parts)}.")


class PaperUnknown(PaperError):
    """A kind of paper, or a mode of case, that no template knows."""

    def __init__(self, name: str, value: str) -> None:
        self.name = name
        self.value = value
        super().__init__(f"The paper's {name} “{value}” is not known.")


class GlyphMissing(PaperError):
    """A character that none of the fonts can print; a name is never printed as a box."""

    def __init__(self, character: str, part: str = "") -> None:
        self.character = character
        self.part = part
        points = " ".join(f"U+{ord(point):04X}" for point in character)
        place = f" in part {part}" if part else ""
        shown = f"“{character}” ({points})" if character.isprintable() else points
        super().__init__(f"No font has the character {shown}{place}.")


class FontsMissing(PaperError):
    """The folder of fonts does not hold the one family every paper needs."""

    def __init__(self, family: str) -> None:
        self.family = family
        super().__init__(f"The fonts folder does not hold the family {family}; bring it with `make tools`.")


class PrintingFault(PaperError):
    """The printer warned or stopped; a paper with a warning is not handed out."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(f"The paper could not be printed: {message}.")


@dataclass(frozen=True, slots=True)
class PaperSection:
    """One part of a paper under its heading; the number before it is set in print.

    A section without a heading stands in the running text. Two sections may
    bear the same part's name.
    """

    part: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperContent:
    """Everything that is printed on a paper, and nothing that is not.

    `meta` are the rows of the table of particulars (当事人, 统一社会信用代码 …); a
    line break in `title` is where the drafter wants the title to break.
    """

    kind: str
    mode: str
    authority: str
    symbol: str
    serial: str
    title: str
    addressees: tuple[str, ...]
    meta: tuple[tuple[str, str], ...]
    sections: tuple[PaperSection, ...]
    made_on: date
    copies_to: str


def missing_parts(content: PaperContent, required: Sequence[str]) -> tuple[str, ...]:
    """The required parts that the paper lacks: absent, or with nothing but blanks in them.

    The head of a paper (who, symbol, title, and to whom save for a record) is
    always required; what else is required, the regime says.
    """
    head = tuple(name for name in HEAD_PARTS if name != "addressees" or content.kind not in UNADDRESSED)
    present = {section.part for section in content.sections if _says_something(section.paragraphs)}
    present.update(name for name in head if _says_something(_head_lines(content, name)))
    return tuple(part for part in dict.fromkeys((*head, *required)) if part not in present)


def _head_lines(content: PaperContent, name: str) -> tuple[str, ...]:
    if name == "addressees":
        return content.addressees
    return (str(getattr(content, name)),)


def _says_something(lines: Sequence[str]) -> bool:
    return any(line.strip() for line in lines)
