"""The policy: read whole, or every fault named with its path."""

import pytest

from errata.core.errors import PolicyError
from errata.core.policy import Policy, parse_policy


def _faults(given: dict[str, object]) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as raised:
        parse_policy(given, where="errata.toml")
    assert str(raised.value).startswith("errata.toml: ")
    return raised.value.faults


def test_nothing_given_is_the_default() -> None:
    assert parse_policy({}) == Policy()


def test_a_policy_survives_being_written_and_read() -> None:
    policy = parse_policy(
        {"triage": {"alpha": 0.01, "never_accept": ["tumour"]}, "consensus": {"minimum": 3}}
    )
    assert policy.triage.never_accept == ("tumour",)
    assert policy.consensus.minimum == 3
    assert parse_policy(policy.as_dict()) == policy


def test_whole_numbers_serve_as_numbers() -> None:
    value = parse_policy({"curate": {"priority": 2}}).curate.priority
    assert value == 2.0
    assert isinstance(value, float)


def test_every_fault_is_named_at_once() -> None:
    faults = _faults(
        {
            "triage": {"alpha": 2, "strategy": 5, "audit_rate": "much", "alpa": 1},
            "review": {"blind": "now and then", "model_prior": 1, "hold_minimum": 2.5},
            "outcomes": {"trusted": "everyone"},
            "qqq": {},
            "train": 3,
        }
    )
    assert faults == (
        "triage.alpha: got 2.0, wanted a number strictly between 0 and 1",
        "triage.strategy: got 5, wanted a text",
        "triage.audit_rate: got 'much', wanted a number",
        "triage.alpa: no such setting; did you mean 'alpha'?",
        "review.blind: got 'now and then', wanted one of never, audits, always",
        "review.model_prior: got 1, wanted true or false",
        "review.hold_minimum: got 2.5, wanted a whole number",
        "outcomes.trusted: got 'everyone', wanted a list of texts",
        "qqq: no such setting; one of triage, watch, review, people, routing, consensus, curate, "
        "train, gate, outcomes",
        "train: got 3, wanted a table of settings",
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, 10**400])
def test_what_is_no_finite_number_is_refused(value: object) -> None:
    assert _faults({"triage": {"delta": value}}) == (
        f"triage.delta: got {value!r}, wanted a number",
    )


def test_a_number_outside_closed_ends_is_refused() -> None:
    assert _faults({"review": {"hold_minimum": 9}}) == (
        "review.hold_minimum: got 9, wanted a number between 1 and 5",
    )


def test_numbers_by_name_are_read_and_each_is_checked() -> None:
    policy = parse_policy({"triage": {"costs": {"refund": 5, "card": 0.5}}})
    assert policy.triage.costs == {"refund": 5.0, "card": 0.5}
    assert parse_policy(policy.as_dict()) == policy
    assert _faults({"triage": {"miss_alpha": {"tumour": 2, "cyst": "few"}}}) == (
        "triage.miss_alpha.tumour: got 2.0, wanted a number strictly between 0 and 1",
        "triage.miss_alpha.cyst: got 'few', wanted a number",
    )
    assert _faults({"triage": {"costs": [1, 2]}}) == (
        "triage.costs: got [1, 2], wanted a table of numbers by name",
    )


def test_a_rule_between_two_settings_is_checked() -> None:
    (fault,) = _faults({"consensus": {"minimum": 4, "maximum": 2}})
    assert fault.startswith("consensus.maximum")
