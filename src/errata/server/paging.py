"""Paging: lists come a page at a time; the cursor says after what the next one begins."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from errata.core.errors import InputError

MOST, USUAL = 200, 50

Cursor = Annotated[
    str | None, Query(max_length=1_000, description="`next` of the page before; none: the first.")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.")]

Row = TypeVar("Row")
Shape = TypeVar("Shape", bound=BaseModel)


class Page(BaseModel, Generic[Shape]):
    """Some rows of a list."""

    items: list[Shape]
    next: str | None


def cut(
    rows: Sequence[Row],
    key: Callable[[Row], str],
    *,
    cursor: str | None,
    limit: int,
    newest_first: bool = False,
) -> tuple[Sequence[Row], str | None]:
    """The page after the cursor, and the next cursor; the rows are sorted by their key.

    >>> cut(["a", "b", "c"], str, cursor=None, limit=2)
    (['a', 'b'], 'Yg')
    >>> cut(["a", "b", "c"], str, cursor="Yg", limit=2)
    (['c'], None)
    """
    if cursor is not None:
        after = read_cursor(cursor)
        rows = [row for row in rows if (key(row) < after if newest_first else key(row) > after)]
    page = rows[:limit]
    return page, write_cursor(key(page[-1])) if len(rows) > limit else None


def write_cursor(key: str) -> str:
    """A key as a cursor."""
    return urlsafe_b64encode(key.encode()).rstrip(b"=").decode()


def read_cursor(cursor: str) -> str:
    """The key that a cursor was made of; raises InputError."""
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raise InputError(
            f"the cursor {cursor[:40]!r}", wanted="`next` of the page before"
        ) from None
