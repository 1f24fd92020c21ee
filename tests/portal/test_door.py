"""Signing in, sessions, and proof that a form is our own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.tables import schema as t
from tests.portal.house import PASSWORD, House, hidden, sheet, signed_in

CASE = "training-2026-TESTCASE01"


def test_nobody_reads_without_signing_in(house: House) -> None:
    house.bring(CASE, 2)
    client = house.client()
    for address in (
        "/",
        "/new",
        f"/case/{CASE}",
        f"/case/{CASE}/act/draft_notice",
        "/paper/x",
        f"/case/{CASE}/errand/k",
    ):
        answer = client.get(address)
        assert answer.status_code == 303, address
        assert answer.headers["location"].startswith("/sign-in")


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(house: House) -> None:
    client = house.client()
    wrong = client.post("/sign-in", data={"name": "li", "password": "no"})
    unknown = client.post("/sign-in", data={"name": "nobody", "password": "no"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace('value="li"', "") == unknown.text.replace('value="nobody"', "")


def test_after_several_failures_the_right_password_must_wait_too(house: House) -> None:
    client = house.client()
    for _ in range(5):
        client.post("/sign-in", data={"name": "li", "password": "no"})
    assert client.post("/sign-in", data={"name": "li", "password": PASSWORD}).status_code == 401
    house.now += timedelta(minutes=16)
    assert client.post("/sign-in", data={"name": "li", "password": PASSWORD}).status_code == 303


def test_the_record_holds_neither_password_nor_token(house: House) -> None:
    client = signed_in(house, "li")
    token = client.cookies["duecourse"]
    held = str(house.rows(t.web_session)) + str(house.rows(t.account))
    assert token not in held
    assert PASSWORD not in held
    assert "$argon2id$" in held


def test_a_session_ends_by_itself(house: House) -> None:
    client = signed_in(house, "li")
    assert client.get("/").status_code == 200
    house.now += timedelta(hours=8)
    assert client.get("/").status_code == 303


def test_a_session_ends_when_its_account_is_put_out(house: House) -> None:
    client = signed_in(house, "li")
    with house.engine.begin() as connection:
        connection.execute(t.account.update().where(t.account.c.id == "li").values(active=False))
    assert client.get("/").status_code == 303


def test_signing_out_ends_the_session_on_the_server(house: House) -> None:
    client = signed_in(house, "li")
    token = client.cookies["duecourse"]
    assert client.post("/sign-out", data={"csrf": hidden(client.get("/").text, "csrf")}).status_code == 303
    client.cookies.set("duecourse", token)
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("csrf", ["", "wrong"])
def test_a_form_without_the_sessions_token_does_nothing(house: House, csrf: str) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "li")
    before = len(house.rows(t.command))
    for address in (f"/case/{CASE}/act/draft_notice", "/new", f"/case/{CASE}/party/p2/number", "/sign-out"):
        assert client.post(address, data={"csrf": csrf, "key": "k" * 20}).status_code == 403, address
    assert len(house.rows(t.command)) == before
    assert not house.rows(t.access)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_a_form_from_a_foreign_page_does_nothing(house: House, headers: dict[str, str]) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "li")
    address = f"/case/{CASE}/act/draft_notice"
    typed = {**sheet(client, address), "facts": "x", "measures": "bidding"}
    assert client.post(address, data=typed, headers=headers).status_code == 403
    assert len(house.rows(t.command)) == 1
    assert (
        house.client()
        .post("/sign-in", data={"name": "li", "password": PASSWORD}, headers=headers)
        .status_code
        == 403
    )


def test_the_sign_in_leads_to_pages_of_this_counter_only(house: House) -> None:
    for to, where in (
        ("/new", "/new"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil", "/"),
    ):
        answer = house.client().post("/sign-in", data={"name": "li", "password": PASSWORD, "next": to})
        assert answer.headers["location"] == where


def test_a_cookie_is_kept_from_scripts_and_foreign_pages(house: House) -> None:
    answer = house.client().post("/sign-in", data={"name": "li", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_forms_of_other_kinds_and_sizes_are_not_taken(house: House) -> None:
    client = signed_in(house, "li")
    assert client.post("/sign-in", json={"name": "li"}).status_code == 415
    assert client.post("/sign-in", data={"name": "x" * 300_000}).status_code == 413
    fields = "&".join(f"f{n}=1" for n in range(500))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/sign-in", content=fields, headers=kind).status_code == 400
    assert client.post("/sign-in", content=b"name=%ff\xff", headers=kind).status_code == 400
