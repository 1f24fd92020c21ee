"""One law file told line by line: what it says, where, how well it is known, and what is done with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.law.lawbook import Instrument
from models.law.reading import Place
from models.law.regimes import Certainty
from models.steps.table import TABLE
from portal.articles import in_english
from portal.law_listing import listing_lines, under_item
from portal.law_proceedings import proceeding_values
from portal.law_use import acts_on, use_of
from portal.words.acts import ACTS, CLOCK_ACTS
from portal.words.law import CATEGORIES, CERTAINTIES, DECIDERS, RANKS, REASONS, TOPICS, UNITS
from portal.words.listing import LEAST
from portal.words.places import CHOICES, POSTS

Pair = tuple[str, str]

# What the system does with each kind of list, in the order in which a case meets them.
LISTS: dict[str, Pair] = {
    "grounds": ("立案时核对的事由", "checked when a case is opened"),
    "notice_parts": ("告知书必备，缺少的不予制作", "the notice is not made without it"),
    "decision_parts": ("决定书必备，缺少的不予制作", "the decision is not made without it"),
    "channels": ("可以公示的渠道", "a channel it may be shown on"),
    "measures": ("可以告知和决定的措施", "a measure that may be told and decided"),
    "materials": ("申请修复必备", "an application needs it"),
    "service_methods": ("可以采用的送达方式", "a way of service"),
    "personal_grounds": ("公示自然人信息的依据", "a ground to show a person"),
    "categories": ("名单类别须为其一", "a list belongs to one of them"),
    "kept_lists": ("据此说明哪些名单制度予以保留", "tells which list systems are kept"),
    "founded_on": ("名单的上位依据，须经两人核对", "the higher basis, for two people to confirm"),
}
# What the system does with the values a text names once, and the words of the codes they hold.
NAMED: dict[str, tuple[Pair, Mapping[str, Pair]]] = {
    "rank": (("据此说明能否承载全国名单", "tells whether it may carry a nation-wide list"), RANKS),
    "category": (("名单类别须为四类之一", "the list belongs to one of the four categories"), CATEGORIES),
    "decider": (("本系统只办理行政机关的事项", "this house does the acts of a department only"), DECIDERS),
    "levels": (("立案时核对认定单位的层级", "the authority's level is checked at the opening"), CHOICES["level"]),
    "parties.listed": (("立案时核对当事人的身份", "each party's office is checked at the opening"), CHOICES["role"]),
    "parties.principal": (("第一当事人的身份须为其一", "the principal subject holds one of these"), CHOICES["role"]),
    "recipients.sharing": (
        ("移出时逐一确认停止共享和使用", "a removal is seen to end sharing and use at each"),
        CHOICES["recipient"],
    ),
    "recipients.measures": (
        ("移出时逐一确认解除措施", "a removal is seen to lift the measures of each"),
        CHOICES["recipient"],
    ),
    "heavy_penalties": (("立案时核对处罚的种类", "the penalty is checked at the opening"), CHOICES["penalties"]),
    "list_ranks": (("据此说明名单文件的层级是否足够", "tells whether a list's rank is enough"), RANKS),
    "reminders": (("到期前提醒经办人", "the officer is reminded"), {}),
    "near": (("页面上标为临近届满", "shown so on the pages"), {}),
    "reviewers": (("核对条文的岗位", "the posts that confirm law"), POSTS),
}
_LIMIT = ("计数的上限", "the most there may be")
_LEAST = ("计数的下限", "the least there must be")
# What a ground may say of itself beside its basis.
_NARROWED: dict[str, Pair] = {
    "role": ("只列入", "lists only"),
    "level": ("由下列层级决定", "decided only at the level of"),
}
_ACTS: dict[str, Pair] = {**ACTS, **CLOCK_ACTS, "investigation": ("调查", "the investigation")}
_SWITCH = ("开关：本名单适用", "switch: on for this list")


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a law file beside what becomes of it."""

    part: str
    key: str
    article: str
    known: Certainty
    says: Pair
    done: Pair

    @property
    def path(self) -> str:
        """Its key in the file, as a confirmation names it."""
        return self.key if self.part == "named" else f"{self.part}.{self.key}"

    @property
    def where(self) -> Pair:
        """The article, as each language writes it."""
        return self.article, in_english(self.article)

    @property
    def certainty(self) -> Pair:
        """How well it is known, in words."""
        return CERTAINTIES[self.known]


def lines(text: Instrument) -> Iterator[Line]:
    """Every value of a law file: what it names once, rules, periods, lists, then what is not carried out."""
    place = text.place
    for key, (done, words) in NAMED.items():
        yield from _named(text, key, done, words)
    yield from (_line(text, *told) for told in listing_lines(text))
    for key, value in place.items_inner("rules"):
        yield _line(text, "rules", key, value, _by_acts(acts_on(key)) or use_of(key))
    for key, value in place.items_inner("periods"):
        yield _line(text, "periods", key, value, _deadline(key, value))
    for key, value in place.items_inner("switches"):
        yield _line(text, "switches", key, value, _SWITCH)
    for key, value in place.items_inner("limits"):
        yield _line(text, "limits", key, value, _LEAST if key in LEAST else _LIMIT)
    for name, done in LISTS.items():
        for row in place.rows(name):
            yield _line(text, name, row.get("code") or row["id"], row, under_item(row, _with_basis(done, row)))
    for row in place.rows("unapplied"):
        why, topic = REASONS[row["why"]], TOPICS[row["topic"]]
        done = (f"不自动适用（{topic[0]}）：{why[0]}", f"not carried out ({topic[1]}): {why[1]}")
        yield _line(text, "unapplied", row["id"], row, done)
    for act, value in place.items_inner("acts"):
        yield _line(text, "acts", act, value, _apart(value), _who(act, value))
    yield from _of_proceedings(text)


def _of_proceedings(text: Instrument) -> Iterator[Line]:
    for part, key, value, done in proceeding_values(text.place):
        yield _line(text, part, key, value, done)


def _named(text: Instrument, key: str, done: Pair, words: Mapping[str, Pair]) -> Iterator[Line]:
    outer, _, inner = key.partition(".")
    value = text.place.inner(outer).inner(inner) if inner else text.place.inner(outer)
    if "article" not in value:
        return
    codes = value.get("value", [])
    pairs = tuple(words.get(code, (code, code)) for code in ([codes] if isinstance(codes, str) else codes))
    zh, en = "、".join(p[0] for p in pairs), ", ".join(p[1] for p in pairs)
    said = (str(value.get("zh") or zh), str(value.get("en") or en)) if words else None
    yield _line(text, "named", key, value, done, said)


def _line(text: Instrument, part: str, key: str, value: Place, done: Pair, said: Pair | None = None) -> Line:
    """A line in the law's own words, else in the words of the codes it names."""
    cited = text.cite(key, value)
    article = f"{cited.instrument}{cited.article}" if "instrument" in value else cited.article
    zh = said[0] if said else value.text("zh")
    en = said[1] if said else str(value.get("en") or zh)
    return Line(part, key, article, cited.certainty, (zh, en), done)


def _who(act: str, value: Place) -> Pair:
    name = _ACTS.get(act, (act, act))
    posts = [POSTS.get(role, (role, role)) for role in value.words("roles")]
    return f"{name[0]}：{'、'.join(p[0] for p in posts)}", f"{name[1]}: {', '.join(p[1] for p in posts)}"


def _apart(value: Place) -> Pair:
    """Whose earlier task bars the same person."""
    names = [_ACTS.get(task, (task, task)) for task in value.words("apart_from")]
    if not names:
        return "岗位", "the post that does it"
    return f"不得为{'、'.join(zh for zh, _ in names)}的同一人", f"not who did: {', '.join(en for _, en in names)}"


def _by_acts(acts: tuple[str, ...]) -> Pair | None:
    """The acts in words; nothing where there is none."""
    names = [_ACTS[act] for act in dict.fromkeys(acts)]
    if not names:
        return None
    return f"事项：{'、'.join(zh for zh, _ in names)}", f"acts: {', '.join(en for _, en in names)}"


def _deadline(key: str, value: Place) -> Pair:
    """The deadline a period sets, and the acts that open it."""
    unit = UNITS[value.text("unit")]
    opened = _by_acts(tuple(r.act for r in TABLE if key.partition(".")[0] in r.opens))
    opened_zh, opened_en = (f"；{opened[0]}", f"; {opened[1]}") if opened else ("", "")
    grounds = value.words("grounds")
    only_zh = f"；只适用于事由：{'、'.join(grounds)}" if grounds else ""
    only_en = f"; on these grounds only: {', '.join(grounds)}" if grounds else ""
    zh = f"计算期限：{value['amount']}{unit[0]}{opened_zh}{only_zh}"
    return zh, f"deadline: {value['amount']} {unit[1]}{opened_en}{only_en}"


def _with_basis(done: Pair, row: Place) -> Pair:
    kinds = [CHOICES["kind"].get(kind, (kind, kind)) for kind in row.words("basis")]
    if not kinds:
        return done
    zh, en = "、".join(k[0] for k in kinds), ", ".join(k[1] for k in kinds)
    done = f"{done[0]}；依据文书：{zh}", f"{done[1]}; on a {en}"
    for name, (said_zh, said_en) in _NARROWED.items():
        named = [CHOICES[name].get(word, (word, word)) for word in row.words(f"{name}s")]
        if named:
            zh, en = "、".join(n[0] for n in named), ", ".join(n[1] for n in named)
            done = f"{done[0]}；{said_zh}：{zh}", f"{done[1]}; {said_en}: {en}"
    return done


def gaps(text: Instrument) -> Iterator[tuple[Pair, tuple[Pair, ...]]]:
    """What the text says nothing of, and what nobody has read."""
    named = {
        "silent": ("读过，没有规定", "read, and it has no rule on"),
        "unread": ("没有读到，不得推测", "not read, and not to be guessed"),
    }
    for name, said in named.items():
        topics = text.place.words(name)
        if topics:
            yield said, tuple(TOPICS[t] for t in topics)
