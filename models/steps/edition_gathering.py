"""From the call for proposals to the gathering (征集、汇总): what may enter a catalogue or a list of measures."""

from __future__ import annotations

from models.law.edition_content import ADD, CLASSES, ITEMS, RECORDS, REMOVE, ROWS, SYSTEMS, content_digest
from models.law.edition_content import PARTS as CONTENT_PARTS
from models.law.edition_rules import CATALOGUE, KEPT, PERSONAL, SUPPLEMENT
from models.records.list_editions import LEFT_OUT, TAKEN, Entry, Proposal
from models.steps.edition_judging import EditionContext, named_deadline, refuse_law
from models.steps.judging import Judged, No, unmet

_NATION, _UNREAD = "nation", "unread"
# What a notice calls the publication of each (发改办财金〔2021〕15号 二（三）).
_NAMED = {KEPT: "lists"}


def open_edition(ctx: EditionContext) -> Judged:
    """The lead unit calls for proposals; a place makes a supplement on a local regulation only (49号（一）（九）)."""
    refusal = refuse_law(ctx)
    if refusal:
        return refusal
    said, law = ctx.command, ctx.law
    of, scope, level = said.word("of"), said.word("scope"), said.word("level")
    if of not in law.compiles:
        return unmet("compilation.compiles", "not_compiled_here", of=of)
    if (scope == SUPPLEMENT) is (level == _NATION) or (scope == SUPPLEMENT and of == KEPT):
        return unmet("compilation.national", "scope_not_of_level", scope=scope, level=level)
    if scope == SUPPLEMENT:
        ranks = [basis["rank"] for basis in said.facts.get("founded_on") or ()]
        if not any(rank in law.ranks_for(SUPPLEMENT) for rank in ranks):
            return unmet("compilation.supplement", "no_local_regulation", rank=ranks)
    what = SUPPLEMENT if scope == SUPPLEMENT else _NAMED.get(of, CATALOGUE)
    day = law.day_for(what, level)
    named = (named_deadline("named_publication", day, ctx.today),) if day and day.due >= ctx.today else ()
    return ctx.to("collecting", opened=(*ctx.opened("entry_proposals"), *named), documents=("proposal_call",))


def propose_entry(ctx: EditionContext) -> Judged:
    """A department proposes that an entry be added, changed or removed; what the law forbids is no proposal."""
    state, said = ctx.state, ctx.command
    part, change = said.word("part"), said.word("change")
    if part not in CONTENT_PARTS[state.of]:
        return unmet("compilation.compiles", "part_not_of_edition", part=part)
    if state.proposal(said.word("proposal")) is not None:
        return unmet("compilation.proposals", "proposal_doubled", proposal=said.word("proposal"))
    is_there = any(e.key == entry_key(ctx) for e in state.content())
    if is_there is (change == ADD):
        return unmet("compilation.proposals", "entry_there" if is_there else "entry_unknown", entry=entry_key(ctx))
    refusal = None if change == REMOVE else _refuse_entry(ctx, part)
    return refusal or ctx.stay()


def entry_key(ctx: EditionContext) -> str:
    """The key of the entry a proposal speaks of."""
    said = ctx.command
    middle = f"{said.word('item')}/" if said.word("part") == ROWS else ""
    return f"{said.word('part')}/{middle}{said.word('entry')}"


def _refuse_entry(ctx: EditionContext, part: str) -> No | None:
    """What cannot stand in any edition, whoever approves it."""
    if not ctx.command.word("sha256"):
        return unmet("compilation.fields", "entry_incomplete")
    if part == SYSTEMS:
        return _refuse_system(ctx)
    if ctx.command.facts.get("heavier"):
        return unmet("compilation.not_heavier", "heavier_entry")
    return _refuse_basis(ctx) or _REFUSALS[part](ctx)


def _refuse_basis(ctx: EditionContext) -> No | None:
    """A supplement's entry rests on a local regulation, a base edition's on what binds the whole country."""
    state = ctx.state
    of = SUPPLEMENT if state.scope == SUPPLEMENT else state.of
    cite = "compilation.catalogue_basis" if state.of == CATALOGUE else "compilation.measure_basis"
    ranks = [basis["rank"] for basis in ctx.command.facts.get("basis") or ()]
    if not ranks:
        return No("basis_missing", cite, {"missing": "basis"})
    if not any(rank in ctx.law.ranks_for(of) for rank in ranks):
        return No("basis_kind_not_allowed", f"compilation.basis_ranks.{of}", {"rank": ranks})
    return None


def _refuse_class(ctx: EditionContext) -> No | None:
    """Personal data are shown only on a law or regulation (49号（四）)."""
    facts = ctx.command.facts
    ranks = [basis["rank"] for basis in facts.get("basis") or ()]
    grounded = any(rank in ctx.law.ranks_for(PERSONAL) for rank in ranks)
    if facts.get("public") and facts.get("personal") and not grounded:
        return No("personal_data_no_ground", "compilation.personal", {"rank": ranks})
    return None


def _refuse_record(ctx: EditionContext) -> No | None:
    under = ctx.command.word("under")
    if _stands_or_is_proposed(ctx, f"{CLASSES}/{under}") is None:
        return unmet("compilation.points", "class_unknown", under=under)
    return None


def _refuse_item(ctx: EditionContext) -> No | None:
    category = ctx.command.word("category")
    if category not in ctx.law.categories:
        return unmet("compilation.measure_basis", "category_unknown", category=category)
    return None


def _refuse_row(ctx: EditionContext) -> No | None:
    """A measure obliges nobody whom 49号（九） spares, and follows no score held against a person."""
    said, law = ctx.command, ctx.law
    item = _stands_or_is_proposed(ctx, f"{ITEMS}/{said.word('item')}")
    if item is None:
        return unmet("compilation.measure_basis", "item_unknown", item=said.word("item"))
    unknown = [body for body in said.words("bodies") if body not in law.bodies]
    if unknown:
        return unmet("compilation.nobody_obliged", "body_unknown", bodies=unknown)
    free = [body for body in said.words("bodies") if body in law.free_bodies]
    if item.category in law.obliging and free:
        return unmet("compilation.nobody_obliged", "obliges_others", bodies=free)
    if any(ground in law.scores for ground in said.words("grounds")) and "person" in said.words("objects"):
        return No("low_score", "compilation.low_score")
    return None


def _refuse_system(ctx: EditionContext) -> No | None:
    """A list system is kept where its rank may carry it and it falls into one of the four fields (49号（六）（七）)."""
    said, law = ctx.command, ctx.law
    if said.word("rank") not in law.ranks_for(KEPT):
        return No("basis_kind_not_allowed", "compilation.basis_ranks.kept-lists", {"rank": [said.word("rank")]})
    if said.word("category") not in law.fields:
        return unmet("compilation.kept_basis", "category_unknown", category=said.word("category"))
    return None


_REFUSALS = {CLASSES: _refuse_class, RECORDS: _refuse_record, ITEMS: _refuse_item, ROWS: _refuse_row}


def _stands_or_is_proposed(ctx: EditionContext, key: str) -> Entry | None:
    """An entry that stands, or that somebody has proposed to add and nobody has left out."""
    proposed = (p.entry for p in ctx.state.proposals if p.change != REMOVE and p.finding in ("", TAKEN))
    return next((e for e in (*ctx.state.content(), *proposed) if e.key == key), None)


def withdraw_entry(ctx: EditionContext) -> Judged:
    """Who proposed it takes it back before it is settled."""
    held = ctx.proposal()
    if held is None or held.finding:
        return _no_open_proposal(ctx, held)
    if held.by != ctx.command.by.id:
        return No("not_authorised", "compilation.proposals", {"people": [held.by]})
    return ctx.stay()


def settle_entry(ctx: EditionContext) -> Judged:
    """A proposal is taken in, left out or turned into a proposal to change the law, by another than its proposer."""
    held, said = ctx.proposal(), ctx.command
    if ctx.state.step == "consulted":
        return _narrow(ctx, held)
    if held is None or held.finding:
        return _no_open_proposal(ctx, held)
    if said.by.id == held.by:
        return No("same_person", "compilation.two_people", {"task": "propose_entry"})
    if said.word("finding") == TAKEN and any(p.entry.key == held.entry.key for p in ctx.state.taken()):
        return unmet("compilation.settled", "entry_settled", entry=held.entry.key)
    return ctx.stay()


def _narrow(ctx: EditionContext, held: Proposal | None) -> Judged:
    """After the consultation an entry is only taken out, on a comment that was adopted (H-172)."""
    if held is None or held.finding != TAKEN or ctx.command.word("finding") != LEFT_OUT:
        return unmet("compilation.narrower", "only_left_out")
    comment = ctx.state.comment(ctx.command.word("comment"))
    if comment is None or comment.finding not in ("adopted", "partly"):
        return unmet("compilation.narrower", "no_adopted_comment", comment=ctx.command.word("comment"))
    return ctx.stay()


def _no_open_proposal(ctx: EditionContext, held: Proposal | None) -> No:
    what = "proposal_unknown" if held is None else "proposal_settled"
    return unmet("compilation.settled", what, proposal=ctx.command.word("proposal"))


def gather_entries(ctx: EditionContext) -> Judged:
    """The lead unit gathers what was taken in; from here on the edition has the digest of what it says."""
    state = ctx.state
    running = state.running("entry_proposals")
    if running is not None:
        return unmet("compilation.call", "proposals_open", until=running.due.isoformat())
    if state.open_proposals():
        return unmet("compilation.settled", "proposals_unsettled", proposals=[p.id for p in state.open_proposals()])
    refusal = refuse_whole(ctx)
    return refusal or ctx.to("gathered")


def refuse_whole(ctx: EditionContext) -> No | None:
    """An edition says something new, and each row, record and item of it has its place."""
    state = ctx.state
    if state.digest() == content_digest((e.key, e.sha256) for e in state.entries):
        return unmet("compilation.changes", "nothing_changed")
    keys = [e.key for e in state.content()]
    for proposal in state.taken():
        part, *path = proposal.entry.key.split("/")
        if part == ITEMS and proposal.change != REMOVE and not _has_rows(keys, path[0]):
            return unmet("compilation.measure_basis", "item_without_rows", item=path[0])
        if part == ROWS and f"{ITEMS}/{path[0]}" not in keys:
            return unmet("compilation.measure_basis", "item_unknown", item=path[0])
    for entry in state.content():
        under = entry.category if entry.key.startswith(f"{RECORDS}/") else ""
        if under not in ("", _UNREAD) and f"{CLASSES}/{under}" not in keys:
            return unmet("compilation.points", "class_unknown", under=under)
    return None


def _has_rows(keys: list[str], item: str) -> bool:
    return any(key.startswith(f"{ROWS}/{item}/") or key == f"others/{item}" for key in keys)


def reopen_gathering(ctx: EditionContext) -> Judged:
    """Who wants other content gathers anew; what was said to the old text answers nothing (H-171)."""
    dropped = ctx.running("edition_consultation")
    return ctx.to(
        "collecting", opened=ctx.opened("entry_proposals"), dropped=dropped, documents=("proposal_call",)
    )
