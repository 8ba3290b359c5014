"""Several labels for one item: the rules, in the open."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from errata.core.errors import InputError
from errata.loop.curate.conflicts import NOTHING_DECIDES, Claim, Standing, settle


def claim(label: str, standing: Standing = Standing.ACCEPTED, **more: Any) -> Claim:
    given: dict[str, Any] = {"item": bytes(16), "posterior": 0.9, "at_s": 10.0} | more
    return Claim(label=label, standing=standing, **given)


@pytest.mark.parametrize(
    ("winner", "loser", "rule"),
    [
        (claim("a", Standing.ADJUDICATED), claim("b", Standing.ACCEPTED), "the stronger standing"),
        (claim("a", Standing.ACCEPTED), claim("b", Standing.OUTCOME), "the stronger standing"),
        (claim("a", Standing.OUTCOME), claim("b", Standing.BASE), "the stronger standing"),
        (claim("a", Standing.ACCEPTED, posterior=0.5), claim("b", Standing.BASE, posterior=1.0),
         "the stronger standing"),
        (claim("a", posterior=0.98), claim("b", at_s=99.0), "the higher posterior"),
        (claim("a", at_s=11.0), claim("b"), "the later label"),
    ],
)  # fmt: skip
def test_each_rule_decides_when_those_before_it_do_not(
    winner: Claim, loser: Claim, rule: str
) -> None:
    for claims in ([winner, loser], [loser, winner]):
        settled = settle(claims)
        assert settled.kept == (winner,)
        (conflict,) = settled.conflicts
        assert (conflict.kept, conflict.lost, conflict.rule) == (winner, (loser,), rule)
        assert "kept 'a'" in conflict.says
        assert "'b'" in conflict.says


def test_a_draw_drops_the_item_and_says_so() -> None:
    claims = [claim("b"), claim("a"), claim("c", Standing.BASE)]
    for order in itertools.permutations(claims):
        settled = settle(order)
        assert settled.kept == ()
        (conflict,) = settled.conflicts
        assert conflict.kept is None
        assert [lost.label for lost in conflict.lost] == ["a", "b", "c"]
        assert conflict.rule == NOTHING_DECIDES
        assert conflict.says == f"'a' (accepted), 'b' (accepted), 'c' (base): {NOTHING_DECIDES}"


def test_claims_that_agree_keep_the_strongest_and_are_no_conflict() -> None:
    strong = claim("a", Standing.ADJUDICATED)
    settled = settle([claim("a", Standing.BASE), strong, claim("a")])
    assert settled.kept == (strong,)
    assert settled.conflicts == ()


def test_equal_claims_of_one_label_settle_on_one_of_them_in_any_order() -> None:
    twins = [claim("a", ref="r1"), claim("a", ref="r2")]
    assert settle(twins).kept == settle(twins[::-1]).kept


def test_agreeing_weak_claims_do_not_outvote_a_strong_one() -> None:
    strong = claim("a", Standing.ADJUDICATED)
    settled = settle([claim("b", Standing.BASE), claim("b"), strong])
    assert settled.kept == (strong,)
    assert [lost.standing for lost in settled.conflicts[0].lost] == ["accepted", "base"]


def test_items_are_settled_one_by_one_in_the_order_they_came() -> None:
    claims = [claim(label, item=bytes([at]) * 16) for at, label in enumerate("xyz")]
    assert settle([claims[2], claims[0], claims[1]]).kept == (claims[2], claims[0], claims[1])
    assert settle([]).kept == ()


@pytest.mark.parametrize(
    "fault",
    [{"item": b"short"}, {"posterior": float("nan")}, {"posterior": 1.5}, {"at_s": float("inf")}],
)
def test_a_faulty_claim_is_refused(fault: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        settle([claim("a", **fault)])
