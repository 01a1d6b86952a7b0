"""Bytes to plain data and the marks of where each value stands, with YAML's traps closed.

The file is read as a stream of parser events, not through a loader: that way every trap is found in one pass and with
its place, nothing recurses, and nothing a file says can make the reader build an object. Plain scalars are text unless
they are true, false, null or plain decimal numbers, so `no` stays "no", `1:30` stays "1:30" and `010` is not eight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from unbend.routine.folders import MOST_BYTES
from unbend.routine.problems import Issue, Loc, Marks
from unbend.routine.syntax import explain, find_odd_character, mark_after

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DEPTH = 20
"""Four steps within repeats, and a figure, need twelve; deeper is a bomb or a slip of the indentation."""
MOST_NODES = 50_000
"""A routine at its limit of 200 steps has about 3,000."""

# libyaml is seven times faster; both read the same events, which the tests hold them to.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, as far as it can be understood."""

    data: Any
    marks: Marks
    issues: tuple[Issue, ...] = ()
    """What must be mended before the data can be trusted."""
    is_complete: bool = True
    """Whether everything was read; names may be explained further down."""
    unsure: frozenset[Loc] = frozenset()
    """Places whose value is not what the author wrote or not all of it; what seems wrong with it may well be right."""


class _Stop(Exception):  # not an error: the reader has seen enough
    """Nothing after this point can be understood."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open."""

    loc: Loc
    value: dict[str, Any] | list[Any]
    key: str | None = None
    """The key whose value comes next, in a mapping."""
    is_kept: bool = True
    """Whether that value is kept; a repeated key's is only looked at for its own problems."""


@dataclass(slots=True)
class _Builder:
    """Builds the data from events, keeping marks and issues as it goes."""

    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    data: Any = None
    unsure: set[Loc] = field(default_factory=set)
    documents: int = 0
    nodes: int = 0
    is_complete: bool = True

    def feed(self, event: Any) -> None:  # noqa: ANN401  # PyYAML's events have no useful common type
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.refuse("a file holds one document", 'take out the line "---" and what follows it', mark, ())
                    raise _Stop
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.frames.pop()
            case yaml.NodeEvent():
                self.node(event, mark)

    def node(self, event: Any, mark: tuple[int, int]) -> None:  # noqa: ANN401  # see feed
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.refuse(f"more than {MOST_NODES:,} values", "split the file", mark, ())
            raise _Stop
        if self.frames and isinstance(self.frames[-1].value, dict) and self.frames[-1].key is None:
            self.key(event, mark)
            return
        loc = self.next_loc()
        if isinstance(event, yaml.ScalarEvent) and not event.value and not event.style:
            mark = self.keys.get(loc, mark)  # where nothing is, the two parsers see it in different places
        self.values.setdefault(loc, mark)
        if event.anchor is not None:
            name = "alias" if isinstance(event, yaml.AliasEvent) else "anchor"
            self.refuse(
                f"an {name} is not used here", "write the value out; steps can be repeated with repeat", mark, loc
            )
        if getattr(event, "tag", None) is not None:
            self.refuse("a tag is not used here", 'take out the word that begins with "!"', mark, loc)
        match event:
            case yaml.ScalarEvent():
                if _SURROGATE.search(event.value):  # libyaml refuses these itself
                    self.refuse("an escape that stands for no character", "take it out", mark, loc)
                    raise _Stop
                self.put(event.value if event.style else _plain(event.value))
            case yaml.AliasEvent():
                self.unsure.add(loc)
                self.put(None)
            case _:
                self.open({} if isinstance(event, yaml.MappingStartEvent) else [], loc, mark)

    def key(self, event: Any, mark: tuple[int, int]) -> None:  # noqa: ANN401  # see feed
        frame = self.frames[-1]
        assert isinstance(frame.value, dict)  # noqa: S101  # only mappings have keys
        if not isinstance(event, yaml.ScalarEvent) or not event.value or _SURROGATE.search(event.value):
            self.refuse("a key is a plain word", "write  key: value", mark, frame.loc)
            raise _Stop
        key = event.value
        if event.anchor is not None or event.tag is not None:
            self.refuse("a key has no anchor or tag", f'write "{key}:"', mark, (*frame.loc, key))
        if key == "<<":
            self.unsure.add(frame.loc)
            self.refuse("a merge key is not used here", "write the keys out", mark, (*frame.loc, key))
        frame.key, frame.is_kept = key, key not in frame.value and key != "<<"
        if key in frame.value:
            first = self.keys[(*frame.loc, key)]
            self.refuse("repeated key", f"it stands on line {first[0]} already", mark, (*frame.loc, key))
        self.keys.setdefault((*frame.loc, key), mark)

    def next_loc(self) -> Loc:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        part = frame.key if isinstance(frame.value, dict) else len(frame.value)
        assert part is not None  # noqa: S101  # a mapping without a key took the event as its key
        return (*frame.loc, part)

    def open(self, value: dict[str, Any] | list[Any], loc: Loc, mark: tuple[int, int]) -> None:
        if len(self.frames) >= MOST_DEPTH:
            self.refuse(f"nested deeper than {MOST_DEPTH} levels", "check the indentation", mark, loc)
            raise _Stop
        self.put(value)
        self.frames.append(_Frame(loc, value))

    def put(self, value: Any) -> None:  # noqa: ANN401  # plain data is anything
        if not self.frames:
            self.data = value
            return
        frame = self.frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            return
        assert frame.key is not None  # noqa: S101  # see next_loc
        if frame.is_kept:
            frame.value[frame.key] = value
        frame.key = None

    def refuse(self, what: str, hint: str, mark: tuple[int, int], loc: Loc) -> None:
        self.issues.append(Issue(loc, what, hint, mark=mark))

    def document(self) -> Document:
        unsure = frozenset(self.unsure | {frame.loc for frame in self.frames})
        marks = Marks(self.values, self.keys)
        return Document(self.data, marks, tuple(self.issues), is_complete=self.is_complete, unsure=unsure)


def read(raw: bytes) -> Document:
    """Return what `raw` says. Never raises: what cannot be read is an issue of the document."""
    builder = _Builder()
    text = _decode(raw, builder)
    if text is not None:
        try:
            for event in _events(text):
                builder.feed(event)
        except _Stop:
            builder.is_complete = not builder.frames
        except yaml.YAMLError as error:
            builder.is_complete = False
            mark, what, hint = explain(error, text)
            builder.refuse(what, hint, mark, ())
        if not builder.issues and builder.data is None:
            builder.refuse("the file is empty", 'begin with "unbend: 1"', (1, 1), ())
    return builder.document()


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except (ValueError, OverflowError) as error:  # the parser in Python trips over an escape such as \\U00110000
        message = "an escape that stands for no character"
        raise yaml.YAMLError(message) from error


def _decode(raw: bytes, builder: _Builder) -> str | None:
    if len(raw) > MOST_BYTES:
        builder.refuse("larger than 1 MiB", "split the file", (1, 1), ())
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        builder.refuse("not UTF-8 text", "save the file as UTF-8", mark_after(before), ())
        return None
    if odd := find_odd_character(text):
        mark, what, hint = odd
        builder.refuse(what, hint, mark, ())
        return None
    return text


def _plain(text: str) -> Any:  # noqa: ANN401  # plain data is anything
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text
