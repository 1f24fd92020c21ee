"""Faults of people: who signed, who may look, who mended a decision by hand."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import update
from starlette.routing import Mount
from starlette.testclient import TestClient

from models.steps.forms import FIELDS
from models.tables import schema as t
from portal.app import make_app
from portal.honour_pages import HOME as INCENTIVES
from portal.proceedings import KINDS
from tests.portal.house import BOOK, NAMES, NUMBERS, PASSWORD, House, hidden, make_house, send, signed_in
from tests.steps.telling import Case, code, listed, opened, opening

ROOT = Path(__file__).parents[2]
ROOMS = ("desk", "portal", "activities", "models", "workflows")
CASE = "training-2026-TESTCASE01"
# What the law says anybody may read, comment on and be told; nothing of a case stands there.
FOR_ANYBODY = ("/law", INCENTIVES, *(kind.public.home for kind in KINDS if kind.public))
OPEN_TO_ALL = ("/sign-in", "/healthz", "/static")
# They carry out what two people have confirmed elsewhere: a campaign that asks both to sign in, a
# terminal that asks both passwords. There the second pair of eyes is proved.
CARRIED_OUT = ("announce_calendar.confirmed_by", "announce_law.confirmed_by")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[House]:
    made = make_house(tmp_path)
    yield made
    made.stop()


def test_f16_who_signs_is_who_is_signed_in(counter: House) -> None:
    """A countersigner named in the request's body: whatever a form says, the actor is the session's officer."""
    counter.bring(CASE, 2)
    client = signed_in(counter, "li")
    # Li drafted; a form in which li signs as qian is li's, and li may not approve.
    typed = dict.fromkeys(("by", "actor", "by.id", "roles", "approved_by", "confirmed_by", "countersigner"), "qian")
    answer = send(client, f"/case/{CASE}/act/approve_notice", typed, form_of(client))
    assert answer.status_code in (303, 403)
    (row,) = [r for r in counter.rows(t.command) if r.act == "approve_notice"]
    assert (row.actor, json.loads(row.body)) == ("li", {})
    assert "head" in json.loads(row.roles)
    assert [r.act for r in counter.rows(t.act)] == ["open_case", "draft_notice"]


def form_of(client: TestClient) -> dict[str, str]:
    """A form's hidden fields, at the version of a case whose notice was drafted."""
    return {"key": "k" * 24, "version": "2", "csrf": token(client)}


def token(client: TestClient) -> str:
    """What every form of a session carries."""
    return hidden(client.get("/").text, "csrf")


def test_f16_no_field_of_an_act_names_who_signs_it() -> None:
    """No act has a field for its own actor or a second signature."""
    words = ("by", "actor", "approver", "signed_by", "approved_by", "confirmed_by", "reviewer", "countersigner")
    named = [f"{act}.{field.name}" for act, fields in FIELDS.items() for field in fields if field.name in words]
    assert named == list(CARRIED_OUT)


def test_f18_no_command_of_the_desk_writes_an_act() -> None:
    """Developers fix decisions by command: acts are written in one place, by the legal transaction."""
    files = [f for room in ROOMS for f in sorted((ROOT / room).rglob("*.py"))]
    calls = ((f, node) for f in files for node in ast.walk(ast.parse(f.read_text(encoding="utf-8"))))
    writers = [str(f.relative_to(ROOT)) for f, node in calls if isinstance(node, ast.Call) and writes_acts(node)]
    assert writers == ["activities/record.py"]


def writes_acts(call: ast.Call) -> bool:
    """`insert(act)`, `update(act)`, `delete(act)`, or `act.insert()` and so on."""
    verbs = ("insert", "update", "delete")
    if isinstance(call.func, ast.Name) and call.func.id in verbs:
        return bool(call.args) and is_act_table(call.args[0])
    return isinstance(call.func, ast.Attribute) and call.func.attr in verbs and is_act_table(call.func.value)


def is_act_table(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and (node.value.id, node.attr) in (("t", "act"), ("schema", "act"))
    return isinstance(node, ast.Name) and node.id == "act"


def test_f18_a_correction_is_an_act_with_its_reason_and_its_paper() -> None:
    """There is a lawful way: a finding with reasons, a paper to the party, and the decision stays in the file."""
    case = listed()
    case.do("p1", "file_objection", "06-12 09:00", by_party="p1", on="2026-06-12", claims="项目名称有误")
    finding: dict[str, Any] = {"finding": "corrected", "corrections": {"facts": "更正"}}
    assert case.refuses("li", "answer_objection", "06-15 09:00", finding="corrected").code == "condition_unmet"
    decided = case.state.decision
    case.do("wang", "answer_objection", "06-15 09:10", **finding, reasons="经核实更正")
    assert {"objection_answer", "correction"} <= {p.kind for p in case.state.papers}
    assert case.state.decision == decided
    assert [a.act for a in case.acts].count("approve_decision") == 1
    # And each of the two papers is served on the party.
    for document in ("objection_answer", "correction"):
        said = {"document": document, "method": "direct", "on": "2026-06-16", "proof": "回证"}
        case.do("li", "record_service", "06-16 09:00", **said)
        assert case.state.served(document, "p1")


def routes(counter: House) -> list[tuple[str, str]]:
    """Every way into the counter, with a real case, act, party, command and paper in the address."""
    app = make_app(counter.settings, clock=lambda: counter.now, log=counter.log, book=BOOK)
    key = counter.rows(t.command)[0].key
    filled = {"case_id": CASE, "act": "draft_notice", "party_id": "p2", "party": "p2", "key": key, "paper_id": "x"}
    found = []
    for route in walked(app.routes):
        path = route.path
        for name in route.param_convertors:
            path = path.replace("{" + name + "}", filled.get(name, "x"))
        found += [(method, path) for method in sorted(route.methods or ()) if method != "HEAD"]
    return [(method, path) for method, path in found if not path.startswith(OPEN_TO_ALL)]


def walked(held: list[Any]) -> Iterator[APIRoute]:
    for route in held:
        if isinstance(route, APIRoute):
            yield route
        elif not isinstance(route, Mount):
            yield from walked(getattr(getattr(route, "original_router", route), "routes", []))


def secrets_of(counter: House) -> tuple[str, ...]:
    return (CASE, *NAMES, *NUMBERS, *(row.key for row in counter.rows(t.command)))


def test_f19_no_route_tells_a_stranger_anything(counter: House) -> None:
    """List or expand leaks hidden objects: every route, also asked for more, by nobody and by an officer put out."""
    counter.bring(CASE, 4)
    ways = routes(counter)
    assert ("GET", f"/case/{CASE}") in ways
    gone = signed_in(counter, "wang")
    with counter.engine.begin() as connection:
        connection.execute(update(t.account).where(t.account.c.id == "wang").values(active=False))
    more = ("", "?include=parties&expand=all&export=csv&q=示例&tab=running&again=" + counter.rows(t.command)[0].key)
    before = len(counter.rows(t.command))
    for method, path in ways:
        for client in (counter.client(), gone):
            for query in more:
                answer = client.request(method, path + query, data={"csrf": "x"} if method == "POST" else None)
                assert answer.status_code in (303, 403) or path.startswith(FOR_ANYBODY), (method, path)
                told = answer.text
                assert not [word for word in secrets_of(counter) if word in told], (method, path)
    assert len(counter.rows(t.command)) == before
    assert not counter.rows(t.access)


@pytest.mark.parametrize("who", ["li", "sun", "zhou"])
def test_f19_no_post_sees_a_number_unasked(counter: House, who: str) -> None:
    """By every post: a person's number is masked on every page, and looking at it is written down first."""
    counter.bring(CASE, 4)
    client = signed_in(counter, who)
    for method, path in routes(counter):
        if method == "GET":
            assert NUMBERS[1] not in client.get(path + "?include=parties&expand=all").text, path
    assert {row.account for row in counter.rows(t.access)} == {who}
    assert all(row.what != "number" and "p2" not in row.what for row in counter.rows(t.access))


def test_f27_one_person_with_two_posts_is_one_person() -> None:
    """Four eyes that do not see the same person: posts change nothing, nor does standing in for another."""
    case = Case("mohrss-wages")
    case.do("li", "open_case", "06-02 09:00", **opening())
    case.do("li", "draft_notice", "06-02 10:00", facts="事实", measures=["bidding"])
    lent = {"of": "qian", "to": "li", "roles": ["head"], "from": "2026-06-02", "until": "2026-06-30"}
    case.do("tang", "appoint_deputy", "06-02 11:00", **lent)
    assert case.refuses("li", "approve_notice", "06-02 12:00").code == "same_person"
    case.do("qian", "approve_notice", "06-02 15:00")


def test_f27_a_paper_handed_over_keeps_its_hand() -> None:
    """Nor does a hand-over wash anybody's hands: who drafted may not review."""
    case = opened()
    case.do("li", "draft_notice", "06-02 10:00", facts="事实", measures=["bidding"])
    case.do("qian", "hand_over", "06-02 11:00", to="wang", of="li")
    case.do("tang", "approve_notice", "06-02 15:00")
    served = {"document": "notice", "method": "direct", "on": "2026-06-03", "proof": "回证"}
    case.do("wang", "record_service", "06-03 09:00", **served)
    for party in case.state.parties:
        case.do(party.id, "waive_statement", "06-04 09:00", by_party=party.id, on="2026-06-04")
    draft = {"outcome": "list", "reasons": "理由", "measures": ["bidding"]}
    case.do("wang", "draft_decision", "06-05 09:00", **draft)
    lent = {"of": "zhao", "roles": ["legal-reviewer"], "from": "2026-06-05", "until": "2026-06-30"}
    for person in ("li", "wang"):
        case.do("tang", "appoint_deputy", "06-05 10:00", **lent, to=person)
        assert code(case.refuses(person, "legal_review", "06-08 09:00", opinion="pass"))[0] == "same_person"


def test_f27_signing_in_twice_is_being_one_officer(counter: House) -> None:
    """Two sessions of one account are one person: what li drafted li may not approve from another browser."""
    counter.bring(CASE, 2)
    counter.now = datetime.now(UTC)
    first, second = signed_in(counter, "li"), counter.client()
    second.post("/sign-in", data={"name": "li", "password": PASSWORD})
    address = f"/case/{CASE}/act/approve_notice"
    assert token(first) != token(second)
    send(second, address, {}, form_of(second))
    (row,) = [r for r in counter.rows(t.command) if r.act == "approve_notice"]
    assert row.actor == "li"
    assert "approve_notice" not in [r.act for r in counter.rows(t.act)]
