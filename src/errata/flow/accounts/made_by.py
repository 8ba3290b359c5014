"""Made by: keys and links that let people in end with the power to hand them out.

Who may hand out roles could keep a key of such a role for later and come back with it. Keys of the
role service stay: what runs in production hangs on them, they admit nobody, and the list of keys
says who made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from errata.core.account import EVERYWHERE, ApiKey, Ended, Grant, Invitation, Role, User
from errata.core.ports import Snapshot


def past_their_maker(
    view: Snapshot, user: User, left: Mapping[str, Grant], *, now: datetime
) -> list[ApiKey | Invitation]:
    """The keys of roles that the user may hand out no more with the roles `left`, and what was
    made with those keys.
    """
    keys = [key for key in _open_keys(view, user.name, now) if not _gives(left, key)]
    return [*keys, *made_with(view, keys, now=now)]


def made_with(
    view: Snapshot, keys: Iterable[ApiKey], *, now: datetime
) -> list[ApiKey | Invitation]:
    """The open keys and links that were made with these keys, or with what was made with them.

    Makers are known by name: of two keys of one name in a project, what either made is found.
    """
    found: dict[str, ApiKey | Invitation] = {}
    todo = list(keys)
    seen = {key.id for key in todo}
    while todo:
        key = todo.pop()
        maker = f"key:{key.name}"
        for one in _open_keys(view, maker, now):
            if one.id not in seen and key.project_id in (EVERYWHERE, one.project_id):
                seen.add(one.id)
                found[one.id] = one
                todo.append(one)
        for link in _open_links(view, maker, now):
            if key.project_id in (EVERYWHERE, link.project_id):
                found[link.id] = link
    return list(found.values())


def _gives(left: Mapping[str, Grant], key: ApiKey) -> bool:
    held = {left[place].role for place in (key.project_id, EVERYWHERE) if place in left}
    return Role.ADMIN in held or (Role.LEAD in held and key.role is not Role.ADMIN)


def _open_keys(view: Snapshot, maker: str, now: datetime) -> list[ApiKey]:
    made = [
        key
        for key in view.find(ApiKey, by=maker)
        if key.role is not Role.SERVICE and (key.expires_at is None or key.expires_at > now)
    ]
    over = {one.id for one in view.find(Ended, id=[key.id for key in made])}
    return [key for key in made if key.id not in over]


def _open_links(view: Snapshot, maker: str, now: datetime) -> list[Invitation]:
    made = [link for link in view.find(Invitation, by=maker) if link.expires_at > now]
    over = {one.id for one in view.find(Ended, id=[link.id for link in made])}
    return [link for link in made if link.id not in over]
