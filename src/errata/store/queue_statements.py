"""The queue's statements: all its SQL in one place, built once.

Parameters: `p` project, `skill`, `who` reviewer, `task`, `number` the slot's, `at` now.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from errata.core.task import OWN, Review, Task
from errata.store.prepared import Prepared
from errata.store.schema import RECORDS, cursors, slots

LOOKED_AT = 1_000  # slots freed since the cursor that a claim looks at one by one
UNHELD = 200  # leases that one claim frees

reviews = RECORDS[Review].table
tasks = RECORDS[Task].table

_p: Any = bindparam("p")
_skill: Any = bindparam("skill")
_who: Any = bindparam("who")
_task: Any = bindparam("task")
_number: Any = bindparam("number")
_mine = and_(slots.c.project_id == _p, slots.c.skill == _skill, slots.c.reviewer.is_(None))
_place = tuple_(slots.c.rank, slots.c.task_id)
_held = slots.alias("held")
_own = or_(
    exists().where(reviews.c.task_id == slots.c.task_id, reviews.c.reviewer == _who),
    exists().where(_held.c.task_id == slots.c.task_id, _held.c.reviewer == _who),
)
_columns = (slots.c.rank, slots.c.task_id, slots.c.slot)
_one = and_(slots.c.task_id == _task, slots.c.slot == _number)
_under = and_(_one, slots.c.reviewer == _who, slots.c.token == bindparam("old"))

MOVE = Prepared(
    update(slots)
    .where(slots.c.task_id == _task, slots.c.project_id.concat("") == _p)  # by the task's index
    .values(
        rank=case((slots.c.rank < bindparam("to_rank"), slots.c.rank), else_=bindparam("to_rank")),
        seq=bindparam("seq"),
    )
)
CURSOR = Prepared(
    select(cursors).where(
        cursors.c.project_id == _p, cursors.c.reviewer == _who, cursors.c.skill == _skill
    )
)
FREED = Prepared(
    select(*_columns, _own.label("own"))
    .where(_mine, slots.c.seq > bindparam("since"))
    .order_by(slots.c.seq)
    .limit(LOOKED_AT + 1)
)
TOP = Prepared(select(*_columns).where(_mine, ~_own).order_by(*_columns).limit(1))
BEHIND = Prepared(
    select(*_columns)
    .where(_mine, _place > tuple_(bindparam("rank"), _task), ~_own)
    .order_by(*_columns)
    .limit(1)
)
EXPIRED = Prepared(
    select(slots.c.task_id, slots.c.slot)
    .where(
        slots.c.project_id == _p,
        slots.c.reviewer.is_not(None),
        slots.c.expires_at <= bindparam("at"),
    )
    .order_by(slots.c.expires_at)
    .limit(UNHELD)
)
UNHOLD = Prepared(
    update(slots).where(_one).values(reviewer=None, expires_at=None, seq=bindparam("seq"))
)
HOLD = Prepared(
    update(slots)
    .where(_one)
    .values(reviewer=_who, token=bindparam("new_token"), expires_at=bindparam("until"))
)
RENEW = Prepared(update(slots).where(_under).values(expires_at=bindparam("until")))
RELEASE = Prepared(
    update(slots)
    .where(_under)
    .values(reviewer=None, expires_at=None, token=bindparam("new_token"), seq=bindparam("seq"))
)  # what was given back is under no old token any more
RETAKE = Prepared(
    update(slots)
    .where(_one, slots.c.reviewer.is_(None), slots.c.token == bindparam("old"))
    .values(reviewer=_who, expires_at=bindparam("until"))
)
REACH = Prepared(
    select(slots.c.slot, slots.c.token, slots.c.expires_at, slots.c.skill)
    .where(slots.c.task_id == _task, or_(slots.c.reviewer == _who, slots.c.reviewer.is_(None)))
    .order_by(slots.c.slot)
)
LEASE = Prepared(
    select(slots.c.slot, slots.c.token, slots.c.expires_at, slots.c.skill).where(
        slots.c.task_id == _task, slots.c.reviewer == _who
    )
)
SLOT = Prepared(select(slots.c.reviewer, slots.c.token, slots.c.skill).where(_one))
END = Prepared(delete(slots).where(_one))
CLOSE = Prepared(delete(slots).where(slots.c.task_id == _task))
ANSWERED = Prepared(
    select(reviews.c.id).where(reviews.c.task_id == _task, reviews.c.reviewer == _who)
)

# --- which requirements free slots have, a seek each; slots for one reviewer alone in one step ---

_LAST_OWN = OWN + "\U0010ffff"  # behind every "@name"


def _for_one(skill: Any) -> Any:
    return and_(skill >= OWN, skill <= _LAST_OWN)


for_one = _for_one(slots.c.skill)


def _requirements() -> Any:
    free = and_(slots.c.project_id == _p, slots.c.reviewer.is_(None))
    first = select(func.min(slots.c.skill).label("skill")).where(free)
    found = first.cte("requirements", recursive=True)
    last = case((_for_one(found.c.skill), _LAST_OWN), else_=found.c.skill)
    following = select(func.min(slots.c.skill)).where(free, slots.c.skill > last)
    found = found.union_all(
        select(following.correlate(found).scalar_subquery()).where(found.c.skill.is_not(None))
    )
    ranks = slots.alias("ranks")
    top = select(func.min(ranks.c.rank)).where(
        ranks.c.project_id == _p, ranks.c.reviewer.is_(None), ranks.c.skill == found.c.skill
    )
    return select(found.c.skill, top.correlate(found).scalar_subquery().label("top")).where(
        found.c.skill.is_not(None), ~_for_one(found.c.skill)
    )


REQUIREMENTS = Prepared(_requirements())

IS_OPEN = Prepared(select(slots.c.slot).where(slots.c.task_id == _task).limit(1))

# --- what is there, counted no further than is worth knowing ---

_names: Any = bindparam("names", expanding=True)
_free = and_(slots.c.project_id == _p, slots.c.reviewer.is_(None))
_taken = and_(
    slots.c.project_id == _p, slots.c.reviewer.is_not(None), slots.c.expires_at.is_not(None)
)

N_FREE = select(func.count()).select_from(
    select(slots.c.slot).where(_free, slots.c.skill.in_(_names)).limit(bindparam("most")).subquery()
)
N_HELD = Prepared(
    select(func.count()).select_from(
        select(slots.c.slot)
        .where(_taken, slots.c.expires_at > bindparam("at"))
        .limit(bindparam("most"))
        .subquery()
    )
)
HELD_BY_OTHERS = Prepared(
    select(slots.c.task_id, slots.c.skill, slots.c.expires_at)
    .where(_taken, slots.c.reviewer != _who, ~for_one, ~_own)
    .order_by(slots.c.expires_at)
    .limit(bindparam("most"))
)
OTHERS_WORK = Prepared(
    select(slots.c.task_id)
    .where(_taken, slots.c.expires_at > bindparam("at"), slots.c.reviewer != _who)
    .limit(1)
)
OWN_TASKS = Prepared(
    union_all(
        select(slots.c.task_id).where(_mine),
        select(slots.c.task_id).where(_taken, slots.c.reviewer == _who, slots.c.skill == _skill),
    )
)
HELD_BY_ONE = Prepared(select(func.count()).where(_taken, slots.c.reviewer == _who))
_other = (
    select(slots.c.skill, slots.c.task_id)
    .where(_free, slots.c.skill.not_in(_names), ~for_one, ~_own)
    .limit(bindparam("most"))
    .subquery()
)
OTHER_SKILLS = select(_other.c.skill, func.count(_other.c.task_id.distinct())).group_by(
    _other.c.skill
)


def _keep(dialect: Any) -> Any:
    statement = dialect.insert(cursors)
    return statement.on_conflict_do_update(
        index_elements=["project_id", "reviewer", "skill"],
        set_={name: statement.excluded[name] for name in ("rank", "task_id", "seq", "scanned_at")},
    )


KEEP_SQLITE, KEEP_POSTGRES = Prepared(_keep(sqlite)), Prepared(_keep(postgresql))


# --- the same, where rows are locked one by one: what another claim has in hand is passed over ---


def _locked(prepared: Prepared) -> Prepared:
    return Prepared(prepared.statement.with_for_update(skip_locked=True, of=slots))


LOCKED = {query: _locked(query) for query in (TOP, BEHIND, EXPIRED, SLOT)}
LOCK_TASK = Prepared(select(tasks.c.id).where(tasks.c.id == _task).with_for_update())
