"""Broken commands to every act: one sentence in both languages that names the field, and nothing changed."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.migrating import migrate
from desk.playing import command_of
from models.records.acts import Decided, Refused
from models.records.cases import CaseState
from models.records.commands import PARTY, Actor, Command
from models.steps.deciding import decide
from models.steps.fold import fold
from models.steps.forms import FIELDS, Field, FieldFault, Kind, faults, legal_part
from models.steps.table import OPEN_ACTS
from models.tables.packing import pack, unpack
from models.tables.receiving import CommandFault, Sent
from tests.record.house import ACTS, CALENDAR, LAW, House, event

GALLERY = Path(__file__).parent / "gallery"


def _read(name: str) -> Any:
    """YAML as JSON has it, days spelt."""
    return json.loads(json.dumps(yaml.safe_load((GALLERY / name).read_text(encoding="utf-8")), default=str))


VALID: dict[str, dict[str, Any]] = _read("valid.yaml")
BROKEN: list[dict[str, Any]] = _read("broken.yaml")
WRONG: dict[Kind, tuple[Any, ...]] = {
    Kind.TEXT: ("", "  \n", 5, True, ["a"], {"a": 1}, "x\ud800"),
    Kind.MARK: ("", "  \n", 5, True, ["a"], {"a": 1}, "x\ud800"),
    Kind.NUMBER: ("", "2027", 2027.5, True, [2027], {"y": 2027}),
    Kind.WORD: ("", " ", 5, False, ["list"], {"id": "p1"}, "w" * 65),
    Kind.WORDS: ("bidding", 5, {"a": 1}, [1], [["a"]], [None], [""], ["w" * 65]),
    Kind.DAY: ("", "yesterday", "2025-02-30", "2025-9-1", 20250924, ["2025-09-24"], {"y": 2025}, True),
    Kind.FLAG: ("true", 1, 0, "", [True], {}),
    Kind.PLACE: ("x", 5, [], [{}], True),
    Kind.PLACES: ("x", 5, {}, ["p1"], [None], [[]], True),
}


def _stories() -> list[CaseState]:
    """W1's state before each of its acts, and at its end."""
    state, found = CaseState("c", "rehearsal"), []
    for number, e in enumerate(ACTS):
        found.append(state)
        answer = decide(state, command_of("c", number, e), LAW, CALENDAR, e.at)
        state = fold(state, answer.acts if isinstance(answer, Decided) else answer.settled)
    return [*found, state]


STATES = _stories()


def open_at(act: str) -> list[int]:
    """The places in W1 where the table has that act open; all, for acts of steps that no wage case meets."""
    found = [n for n in range(len(ACTS)) if act in OPEN_ACTS[STATES[n].step]]
    return found or list(range(len(ACTS)))


def who(act: str) -> Actor:
    """Somebody who may do it: the party, or an officer who did nothing before."""
    rule = LAW.act_rule(act)
    assert rule is not None
    return Actor("p1", (PARTY,)) if PARTY in rule.roles else Actor("nobody-else", (rule.roles[0],))


def paths(fields: tuple[Field, ...], at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Field]]:
    """Every field of an act, inner ones too, with the way to it in a valid body."""
    for field in fields:
        here = (*at, field.name)
        yield here, field
        yield from paths(field.inner, (*here, 0) if field.kind is Kind.PLACES else here)


def changed(body: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """A copy with one value put in another's place; the mark `GONE` takes it out."""
    made = copy.deepcopy(body)
    box: Any = made
    for step in path[:-1]:
        box = box[step]
    if value is GONE:
        box.pop(path[-1], None)
    else:
        box[path[-1]] = value
    return made


GONE = object()


def named(path: tuple[str | int, ...]) -> str:
    """A way as the sentence names it: parties[1].id."""
    return "".join(f"[{s + 1}]" if isinstance(s, int) else f".{s}" for s in path).removeprefix(".")


def wrongs(act: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of an act, taken away or filled in wrongly, with the name that must be told."""
    for path, field in paths(FIELDS[act]):
        if field.required:
            yield named(path), changed(VALID[act], path, GONE)
            yield named(path), changed(VALID[act], path, None)
        for value in WRONG[field.kind]:
            if not (field.may_be_blank and isinstance(value, str) and not value.strip()):
                yield named(path), changed(VALID[act], path, value)
        if field.among and field.kind is Kind.WORD:
            yield named(path), changed(VALID[act], path, "another")
    yield "nonsense", {**VALID[act], "nonsense": 1}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    url = f"sqlite:///{tmp_path_factory.mktemp('forms') / 'record.db'}"
    migrate(url)
    made = House(url)
    made.play("c", until=1)
    yield made
    made.engine.dispose()


def refused_at_the_counter(house: House, act: str, body: Any) -> CommandFault:
    with pytest.raises(CommandFault) as caught:
        house.receive(Sent(f"key-{act}", "c", act, event("open_case").by, body))
    return caught.value


def judged(act: str, body: Any) -> list[Decided | Refused]:
    """What `decide` answers to the legal part, wherever in W1 the act is open."""
    part = legal_part(act, body)
    assert json.loads(json.dumps(part)) == part
    command = Command("k", act, who(act), part)
    return [decide(STATES[n], command, LAW, CALENDAR, ACTS[n].at) for n in open_at(act)]


def test_the_gallery_has_a_valid_command_of_every_act() -> None:
    assert list(VALID) == list(FIELDS)
    for act, body in VALID.items():
        assert faults(act, body) == (), act
        assert open_at(act), act
        assert {path[0] for path, _ in paths(FIELDS[act])} == set(body), act


@pytest.mark.parametrize("act", FIELDS)
def test_every_wrong_field_of_every_act_is_named(house: House, act: str) -> None:
    rows = house.everything()
    for name, body in wrongs(act):
        found = faults(act, body)
        assert found, (name, body)
        assert found[0].field.startswith(name), (found, name)
        for fault in found:
            assert_one_sentence(fault)
        told = refused_at_the_counter(house, act, body)
        assert (told.field, told.zh, told.en) == (found[0].field, found[0].zh, found[0].en)
        assert judged(act, body)
    assert house.everything() == rows


def assert_one_sentence(fault: FieldFault) -> None:
    for sentence in (fault.zh, fault.en):
        assert fault.field in sentence
        assert "\n" not in sentence
        assert len(sentence.encode()) < 300
    assert not fault.en.isascii() or fault.zh != fault.en


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: f"{b['act']}-{b['field']}")
def test_broken_commands_of_the_gallery(house: House, broken: dict[str, Any]) -> None:
    act = broken["act"]
    body = {k: v for k, v in {**VALID[act], **broken["body"]}.items() if v is not None}
    fault = refused_at_the_counter(house, act, body)
    assert fault.field == broken["field"]
    assert broken["zh"] in fault.zh
    assert broken["en"] in fault.en
    assert judged(act, body)


def test_a_wrong_kind_is_refused_by_the_legal_part_too() -> None:
    """The record decides from what it holds; had a counter let it through, the law still would not."""
    for act in FIELDS:
        for path, field in paths(FIELDS[act]):
            if len(path) > 1 and path[0] == "parties" and path[-1] not in ("id", "kind", "role"):
                continue  # names and numbers do not travel: their faults are told by the identifier's check
            for value in WRONG[field.kind]:
                if field.may_be_blank and isinstance(value, str):
                    continue
                for answer in judged(act, changed(VALID[act], path, value)):
                    assert isinstance(answer, Refused), (act, path, value)


def test_no_text_and_no_number_travels_whatever_field_it_was_written_in() -> None:
    secret = "张示例14010019800101001X"
    for act in FIELDS:
        for path, field in paths(FIELDS[act]):
            for value in (secret, [{"name": secret}], {"name": secret}, [[secret]]):
                if field.kind in (Kind.WORD, Kind.WORDS):
                    continue  # a code is what its sender calls one
                part = legal_part(act, changed(VALID[act], path, value))
                assert secret not in json.dumps(part, ensure_ascii=False), (act, path, value)


def test_an_act_that_is_none_and_a_body_that_is_none() -> None:
    assert [f.field for f in faults("approve_everything", {})] == ["act"]
    assert legal_part("approve_everything", {"reason": "x"}) == {}
    bodies: tuple[Any, ...] = ([], "x", 5, None)
    for body in bodies:
        assert [f.field for f in faults("approve_notice", body)] == ["body"]
        assert legal_part("approve_notice", body) == {}


@pytest.mark.parametrize("key", ["", " ", "k" * 65, "a\0b"])
def test_a_key_is_a_field_too(house: House, key: str) -> None:
    rows = house.everything()
    with pytest.raises(CommandFault) as caught:
        house.receive(Sent(key, "c", "draft_notice", event("open_case").by, VALID["draft_notice"]))
    assert caught.value.field == "key"
    assert house.everything() == rows


# ── whatever passed JSON ──

_days = st.sampled_from(["0001-01-01", "1999-12-31", "2025-09-24", "2026-02-29", "9999-12-31"])
_words = st.sampled_from(["p1", "p2", "all", "notice", "direct", "announcement", "list", "bidding", "given", ""])
_plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | _days | _words
_keys = st.sampled_from(sorted({str(p[-1]) for fields in FIELDS.values() for p, _ in paths(fields)})) | st.text(
    max_size=4
)
_json = st.recursive(
    _plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4), max_leaves=8
)


def must_answer(act: str, body: Any, number: int) -> None:
    """Form, legal part and decision answer, and what they answer can be kept."""
    for fault in faults(act, body):
        assert_one_sentence(fault)
    state = STATES[number]
    command = Command("k", act, who(act), legal_part(act, body))
    answer = decide(state, command, LAW, CALENDAR, ACTS[number].at)
    kind: type[Any] = type(answer)
    assert unpack(kind, pack(answer)).__class__ is kind
    if isinstance(answer, Decided):
        assert pack(fold(state, answer.acts))


@settings(max_examples=300, deadline=None)
@given(data=st.data(), act=st.sampled_from(sorted(FIELDS)), number=st.integers(0, len(ACTS) - 1))
def test_junk_is_answered(data: st.DataObject, act: str, number: int) -> None:
    must_answer(act, data.draw(_json), number)


@settings(max_examples=600, deadline=None)
@given(data=st.data(), act=st.sampled_from(sorted(a for a in FIELDS if FIELDS[a])))
def test_junk_in_one_field_is_answered_where_the_act_is_open(data: st.DataObject, act: str) -> None:
    path, _ = data.draw(st.sampled_from(list(paths(FIELDS[act]))))
    number = data.draw(st.sampled_from(open_at(act)))
    must_answer(act, changed(VALID[act], path, data.draw(_json)), number)


@settings(max_examples=400, deadline=None)
@given(data=st.data(), act=st.sampled_from(sorted(a for a in FIELDS if FIELDS[a])))
def test_days_far_off_are_answered(data: st.DataObject, act: str) -> None:
    """Well formed all through, but the days lie anywhere a calendar can name."""
    number = data.draw(st.sampled_from(open_at(act)))
    body = next((e.body for e in ACTS[number:] if e.act == act), VALID[act])
    for path, field in paths(FIELDS[act]):
        if field.kind is Kind.DAY and path[0] in body and (len(path) == 1 or path[0] == "basis"):
            body = changed(body, path, data.draw(st.dates().map(str) | _days))
    must_answer(act, body, number)
