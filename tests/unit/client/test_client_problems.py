"""What the server refuses is raised here as what it raised there."""

from __future__ import annotations

import pytest

from errata.client.problems import ServerFault, error_of
from errata.core import errors
from errata.core.errors import (
    ErrataError,
    FileError,
    InputError,
    NotAllowed,
    PolicyError,
    SignInNeeded,
    TooMany,
    Unavailable,
)
from errata.server.problems import KINDS, answer

TREE = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ErrataError) and kind in KINDS
]
PLAIN = [
    kind
    for kind in TREE
    if kind not in (ErrataError, TooMany, FileError, PolicyError) and KINDS[kind].status != 500
]


def told(error: Exception) -> ErrataError:
    said = answer(error, instance="/api/v1/x")
    return error_of(said.status_code, bytes(said.body), said.headers.get("retry-after"))


@pytest.mark.parametrize("kind", PLAIN)
def test_every_error_of_the_tree_comes_back_as_itself(kind: type[ErrataError]) -> None:
    there = kind("asked for 50 items, 12 are open", wanted="at most 12", do="lower n")
    here = told(there)
    assert type(here) is kind
    assert (here.got.lower(), here.wanted, here.do) == (there.got, there.wanted, "Lower n")
    assert str(here).lower() == str(there).lower()


@pytest.mark.parametrize("kind", [FileError, PolicyError])
def test_several_faults_come_back_one_by_one(kind: type[errors.ManyFaults]) -> None:
    there = kind("errata.toml", ["gate.alpha: got 2", "gate.mode: got 'x'"], do="mend these")
    here = told(there)
    assert type(here) is kind
    assert here.faults == there.faults
    assert str(here).lower() == str(there).lower()


def test_too_many_says_how_long_to_wait() -> None:
    here = told(TooMany("20 sign-ins in a minute", seconds=42))
    assert isinstance(here, TooMany)
    assert here.seconds == 42


def test_a_fault_of_the_server_is_told_from_its_absence() -> None:
    assert type(told(RuntimeError("boom"))) is ServerFault
    assert isinstance(told(RuntimeError("boom")), Unavailable)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, InputError),
        (401, SignInNeeded),
        (403, NotAllowed),
        (413, InputError),
        (418, InputError),
        (429, TooMany),
        (502, Unavailable),
        (503, Unavailable),
        (507, ServerFault),
    ],
)
@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"detail": 7}'])
def test_an_answer_that_is_no_problem_document_counts_by_its_status(
    status: int, kind: type[ErrataError], body: bytes
) -> None:
    assert type(error_of(status, body)) is kind


def test_a_strange_time_to_wait_is_a_short_one() -> None:
    here = error_of(429, b"{}", "Wed, 21 Oct 2026 07:28:00 GMT")
    assert isinstance(here, TooMany)
    assert here.seconds == 1
