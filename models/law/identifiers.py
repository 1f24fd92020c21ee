"""The numbers by which a subject is known: the unified social credit code and the identity number.

Both are checked by the arithmetic of their standards (GB 32100 with GB 11714; GB 11643).  A region
code is not refused: regions are founded and dissolved faster than tables of them are revised.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_VALUE = {letter: value for value, letter in enumerate(_USCC_ALPHABET)}
_USCC_LENGTH = 18
_USCC_BASE = len(_USCC_ALPHABET)
_USCC_WEIGHTS = tuple(pow(3, place, _USCC_BASE) for place in range(_USCC_LENGTH - 1))
_REGION = slice(2, 8)
_ORGANISATION = slice(8, 17)

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_BASE = 11
_ORGANISATION_CHECKS = "0123456789X"

_IDENTITY_LENGTH = 18
_IDENTITY_BASE = 11
_IDENTITY_WEIGHTS = tuple(pow(2, 17 - place, _IDENTITY_BASE) for place in range(_IDENTITY_LENGTH - 1))
_IDENTITY_CHECKS = "10X98765432"
_BIRTH = slice(6, 14)
_EARLIEST_BIRTH_YEAR = 1900


class IdentifierFault(StrEnum):
    """Why a number cannot be one; the codes are stable."""

    LENGTH = "length"
    CHARACTER = "character"
    REGION = "region"
    ORGANISATION_CHECK = "organisation_check"
    CHECK = "check"
    BIRTH_DATE = "birth_date"


def uscc_fault(code: str) -> str | None:
    """Why this is no unified social credit code (统一社会信用代码), or nothing if it may be one.

    The first character may be a letter (N rural collectives, A the armed forces, Y others).
    """
    if len(code) != _USCC_LENGTH:
        return IdentifierFault.LENGTH
    if any(letter not in _USCC_VALUE for letter in code):
        return IdentifierFault.CHARACTER
    if any(letter not in "0123456789" for letter in code[_REGION]):
        return IdentifierFault.REGION
    if code[_ORGANISATION][-1] != _organisation_check(code[_ORGANISATION][:-1]):
        return IdentifierFault.ORGANISATION_CHECK
    total = sum(weight * _USCC_VALUE[letter] for weight, letter in zip(_USCC_WEIGHTS, code, strict=False))
    if code[-1] != _USCC_ALPHABET[-total % _USCC_BASE]:
        return IdentifierFault.CHECK
    return None


def identity_number_fault(number: str) -> str | None:
    """Why this is no citizen's identity number (公民身份号码), or nothing if it may be one.

    Numbers of the residence permit for Hong Kong, Macao and Taiwan residents (81, 82, 83) are such.
    """
    if len(number) != _IDENTITY_LENGTH:
        return IdentifierFault.LENGTH
    if any(letter not in "0123456789" for letter in number[:-1]) or number[-1] not in _IDENTITY_CHECKS:
        return IdentifierFault.CHARACTER
    if not _is_birth_date(number[_BIRTH]):
        return IdentifierFault.BIRTH_DATE
    total = sum(weight * int(digit) for weight, digit in zip(_IDENTITY_WEIGHTS, number, strict=False))
    if number[-1] != _IDENTITY_CHECKS[total % _IDENTITY_BASE]:
        return IdentifierFault.CHECK
    return None


def born_on(number: str) -> date | None:
    """The day of birth an identity number bears, or nothing where it bears none."""
    digits = number[_BIRTH]
    return date.fromisoformat(digits) if len(number) == _IDENTITY_LENGTH and _is_birth_date(digits) else None


def _organisation_check(body: str) -> str:
    """The check digit of the organisation code inside; its letters count A = 10 to Z = 35."""
    total = sum(weight * int(letter, 36) for weight, letter in zip(_ORGANISATION_WEIGHTS, body, strict=True))
    return _ORGANISATION_CHECKS[-total % _ORGANISATION_BASE]


def _is_birth_date(digits: str) -> bool:
    """Whether the digits are a day since the earliest birth a living person's number can bear.

    Whether the day lies in the future is not asked: that needs a clock.
    """
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born_on.year >= _EARLIEST_BIRTH_YEAR
