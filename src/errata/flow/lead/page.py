"""Page: a part of a list, and where the next part begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from errata.core.errors import InputError
from errata.core.ports import Snapshot

T = TypeVar("T")

LIMIT = 50  # values on a page
MOST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Page(Generic[T]):
    """Some values; `next` is the cursor of those behind them, None at the end."""

    items: list[T]
    next: str | None


def page_of(
    view: Snapshot,
    kind: type[T],
    *,
    cursor: str | None = None,
    limit: int = LIMIT,
    number: str | None = None,
    **where: Any,
) -> Page[T]:
    """The newest values behind the cursor; `number` names the field of kinds that are numbered.

    Raises InputError for a limit out of bounds or a cursor that no page gave.
    """
    check_limit(limit)
    after: str | int | None = cursor
    if number is not None and cursor is not None:
        if not cursor.isascii() or not cursor.isdecimal() or len(cursor) > 18:
            raise InputError(f"the cursor {cursor!r}", wanted="`next` of an earlier page")
        after = int(cursor)
    found = view.find(kind, newest_first=True, limit=limit + 1, after=after, **where)
    return cut(found, limit, number or "id")


def cut(found: list[T], limit: int, key: str = "id") -> Page[T]:
    """A page of one value more than it holds, which says whether there are others."""
    items = found[:limit]
    more = len(found) > limit
    return Page(items=items, next=str(getattr(items[-1], key)) if more else None)


def check_limit(limit: int) -> int:
    """The limit; raises InputError when no page is that long."""
    if not 1 <= limit <= MOST:
        raise InputError(f"pages of {limit}", wanted=f"1 to {MOST}")
    return limit
