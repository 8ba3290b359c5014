"""Items: what is classified, as a frozen batch of canonical bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError, Unsupported
from errata.core.ids import item_id, item_ids

Field = str | int | float | bool | None  # one value of a record

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_PLAIN = frozenset({str, int, bool, type(None)})  # what JSON holds as it is


class ItemKind(StrEnum):
    """The kinds of content."""

    TEXT = "text"
    IMAGE = "image"
    RECORD = "record"


def canonical_text(text: str) -> bytes:
    """The text as UTF-8, as it was given: no Unicode normalisation.

    Raises InputError for half a surrogate pair, which no UTF-8 can hold.

    >>> canonical_text("caf\\u00e9")
    b'caf\\xc3\\xa9'
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"a text with half a surrogate pair at character {error.start}",
            wanted="text that UTF-8 can hold",
        ) from None
    except AttributeError:
        raise InputError(f"{_named(text)} as a text", wanted="a str") from None


def canonical_record(record: Mapping[str, object]) -> bytes:
    """The record as JSON with sorted names and no spaces; NaN is a missing value (null).

    Raises InputError for an infinite number or a name that is not text, Unsupported for a value
    that is not a number, a text, a truth value or missing.

    >>> canonical_record({"b": float("nan"), "a": 1})
    b'{"a":1,"b":null}'
    """
    plain: dict[str, Field] = {}
    for name, value in record.items():
        if not isinstance(name, str):
            raise InputError(f"a field named {name!r}", wanted="names that are text")
        usual = type(value) in _PLAIN or (type(value) is float and math.isfinite(value))
        plain[name] = cast(Field, value) if usual else _plain(name, value)
    return canonical_text(_ENCODER.encode(plain))


def _plain(name: str, value: object) -> Field:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        if math.isinf(value):
            raise InputError(f"the field {name!r} is infinite", wanted="a finite number")
        return None if math.isnan(value) else value
    if value is None or isinstance(value, str | int):
        return value
    raise Unsupported(
        f"the field {name!r} holds {_named(value)}",
        wanted="a number, a text, a truth value or nothing",
        do="flatten nested fields into fields of their own",
    )


def _named(value: object) -> str:
    kind = type(value).__name__
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


@dataclass(frozen=True, kw_only=True)
class Items:
    """n items of one kind, in columns.

    `content` has one canonical byte string an item: UTF-8 text, a PNG, or a record as JSON with
    sorted names. `subject` says whose data an item is and `group` what it belongs with (a patient,
    a thread); None for an item, or for the whole column, where there is none.

    Raises InputError when the columns differ in length or the content is not bytes.

    >>> items = Items.of_texts(["where is my card?", "hello"], group=["thread-1", None])
    >>> len(items), items.texts()[1], items.ids.shape
    (2, 'hello', (2, 16))
    """

    kind: ItemKind
    content: tuple[bytes, ...]
    subject: tuple[str | None, ...] | None = None
    group: tuple[str | None, ...] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", _known_kind(self.kind))
        object.__setattr__(self, "content", tuple(self.content))
        if not set(map(type, self.content)) <= {bytes}:
            at = next(i for i, content in enumerate(self.content) if type(content) is not bytes)
            raise InputError(f"item {at} is {_named(self.content[at])}", wanted="bytes")
        for name in ("subject", "group"):
            object.__setattr__(self, name, _owners(name, getattr(self, name), len(self.content)))

    @classmethod
    def of_texts(
        cls,
        texts: Sequence[str],
        *,
        subject: Sequence[str | None] | None = None,
        group: Sequence[str | None] | None = None,
    ) -> Items:
        """Items from texts."""
        return cls._of(ItemKind.TEXT, [canonical_text(text) for text in texts], subject, group)

    @classmethod
    def of_images(
        cls,
        pngs: Sequence[bytes],
        *,
        subject: Sequence[str | None] | None = None,
        group: Sequence[str | None] | None = None,
    ) -> Items:
        """Items from PNG files (`errata.engine.images.encode_png` makes them from pixels)."""
        return cls._of(ItemKind.IMAGE, pngs, subject, group)

    @classmethod
    def of_records(
        cls,
        records: Sequence[Mapping[str, object]],
        *,
        subject: Sequence[str | None] | None = None,
        group: Sequence[str | None] | None = None,
    ) -> Items:
        """Items from records of named fields."""
        content = [canonical_record(record) for record in records]
        return cls._of(ItemKind.RECORD, content, subject, group)

    @classmethod
    def concat(cls, parts: Sequence[Items]) -> Items:
        """The items of all parts, in order; raises InputError for none or for mixed kinds.

        A part without items counts for nothing: it has no kind to differ by.
        """
        parts = [part for part in parts if len(part)] or list(parts[:1])
        kinds = sorted({part.kind.value for part in parts})
        if len(kinds) != 1:
            raise InputError(f"parts of {len(kinds)} kinds: {kinds}", wanted="parts of one kind")
        columns: dict[str, list[str | None] | None] = {}
        for name in ("subject", "group"):
            owners = [getattr(part, name) for part in parts]
            filled = [
                owner if owner is not None else (None,) * len(part)
                for owner, part in zip(owners, parts, strict=True)
            ]
            known = any(owner is not None for owner in owners)
            columns[name] = [value for column in filled for value in column] if known else None
        content = [value for part in parts for value in part.content]
        return cls._of(parts[0].kind, content, columns["subject"], columns["group"])

    @classmethod
    def _of(
        cls,
        kind: ItemKind,
        content: Sequence[bytes],
        subject: Sequence[str | None] | None,
        group: Sequence[str | None] | None,
    ) -> Items:
        return cls(
            kind=kind,
            content=tuple(content),
            subject=None if subject is None else tuple(subject),
            group=None if group is None else tuple(group),
        )

    def __len__(self) -> int:
        return len(self.content)

    @cached_property
    def ids(self) -> NDArray[np.uint8]:
        """(n, 16) identifiers: equal exactly for equal content of the same subject."""
        kind = self.kind.value
        if self.subject is None:  # the common case, on capture's hot path: one prefix for all
            joined = b"".join(item_ids(kind, self.content))
        else:
            joined = b"".join(
                item_id(kind, content, owner or "")
                for content, owner in zip(self.content, self.subject, strict=True)
            )
        ids = np.frombuffer(joined, dtype=np.uint8).reshape(len(self), 16)
        ids.flags.writeable = False
        return ids

    def take(self, where: Sequence[int] | NDArray[np.integer] | NDArray[np.bool_]) -> Items:
        """The items at these places (indices, or one truth value an item), in that order.

        Raises InputError for a place that is not there or a mask of another length.
        """
        places = np.asarray(where)
        if places.dtype == bool:
            if places.shape != (len(self),):
                raise InputError(
                    f"a mask of shape {places.shape} for {len(self)} items",
                    wanted="one truth value an item",
                )
            places = np.flatnonzero(places)
        if places.size == 0:
            places = places.astype(np.int64)
        if places.ndim != 1 or not np.issubdtype(places.dtype, np.integer):
            raise InputError(
                f"places of shape {places.shape} and type {places.dtype}", wanted="(m,) integers"
            )
        wrong = places[(places < -len(self)) | (places >= len(self))]
        if len(wrong):
            raise InputError(f"the place {int(wrong[0])} among {len(self)} items")
        chosen = places.tolist()
        return Items(
            kind=self.kind,
            content=tuple(self.content[at] for at in chosen),
            subject=None if self.subject is None else tuple(self.subject[at] for at in chosen),
            group=None if self.group is None else tuple(self.group[at] for at in chosen),
        )

    def texts(self) -> list[str]:
        """The texts; raises InputError for another kind or bytes that are not UTF-8."""
        self.expect(ItemKind.TEXT)
        return [self._decoded(at) for at in range(len(self))]

    def records(self) -> list[dict[str, Field]]:
        """The records; raises InputError for another kind or bytes that are not such JSON."""
        self.expect(ItemKind.RECORD)
        records = []
        for at in range(len(self)):
            try:
                record = json.loads(self._decoded(at))
            except json.JSONDecodeError:
                record = None
            if not isinstance(record, dict):
                raise InputError(f"item {at} is not a record", wanted="a JSON object")
            records.append(record)
        return records

    def expect(self, kind: ItemKind) -> None:
        """Raise InputError unless the items are of this kind."""
        if self.kind is not kind:
            raise InputError(f"items of kind {self.kind.value}", wanted=f"kind {kind.value}")

    def _decoded(self, at: int) -> str:
        try:
            return self.content[at].decode()
        except UnicodeDecodeError as error:
            raise InputError(f"item {at} is not UTF-8 at byte {error.start}") from None


def _known_kind(kind: str) -> ItemKind:
    try:
        return ItemKind(kind)
    except ValueError:
        known = ", ".join(known.value for known in ItemKind)
        raise InputError(f"items of kind {kind!r}", wanted=f"one of {known}") from None


def _owners(
    name: str, owners: Sequence[str | None] | None, n: int
) -> tuple[str | None, ...] | None:
    """A subject or group column; the empty text is nobody."""
    if owners is None:
        return None
    if isinstance(owners, str) or len(owners) != n:
        got = repr(owners) if isinstance(owners, str) else f"{len(owners)} values"
        raise InputError(f"{got} as {name} of {n} items", wanted="one an item")
    column: list[str | None] = []
    for at, owner in enumerate(owners):
        if owner is not None and not isinstance(owner, str):
            raise InputError(f"the {name} of item {at} is {owner!r}", wanted="a text or None")
        column.append(str(owner) if owner else None)
    return tuple(column) if any(column) else None
