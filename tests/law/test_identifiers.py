"""Numbers that can be are let through, and one wrong character never is.  All of them are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.law.identifiers import identity_number_fault, uscc_fault

CODES = (
    "91140100MA0TE5T16X",
    "91140100MA0TE5T24Q",
    "91140100MA0TE5T32K",
    "91140100MA0TE5T40E",
    "91140100MA0TE5T59B",
    "91140100MA0TE5T676",
    "91140121MA0TE6A18X",
)
NUMBERS = ("14010019800101001X", "810000199408230021", "830000199201300022")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PLACES = st.integers(0, 17)


def organisation_code(body: str) -> str:
    """The ninth character by GB 11714, written as the standard writes it: C9 = 11 - MOD(sum, 11)."""
    rest = 11 - sum(int(c, 36) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(front: str, body: str) -> str:
    """The eighteenth character by GB 32100, with its table of weights."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    code = front + organisation_code(body)
    rest = 31 - sum(ALPHABET.index(c) * w for c, w in zip(code, weights, strict=True)) % 31
    return code + ALPHABET[rest % 31]


def identity_number(front: str) -> str:
    """The eighteenth character by GB 11643, with its table of weights."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return front + "10X98765432"[sum(int(c) * w for c, w in zip(front, weights, strict=True)) % 11]


credit_codes = st.builds(
    lambda first, second, region, body: credit_code(first + second + region, body),
    st.sampled_from("159NAY"),
    st.sampled_from("1239"),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=8, max_size=8),
)
identity_numbers = st.builds(
    lambda region, born_on, order: identity_number(f"{region}{born_on:%Y%m%d}{order:03}"),
    st.one_of(st.text("0123456789", min_size=6, max_size=6), st.sampled_from(["810000", "820000", "830000"])),
    st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    st.integers(0, 999),
)


@pytest.mark.parametrize("code", CODES)
def test_the_codes_of_the_case_files_pass(code: str) -> None:
    assert uscc_fault(code) is None


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_of_citizens_and_residence_permits_pass(number: str) -> None:
    assert identity_number_fault(number) is None


def test_a_birth_on_a_leap_day_passes() -> None:
    assert identity_number_fault(identity_number("14010020040229001")) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", "length"),
        ("91140100MA0TE5T16", "length"),
        (" 91140100MA0TE5T16X", "length"),
        ("91140100ma0te5t16x", "character"),
        ("91140100MA0TE5T1IX", "character"),
        ("91140100MA0TE5T16\uff38", "character"),
        ("9114010AMA0TE5T16X", "region"),
        ("91140100MA0TE5T17X", "organisation_check"),
        ("91140100MA0TE5T160", "check"),
        ("92140100MA0TE5T16X", "check"),
    ],
)
def test_a_code_that_cannot_be_is_named_by_its_fault(code: str, fault: str) -> None:
    assert uscc_fault(code) == fault


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("140100800101001", "length"),
        ("1401001980010100AX", "character"),
        ("14010019800101001x", "character"),
        ("1401001980010100１X", "character"),
        (identity_number("14010019800230001"), "birth_date"),
        (identity_number("14010019810229001"), "birth_date"),
        (identity_number("14010019801301001"), "birth_date"),
        (identity_number("14010018500101001"), "birth_date"),
        (identity_number("14010000000101001"), "birth_date"),
        ("140100198001010011", "check"),
    ],
)
def test_a_number_that_cannot_be_is_named_by_its_fault(number: str, fault: str) -> None:
    assert identity_number_fault(number) == fault


@given(credit_codes)
def test_every_code_made_by_the_standard_passes_first_letters_too(code: str) -> None:
    assert uscc_fault(code) is None


@given(identity_numbers)
def test_every_number_made_by_the_standard_passes_whatever_its_region(number: str) -> None:
    assert identity_number_fault(number) is None


@given(credit_codes, PLACES, st.sampled_from(ALPHABET))
def test_one_wrong_character_of_a_code_is_always_found(code: str, place: int, letter: str) -> None:
    assume(code[place] != letter)
    assert uscc_fault(code[:place] + letter + code[place + 1 :]) is not None


@given(identity_numbers, PLACES, st.sampled_from("0123456789X"))
def test_one_wrong_character_of_a_number_is_always_found(number: str, place: int, letter: str) -> None:
    assume(number[place] != letter)
    assert identity_number_fault(number[:place] + letter + number[place + 1 :]) is not None


@given(identity_numbers, st.integers(0, 16))
def test_two_neighbours_changed_round_are_always_found(number: str, place: int) -> None:
    one, other = number[place], number[place + 1]
    assume(one != other)
    assert identity_number_fault(number[:place] + other + one + number[place + 2 :]) is not None


@given(st.text(max_size=20))
def test_any_text_has_an_answer(text: str) -> None:
    assert uscc_fault(text) in {None, "length", "character", "region", "organisation_check", "check"}
    assert identity_number_fault(text) in {None, "length", "character", "birth_date", "check"}
