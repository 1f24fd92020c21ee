"""The parts of the papers up to the decision: notice, answer to a statement, decision."""

from __future__ import annotations

from activities import course_parts as course
from activities.course_parts import Lines
from activities.phrasing import Unsaid, day, items, joined, sentence, text
from activities.writing import Said, Writer

# --- the notice ---------------------------------------------------------------------


def notice_opening(w: Writer) -> Lines:
    """What is proposed, and under which rules."""
    yield w.say("notice.opening")


def notice_listed_on(w: Writer) -> Lines:
    """The day of a listing, which only the decision sets, and its period from then."""
    yield w.say("listed_on_proposed") + _period_told(w)


def _period_told(w: Writer) -> str:
    since, years = w.counted_from("publication_end"), w.period("publication_end")
    return w.say("period_told", years=years, since=since, article=w.cite("listing_period"))


def notice_facts(w: Writer) -> Lines:
    """The facts of the proposed listing."""
    yield from course.basis_document(w)
    drafted = w.facts.last("draft_notice").body
    yield w.say("told", facts=sentence(drafted.get("facts")))
    if drafted.get("merged_with"):
        yield w.say("merged", number=text(drafted["merged_with"]), article=w.cite("notice-merged"))


def notice_basis(w: Writer) -> Lines:
    """The grounds, and why the others are listed with the unit."""
    yield from _grounds(w, "ground_proposed")
    yield from _persons(w, "persons_proposed")


def notice_measures(w: Writer) -> Lines:
    """What a listing would bring: its period, where no part of its own tells it, and the measures proposed."""
    if "listed-on" not in w.facts.law.notice_parts:
        yield _period_told(w)
    yield _measures(w, w.facts.state.measures_told)


def notice_rights(w: Writer) -> Lines:
    """The right to be heard in the regime's own words, the duty to answer, the way to law."""
    keys = w.keys("statement_right")
    yield w.say_within("statement_right", "statement_period", article=w.cite(*keys), words=w.words(keys[0]))
    if w.facts.law.says("hearing"):
        yield w.say("hearing_right", period=w.period("hearing_request"), article=w.cite("hearing", "hearing_request"))
    yield w.say_within("answer_right", "statement_answer", article=w.cite("statement_answer"))
    yield w.say("later_right", article=w.cite("remedies"))


def notice_leniency(w: Writer) -> Lines:
    """The rule under which listing may be spared, and how to make use of it."""
    keys = w.keys("leniency")
    yield w.say("lenient_rule", article=w.cite(*keys), words=w.words(keys[0]))
    yield w.say("lenient_way")
    yield w.say("told_end")


def notice_other(w: Writer) -> Lines:
    """What else the law of the list lets the notice tell: nothing that no other part says."""
    yield w.say("told_end")


def _grounds(w: Writer, key: str) -> Lines:
    for ground in w.facts.state.grounds:
        name = f"grounds.{ground}"
        yield w.say(key, article=w.cite(name), words=w.words(name))


def _persons(w: Writer, key: str) -> Lines:
    unit, *others = w.facts.subjects
    if others and w.facts.law.says("parties-listed-with-unit"):
        persons = joined(course.role_and_name(w, s) for s in others)
        yield w.say(key, article=w.cite("parties-listed-with-unit"), unit=unit.name, persons=persons)


def _measures(w: Writer, measures: tuple[str, ...]) -> str:
    names = [w.words(f"measures.{key}") for key in measures]
    if not names:
        raise Unsaid
    return w.say("measures", measures=joined(names), items=items(names), article=w.cite("measures"))


# --- the answer to a statement --------------------------------------------------------


def answer_opening(w: Writer) -> Lines:
    """To which notice the statement was made."""
    yield w.say("statement_answer.opening", notice_symbol=w.symbol("approve_notice"))


def answer_statement(w: Writer) -> Lines:
    """What was stated by those who are answered, in writing or at a hearing, since their last answer."""
    answered = w.facts.own.act.facts["answered"]
    waiting: list[Said] = []
    for said in w.facts.said[:-1]:
        if said.act.act == "answer_statement":
            waiting = [s for s in waiting if any(p not in said.act.facts["answered"] for p in _spoke(s))]
        elif any(p in answered for p in _spoke(said)):
            waiting.append(said)
    if not waiting:
        raise Unsaid
    for said in waiting:
        tell = course.stated if said.act.act == "file_statement" else course.spoke_at_hearing
        yield from tell(w, said)


def _spoke(said: Said) -> tuple[str, ...]:
    """Who stated something by this act that is to be answered."""
    facts = said.act.facts
    if said.act.act == "file_statement" and facts.get("in_time"):
        return (facts["by_party"],)
    return tuple(facts["heard"]) if said.act.act == "hold_hearing" else ()


def answer_finding(w: Writer) -> Lines:
    """The finding with its reasons."""
    body = w.facts.own.body
    yield w.say("finding", finding=w.template.word("findings", body["finding"]), reasons=sentence(body.get("reasons")))


def answer_basis(w: Writer) -> Lines:
    """The rule the answer follows, and what comes next."""
    yield w.say("answering", articles=w.cite("statement_answer"), remedies_article=w.cite("remedies"))


# --- the decision ---------------------------------------------------------------------


def decision_opening(w: Writer) -> Lines:
    """Who is listed, and under which rules."""
    yield w.say("decision.list.opening", names=w.facts.names())


def subject(w: Writer) -> Lines:
    """Whom the listing binds, each by name and number."""
    for one in w.facts.subjects:
        yield w.say("subject", said="，".join(label + text(said) for label, said in course.particulars(w, one)))


def content_shown(w: Writer) -> Lines:
    """What will be shown of a listing, in the law's own words."""
    keys = w.keys("content_shown")
    yield w.say("content_shown", words=w.words(keys[0]), article=w.cite(*keys))


def decision_listed_on(w: Writer) -> Lines:
    """The day of the listing: that of the decision."""
    yield w.say("listed_on", on=day(w.facts.made_on))


def decision_facts(w: Writer) -> Lines:
    """Basis document, notice, statements and answers, and what was found."""
    yield from _course(w)
    yield w.say("found", reasons=sentence(w.facts.last("draft_decision").body.get("reasons")))


def _course(w: Writer) -> Lines:
    yield from course.basis_document(w)
    yield from course.notified(w)
    yield from course.heard(w)
    yield from course.cured(w)
    yield from course.penalty_made(w)


def decision_basis(w: Writer) -> Lines:
    """Grounds, persons listed with the unit, consent, and the listing with both ends of its period."""
    yield from _grounds(w, "ground")
    yield from _persons(w, "persons")
    for said in w.facts.since("obtain_consent", after="draft_decision")[-1:]:
        body = said.body
        yield w.say(
            "agreed",
            by_body=text(body["by_body"]),
            on=day(said.day()),
            document=text(body["document"]),
            article=w.cite("agreement"),
        )
    yield _listing(w)
    yield law_text(w)


def _listing(w: Writer) -> str:
    """The listing with both ends of its period; counted from the first showing, how it is counted."""
    keys, names = ("opening", "decision", "listing_period"), w.facts.names()
    end = next((d for d in w.facts.own.act.opened if d.kind == "publication_end"), None)
    if end is None:
        if not w.is_counted_from_showing("publication_end"):
            raise Unsaid
        years, since = w.period("publication_end"), w.counted_from("publication_end")
        return w.say("listing_when_shown", articles=w.cite(*keys), names=names, years=years, since=since)
    both = {"from_on": day(end.start_on), "end": day(end.due)}
    said = w.say("listing", articles=w.cite(*keys), names=names, years=w.length(end), **both)
    if w.facts.counted_by(end).since == w.facts.law.since:
        return said
    # Counted by the law of the conduct, which is lighter than that of today.
    return said + w.say("listing_lighter", article=w.cite("lighter_law"), counted=w.cite_by(end, "listing_period"))


def law_text(w: Writer) -> str:
    """Which texts were applied, by the digest the case pins: a later reader can show that they are the same."""
    law = w.facts.law
    return w.say("law_text", day=day(w.facts.made_on), since=day(law.in_force_on), version=law.text_digest.upper())


def decision_measures(w: Writer) -> Lines:
    """The measures decided, in the law's words, and where the list is shown."""
    decision = w.facts.state.decision
    yield _measures(w, decision.measures if decision else ())
    channels = w.named("channels", w.facts.law.default_channels)
    yield w.say_within("shown", "publication", articles=w.cite("publication", "measures"), channels=channels)


def decision_removal(w: Writer) -> Lines:
    """The conditions and the procedure of early removal."""
    yield from removal_conditions(w)
    materials = items(w.words(f"materials.{key}") for key in w.facts.law.materials)
    yield w.say("procedure_materials", items=materials, article=w.cite("restoration_application"))
    yield from removal_procedure(w)
    yield from course.undone_by_deceit(w)


def removal_conditions(w: Writer) -> Lines:
    """What early removal needs, and what excludes it."""
    keys = w.keys("conditions")
    conditions = [w.words(key) for key in keys]
    exclusions = [w.words(key) for key in w.keys("exclusions")]
    yield w.say(
        "conditions",
        article=w.cite("restoration_conditions"),
        articles=w.cite(*keys),
        items=items(conditions),
        words="，".join(conditions),
    )
    yield w.say(
        "exclusions",
        article=w.cite("restoration_exclusion"),
        items=items(exclusions),
        words="，".join(exclusions),
    )


def removal_procedure(w: Writer) -> Lines:
    """The time to decide, and who leaves with the unit."""
    accepts = w.facts.period("restoration_acceptance")
    yield w.say(
        "procedure_accepted" if accepts else "procedure",
        acceptance=w.period("restoration_acceptance") if accepts else "",
        period=w.period("restoration_decision"),
        article=w.cite("restoration_decision"),
    )
    if len(w.facts.subjects) > 1 and w.facts.law.says("linked-parties-leave-together"):
        yield w.say("procedure_others", article=linked_article(w))


def linked_article(w: Writer) -> str:
    """The rule by which the unit's other parties leave with it."""
    return w.cite("linked_removal" if w.facts.law.holds("linked_removal") else "linked-parties-leave-together")


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
    if w.facts.law.holds("reconsideration_online"):
        channel, article = w.words("reconsideration_online"), w.cite("reconsideration_online")
        yield w.say("remedies_online", channel=channel, article=article)
    yield w.say("one_remedy", article=w.cite("one_remedy_at_a_time"))


# --- the decision not to list -----------------------------------------------------------


def no_listing_opening(w: Writer) -> Lines:
    """What had been proposed, and that it was looked into."""
    yield w.say("decision.not_list.opening")


def no_listing_facts(w: Writer) -> Lines:
    """Basis document, notice, statements and answers, and the cure."""
    yield from _course(w)


def no_listing_reasons(w: Writer) -> Lines:
    """Why nobody is listed."""
    yield w.say("considered", reasons=sentence(w.facts.last("draft_decision").body.get("reasons")))


def no_listing_basis(w: Writer) -> Lines:
    """The rule that spares the listing, else the rules of the decision, and that nobody is listed."""
    yield w.say("not_listing", articles=w.cite(*_sparing(w)), names=w.facts.names())
    yield law_text(w)


def _sparing(w: Writer) -> tuple[str, ...]:
    if w.facts.state.cured:
        return ("cure",)
    ground = w.facts.last("draft_decision").body.get("leniency")
    named = (f"{kind}.{ground}" for kind in ("leniency", "discretion"))
    return next(((key,) for key in named if w.facts.law.holds(key)), ("opening", "decision"))
