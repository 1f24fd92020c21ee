"""The parts of the papers up to the decision: notice, answer to a statement, decision."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from activities.phrasing import Unsaid, day, items, joined, sentence, text
from activities.writing import Said, Subject, Writer

Lines = Iterator[str]


# --- the course of the case ---------------------------------------------------------


def order_to_pay(w: Writer) -> Lines:
    """The basis document: who ordered what, when it was served, and when its own period ended."""
    opened = w.facts.last("open_case")
    basis = opened.body["basis"]
    inner = Said(opened.act, basis)
    served = w.say("order_served", day=day(inner.day("served_on"))) if basis.get("served_on") else ""
    issuer = text(basis["issuer"])
    yield w.say(
        "order",
        issued_on=day(inner.day("issued_on")),
        issuer="本机关" if issuer == w.facts.authority else issuer,
        to=w.facts.names(tuple(basis["parties"])),
        document=w.template.word("basis_kinds", basis["kind"]),
        document_number=text(basis["number"]),
        served=served,
        due=day(inner.day("performance_due_on")),
    )


def notified(w: Writer) -> Lines:
    """That the notice told what it had to tell, and when it was served on whom."""
    facts = sentence(w.facts.last("draft_notice").body.get("facts"))
    yield w.say(
        "notified",
        day=w.signed_on("approve_notice"),
        symbol=w.symbol("approve_notice"),
        cure_article=w.cite("cure"),
        facts=facts,
        served=_served(w),
    )


def _served(w: Writer) -> str:
    done = sorted((s for s in w.facts.state.services if s.document == "notice" and not s.pending), key=lambda s: s.on)
    days = [(on, tuple(s.party for s in some)) for on, some in groupby(done, key=lambda s: s.on)]
    if not days:
        raise Unsaid
    said = "，".join(w.say("served_one", day=day(on), names=w.facts.names(ids)) for on, ids in days)
    return w.say("served", served_list=said)


def heard(w: Writer) -> Lines:
    """How each party was heard: what was stated, what was answered, who said nothing or waived."""
    stated: list[str] = []
    for said in w.facts.said:
        if said.act.act == "file_statement":
            party = said.act.facts["by_party"]
            stated.append(party)
            yield _objection(w, said, party)
        elif said.act.act == "answer_statement":
            yield _answer(w, said)
    waived = tuple(p for p in w.facts.state.waived if p not in stated)
    silent = tuple(s.id for s in w.facts.subjects if s.id not in stated and s.id not in waived)
    if waived:
        yield w.say("waived", names=w.facts.names(waived))
    if silent and not stated and not waived:
        yield w.say("not_objected")
    elif silent:
        yield w.say("not_objected_others", names=w.facts.names(silent))


def _objection(w: Writer, said: Said, party: str) -> str:
    name, on = w.facts.names((party,)), day(said.day())
    if not said.act.facts.get("in_time"):
        return w.say("objected_late", name=name, on=on)
    return w.say("objected", name=name, on=on, text=sentence(said.body.get("text")))


def _answer(w: Writer, said: Said) -> str:
    made = w.facts.made.get(said.act.key)
    if made is None:
        raise Unsaid
    return w.say(
        "answered",
        day=day(made.on),
        symbol=made.symbol,
        whose=w.facts.names(tuple(said.act.facts["answered"])),
        finding=w.template.word("findings", said.body["finding"]),
        reasons=sentence(said.body.get("reasons")),
    )


def cured(w: Writer) -> Lines:
    """That the withholding was corrected before the decision, and the commitment given."""
    for said in w.facts.all_of("record_cure"):
        yield w.say("cured", on=day(said.day()), evidence=text(said.body.get("evidence")))


# --- the notice ---------------------------------------------------------------------


def notice_facts(w: Writer) -> Lines:
    """The facts of the proposed listing."""
    yield from order_to_pay(w)
    yield w.say("told", facts=sentence(w.facts.last("draft_notice").body.get("facts")))


def notice_basis(w: Writer) -> Lines:
    """The grounds, and why the others are listed with the unit."""
    yield from _grounds(w, "ground_proposed")
    yield from _persons(w, "persons_proposed")


def notice_measures(w: Writer) -> Lines:
    """What a listing would bring: its period and the measures proposed."""
    yield w.say("period_told", years=w.period("publication_end"), article=w.cite("listing_period"))
    yield _measures(w, w.facts.state.measures_told)


def notice_rights(w: Writer) -> Lines:
    """The right to object in the regime's own words, the duty to answer, the way to law."""
    yield w.say(
        "statement_right",
        article=w.cite("statement_period"),
        words=w.words("statement_period"),
        period=w.period("statement_period"),
    )
    yield w.say("answer_right", period=w.period("statement_answer"), article=w.cite("statement_answer"))
    yield w.say("later_right", article=w.cite("remedies"))


def notice_leniency(w: Writer) -> Lines:
    """The rule under which listing may be spared, and how to make use of it."""
    yield w.say("cure_rule", article=w.cite("cure"), words=w.words("cure"))
    yield w.say("cure_way")
    yield w.say("told_end")


def _grounds(w: Writer, key: str) -> Lines:
    for ground in w.facts.state.grounds:
        name = f"grounds.{ground}"
        yield w.say(key, article=w.cite(name), words=w.words(name))


def _persons(w: Writer, key: str) -> Lines:
    unit, *others = w.facts.subjects
    if others:
        persons = joined(role_and_name(w, s) for s in others)
        yield w.say(key, article=w.cite("parties-listed-with-unit"), unit=unit.name, persons=persons)


def role_and_name(w: Writer, subject: Subject) -> str:
    """A party by its office and name."""
    return w.template.word("roles", subject.role) + text(subject.name)


def _measures(w: Writer, measures: tuple[str, ...]) -> str:
    return w.say("measures", measures=w.named("measures", measures), article=w.cite("measures"))


# --- the answer to a statement --------------------------------------------------------


def answer_statement(w: Writer) -> Lines:
    """What was stated by those who are answered, since their last answer."""
    answered = w.facts.own.act.facts["answered"]
    open_now: list[Said] = []
    for said in w.facts.said[:-1]:
        if said.act.act == "file_statement" and said.act.facts.get("in_time"):
            open_now.append(said)
        elif said.act.act == "answer_statement":
            open_now = [s for s in open_now if s.act.facts["by_party"] not in said.act.facts["answered"]]
    found = [s for s in open_now if s.act.facts["by_party"] in answered]
    if not found:
        raise Unsaid
    for said in found:
        yield _objection(w, said, said.act.facts["by_party"])


def answer_finding(w: Writer) -> Lines:
    """The finding with its reasons."""
    body = w.facts.own.body
    yield w.say("finding", finding=w.template.word("findings", body["finding"]), reasons=sentence(body.get("reasons")))


def answer_basis(w: Writer) -> Lines:
    """The rule the answer follows, and what comes next."""
    yield w.say("answering", articles=w.cite("statement_answer"), remedies_article=w.cite("remedies"))


# --- the decision ---------------------------------------------------------------------


def decision_facts(w: Writer) -> Lines:
    """Basis document, notice, statements and answers, and what was found."""
    yield from order_to_pay(w)
    yield from notified(w)
    yield from heard(w)
    yield from cured(w)
    yield w.say("found", reasons=sentence(w.facts.last("draft_decision").body.get("reasons")))


def decision_basis(w: Writer) -> Lines:
    """Grounds, persons listed with the unit, and the listing with both ends of its period."""
    yield from _grounds(w, "ground")
    yield from _persons(w, "persons")
    end = next((d for d in w.facts.own.act.opened if d.kind == "publication_end"), None)
    if end is None:
        raise Unsaid
    yield w.say(
        "listing",
        articles=w.cite("opening", "decision", "listing_period"),
        names=w.facts.names(),
        years=w.period("publication_end"),
        from_on=day(end.start_on),
        end=day(end.due),
    )


def decision_measures(w: Writer) -> Lines:
    """The measures decided, in the law's words, and where the list is shown."""
    decision = w.facts.state.decision
    yield _measures(w, decision.measures if decision else ())
    yield w.say("shown", articles=w.cite("publication", "measures"))


def decision_removal(w: Writer) -> Lines:
    """The conditions and the procedure of early removal."""
    conditions = [
        w.words("restoration_condition.corrected"),
        w.words("restoration_earliest"),
        w.words("restoration_condition.commitment"),
    ]
    exclusions = [w.words(f"restoration_exclusion.{name}") for name in ("violation", "criminal", "other")]
    yield w.say("conditions", article=w.cite("restoration_conditions"), items=items(conditions))
    yield w.say("exclusions", article=w.cite("restoration_exclusion"), items=items(exclusions))
    yield w.say(
        "procedure",
        materials=w.named("materials", w.facts.law.materials),
        period=w.period("restoration_decision"),
        article=w.cite("restoration_application"),
    )
    if len(w.facts.subjects) > 1 and w.facts.law.says("linked-parties-leave-together"):
        yield w.say("procedure_others")
    yield w.say("false_materials", words=w.words("false_materials"), article=w.cite("false_materials"))


def decision_remedies(w: Writer) -> Lines:
    """Both remedies with body, period and articles; what neither stops."""
    yield from remedies(w, "决定书")
    yield w.say("no_stay", articles=w.cite("no_stay", "no_stay.litigation"))


def remedies(w: Writer, paper: str) -> Lines:
    """Reconsideration and litigation against a paper, from its service."""
    nation = w.facts.level == "nation"
    yield w.say(
        "remedies",
        paper=paper,
        reconsideration=w.period("reconsideration"),
        reconsideration_articles=w.cite(
            "reconsideration", "reconsideration_body.nation" if nation else "reconsideration_body"
        ),
        body=w.template.word("review_bodies", w.facts.level),
        litigation=w.period("litigation"),
        litigation_articles=w.cite("litigation_court", "litigation"),
    )
    yield w.say("one_remedy", article=w.cite("one_remedy_at_a_time"))


def no_listing_facts(w: Writer) -> Lines:
    """Basis document, notice, statements and answers, and the cure."""
    yield from order_to_pay(w)
    yield from notified(w)
    yield from heard(w)
    yield from cured(w)


def no_listing_reasons(w: Writer) -> Lines:
    """Why nobody is listed."""
    yield w.say("considered", reasons=sentence(w.facts.last("draft_decision").body.get("reasons")))


def no_listing_basis(w: Writer) -> Lines:
    """The rule, and that nobody is listed."""
    keys = ("cure",) if w.facts.state.cured else ("opening", "decision")
    yield w.say("not_listing", articles=w.cite(*keys), names=w.facts.names())
