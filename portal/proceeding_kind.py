"""One kind of proceeding beside the listing, described: from this alone its pages, forms and refusals are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from fastapi import Request
from sqlalchemy import Connection
from starlette.responses import Response

from models.law.days import law_day
from models.law.lawbook import Lawbook, Words
from models.records.commands import Actor
from models.steps.fields import Field
from models.steps.machine import Moves
from models.tables.proceedings import FileKind
from portal.choosing import Officer
from portal.counter import Counter, Problem, lang_of
from portal.delivering import Road, road_of
from portal.filling import Asked, Posted, Widget
from portal.proceeding_dues import ENDED, runs
from portal.proceeding_reading import Held, Source, file_of
from portal.proceeding_wording import ProceedingSpeech, Vocabulary
from portal.sessions import Visitor
from portal.settings import Settings

Pair = tuple[str, str]
Body = dict[str, Any]
Names = Mapping[str, Mapping[str, str]]
Choices = tuple[str, ...]
Groups = tuple[tuple[Pair, tuple[str, ...]], ...]
H = TypeVar("H", bound=Held[Any, Any])


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from in a form: the file, who acts, and what the codes it may name are called.

    `given` is what the page itself knows, so that nobody types it.
    """

    held: Any
    officers: tuple[Officer, ...] = ()
    names: Names = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> Any:
        """Where the file stands."""
        return self.held.state


@dataclass(frozen=True, slots=True)
class Table:
    """The acts of a kind as its forms and doors need them told.

    `wanted` are the acts that bring a file forward from where it stands: what waits for one waits for an officer.
    `bodies` says what an officer could plausibly say in an act, where that cannot be made from its form alone.
    """

    fields: Asked
    openings: tuple[str, ...]
    moves: Moves
    wanted: Callable[[Any], tuple[str, ...]] = lambda _: ()
    bodies: Mapping[str, Callable[[Any, str, Mapping[str, str]], Iterator[Body]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lawful:
    """Under which law a file is opened, and by which words it is told.

    `texts` are the texts that order it; where there are several, `asked` is the name and `label` the words of
    the choice.  `house` is the house's own text, which names the posts.
    """

    texts: Callable[[Lawbook], tuple[str, ...]]
    law: Callable[..., Any]
    words: Callable[[Lawbook, str, date], dict[str, Words]]
    house: str
    asked: str = "law"
    label: Pair = ("依据", "Under")


@dataclass(frozen=True, slots=True)
class Begun:
    """How a new file begins at the counter."""

    # Whose file it is, where not the office's own: name, level and region by what the opening says.
    where: Callable[[Settings, Body], tuple[str, str, str]] = lambda held, _: (held.authority, held.level, held.region)
    # What a new opening form already says.
    first: Callable[[Settings], dict[str, list[str]]] = lambda _: {}
    # Under the form, and over it for a post that does not open.
    note: Pair = ("", "")
    forbidden: Pair = ("您的岗位不能办理这一事项。", "Your post does not do this act.")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a kind: what it is called where, its codes, and what its acts are for."""

    vocabulary: Vocabulary
    groups: Groups
    thing: Pair
    menu: Pair
    title: Pair
    heading: Pair
    subject: Pair
    # The title of one file's page, before its id.
    file: Pair = ("", "")

    @property
    def missing(self) -> Pair:
        """The sentence where there is no such file."""
        return f"没有这一{self.thing[0]}。", f"There is no such {self.thing[1]}."


@dataclass(frozen=True, slots=True)
class Forms:
    """What its forms offer, and what stands over them; the plain answers serve where nothing is said.

    `choices` are by `act.field` or by field: the codes to choose from, or None where the field is typed.
    """

    choices: Mapping[str, Callable[[Any], Choices | None]] = field(default_factory=dict)
    # Days that lie ahead, or were told elsewhere: a form does not propose today for them.
    not_today: tuple[str, ...] = ()
    # Fields that no form asks, because the page gives them; and those that are shown in a way of their own.
    given: tuple[str, ...] = ()
    own: Mapping[str, Callable[[ProceedingSpeech, str, Any, Posted], Iterator[Widget]]] = field(default_factory=dict)
    offer: Callable[..., Any] | None = None
    # The same from the file alone, where it is only asked which acts are open; with what the address names.
    bare: Callable[[Any, Mapping[str, str]], Any] = lambda held, _: Offer(held)
    fresh: Callable[[str, Any, date], dict[str, list[str]]] = lambda _, __, ___: {}
    beside: Callable[..., Any] = lambda *_: None
    # What an address may name that decides whether the act is open: the unit a form is for.
    about: tuple[str, ...] = ()
    # A page to show before the form, where it cannot be filled in yet.
    first: Callable[..., Response | None] = lambda *_: None
    # Digests that are computed from a file: by `act.field`.
    digested: tuple[str, ...] = ()
    # Fields that the form lets pass empty and the law does not: by `act.field`.
    owed: tuple[str, ...] = ()
    # Acts over whose form what the file was opened with lies open.
    weighing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Templates, where the plain ones do not tell all, with what they need told."""

    desk: str = "proceedings.html"
    file: str = "proceeding.html"
    act: str = "proceeding_act.html"
    new: str = "proceeding_new.html"
    # More for the desk, in place of the plain one; and more for the page of a file.
    on_desk: Callable[..., dict[str, Any]] | None = None
    in_file: Callable[..., dict[str, Any]] = lambda *_: {}
    # What stands under the step of a file on the desk.
    tags: Callable[[ProceedingSpeech, Any], tuple[str, ...]] = lambda _, __: ()
    # The head line of a file, where it is not what its opening calls it.
    headline: Callable[[Counter, ProceedingSpeech, Any], str] = lambda _, __, held: str(held.title)


@dataclass(frozen=True, slots=True)
class Public:
    """The pages anybody may read without signing in, and the acts anybody may do there.

    `shown`: which files stand there; a file that is not real stands there only for who is signed in.
    `says`: what of its opening is told, field by field, for whatever is not named here stays inside.
    `papers` and `dues`: which of its papers may be read there, and which of its days are told.
    `acts` are done in the name of nobody, by the post `public`, which the law must name for them.
    """

    home: str
    menu: Pair
    title: Pair
    note: Pair
    shown: Callable[[Any], bool]
    says: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    dues: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    open_to: Callable[[Any], bool] = lambda _: True
    list_page: str = "public_list.html"
    file_page: str = "public_file.html"
    on_list: Callable[..., dict[str, Any]] = lambda *_: {}
    in_file: Callable[..., dict[str, Any]] = lambda *_: {}


@dataclass(frozen=True, slots=True)
class Kind(Generic[H]):
    """One kind of proceeding at the counter; `kept` is the same kind as the record keeps it and `decide` judges it."""

    kept: FileKind[Any, Any]
    home: str
    prefix: str
    look: str
    table: Table
    lawful: Lawful
    said: Said
    begun: Begun = field(default_factory=Begun)
    forms: Forms = field(default_factory=Forms)
    pages: Pages = field(default_factory=Pages)
    public: Public | None = None
    # Where a file is opened; `{act}` is the act that opens it.
    anew: str = ""
    # The file as read, and what one of this kind has beside the common columns.
    file: Callable[..., Any] = Held
    more: Callable[[Connection, str], dict[str, Any]] = lambda _, __: {}
    # What the names of a file are called, by their kind.
    names: Callable[[Counter, str, H | None], Names] = lambda *_: {}
    # Names of the parties or units of a file, as its timeline tells them.
    parties: Callable[[H], Mapping[str, str]] = lambda _: {}
    # The days of a file, and whether what a day was for is still owed.
    dues: Callable[[Any], tuple[Any, ...]] = lambda state: state.deadlines
    is_owed: Callable[[Any, Any], bool] = runs
    ended: Pair = ENDED
    # Columns of a reminder and what its own table of days calls the same, where the names differ.
    reminded: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """Where its files are read."""
        kept = self.kept
        return Source(kept.table, self.file, kept.state, kept.law, self.table.openings, self.table.fields, self.more)

    @property
    def road(self) -> Road:
        """The way of its commands."""
        return road_of(self.kept)

    @property
    def reminding(self) -> dict[str, Any]:
        """Where the days stand that reminders speak of, and what that table calls a reminder's columns."""
        return {"dues": self.kept.dues, "called": self.reminded}

    @property
    def opens_at(self) -> str:
        """Where a file is opened, with the place of the act in it."""
        return self.anew or f"{self.home}/new/{{act}}"

    def home_of(self, held: H) -> str:
        """Where a file's own page is."""
        return f"{self.home}/{held.id}"

    def find(self, counter: Counter, file_id: str) -> H:
        """A file of the record."""
        found: H | None = counter.reader.ask(lambda connection: file_of(connection, self.source, file_id))
        if found is None:
            raise Problem(404, *self.said.missing)
        return found

    def now(self, counter: Counter, held: H) -> datetime:
        """The legal instant: a rehearsal's clock is its own."""
        return counter.now() - timedelta(seconds=held.offset)

    def speech(self, counter: Counter, request: Request, held: H | None = None) -> ProceedingSpeech:
        """The language of this visitor, with the words of the file's law and of its kind."""
        lang = lang_of(request)
        names = self.names(counter, lang, held)
        if held is None:
            return ProceedingSpeech(lang, own=self.said.vocabulary, names=names)
        words = self.lawful.words(counter.book, held.notice, law_day(held.opened_at))
        officers = counter.reader.names()
        return ProceedingSpeech(lang, words, self.parties(held), officers, own=self.said.vocabulary, names=names)

    def text_title(self, counter: Counter, speech: ProceedingSpeech, notice: str) -> str:
        """What the text that orders a file is called."""
        if notice not in self.lawful.texts(counter.book):
            return notice
        named = counter.book.instrument(notice, law_day(counter.now())).place.inner("title")
        return named.text(speech.lang)

    def may_open(self, counter: Counter, visitor: Visitor) -> tuple[str, ...]:
        """What an officer may begin, by the posts of the law held."""
        posts = counter.book.instrument(self.lawful.house, law_day(counter.now())).place.inner("acts")
        return tuple(
            act for act in self.table.openings if any(r in posts.inner(act).words("roles") for r in visitor.roles)
        )

    def page(
        self, counter: Counter, request: Request, template: str, speech: ProceedingSpeech, visitor: Visitor | None,
        held: H, /, *, status: int = 200, **shown: Any,
    ) -> Response:  # fmt: skip
        """A page of a file: its mode on top, its own page behind its name."""
        home = self.home_of(held)
        told = {
            "kind": self,
            "home": home,
            "thing": speech.t(*self.said.thing),
            "places": [(speech.t(*self.said.title), self.home), (held.id, home)],
            **shown,
        }
        return counter.page(request, template, status=status, speech=speech, visitor=visitor, case=held, **told)


def plain_offer(
    kind: Kind[Any], counter: Counter, speech: ProceedingSpeech, held: Any, _: Actor, __: str, ___: Posted
) -> Offer:
    """What there is to choose from where a kind says no more."""
    return Offer(held, counter.reader.officers(), kind.names(counter, speech.lang, held))


def choices_of(forms: Forms, act: str, path: str, asked: Field, offer: Any) -> Choices | None:
    """The codes to choose from; None where a field is typed freely."""
    make = forms.choices.get(f"{act}.{path}") or forms.choices.get(path)
    return make(offer) if make else asked.among or None
