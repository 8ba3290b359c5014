"""errata.toml as `errata init` writes it: every setting with its default and its meaning."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from errata.core.policy import Policy

TABLES = {
    "triage": "Which predictions a human sees.",
    "watch": "What is watched for ever, and who hears of it.",
    "review": "How human work is handed out.",
    "people": "How reviewers are kept fresh and measured (over HTTP; see everywhere).",
    "routing": "What a task asks of a reviewer.",
    "consensus": "How many answers a task gets before it counts as agreed.",
    "curate": "How corrections enter the training set.",
    "train": "What retrains the model.",
    "gate": "What a candidate has to show before it may replace the champion.",
    "outcomes": "Whose corrections on the spot may train directly.",
}

MEANINGS = {
    "triage.alpha": "errors among what is accepted without a human: at most this share ...",
    "triage.delta": "... except with this probability",
    "triage.threshold": "confidence that is accepted as long as no certificate exists",
    "triage.expert_below": "below this confidence an expert is asked; 0: never",
    "triage.audit_rate": "share of all predictions that is reviewed at random",
    "triage.never_accept": "labels that a human always confirms",
    "triage.strategy": "how doubt is scored: margin.v1, entropy.v1, least_confidence.v1",
    "triage.certificate_days": "a certificate older than this no longer counts",
    "triage.calibration": "temperature.v1, platt.v1, beta.v1 or isotonic.v1",
    "triage.per_class": "certify a threshold for each predicted class; all promises hold together",
    "triage.per_slice": "... and for each value of these attributes",
    "triage.miss_alpha": "true class -> the largest share of it accepted as something else",
    "triage.costs": "class -> what it costs when an item of it is taken for another; else 1",
    "triage.expert_cost": "an expert is asked where a mistake is expected to cost more; 0: never",
    "triage.reviews_per_day": "audits take what is left of this budget; 0: audit_rate alone counts",
    "triage.novelty_rate": "share of known items that may be flagged as novel; 0: none is",
    "triage.shadow": 'a model that is asked too: a name or "candidate"; people see disagreements',
    "watch.alpha": "chance that a world that stays the same ever raises an alarm",
    "watch.every_minutes": "how often the server looks",
    "watch.accuracy_drop": "accuracy that may be lost since the certificate",
    "watch.drift_tolerance": "how far a share may move without an alarm",
    "watch.silent_hours": "a model may be silent so long; 0: for ever",
    "watch.no_reviews_hours": "nobody may review for so long while work waits; 0: for ever",
    "watch.oldest_hours": "the oldest task may wait so long; 0: for ever",
    "watch.retrain": "an alarm of drift or accuracy starts a cycle (in the server)",
    "watch.emails": "who is written to; the server needs ERRATA_SMTP_HOST",
    "review.lease_seconds": "how long a reviewer holds a task without a sign of life",
    "review.due_hours": "an unanswered task is overdue after this time",
    "review.ageing_per_day": "priority that a waiting task gains each day, so that none starves",
    "review.expert_skill": "the skill of those who adjudicate",
    "review.reviewer_accuracy": "how often a reviewer is right, until it is known better",
    "review.blind": "when reviewers answer before they see the model's answer: never, audits (and "
    "tasks that several must answer), always",
    "review.blind_share": "of the other tasks, the share drawn to be blind too under audits",
    "review.session_items": "tasks in one focused session of the review page",
    "review.model_prior": "the model's calibrated answer counts as evidence; never in the hold",
    "review.hold_minimum": "answers that a held case gets at least",
    "review.batch_strategy": 'how a batch to review is picked; "default": uncertain and diverse',
    "people.session_minutes": "work without a break, idle time left out; 0: no limit",
    "people.session_items": "answers without a break; 0: no limit",
    "people.break_minutes": "how long a break is",
    "people.daily_minutes": "work in 24 hours; 0: no limit",
    "people.daily_items": "answers in 24 hours; 0: no limit",
    "people.fatigue": "who tires within a session is asked to rest",
    "people.honeypot_rate": "share of tasks whose answer is known, to measure reviewers; 0: none",
    "people.scoring": "named, pseudonymous (leads see no names) or off (nobody is measured)",
    "people.everywhere": "limits and honeypots hold for Python's users too",
    "routing.skills_by": 'attributes whose value is a skill, such as "language"',
    "routing.class_skills": "predicted class -> skill that its reviewers must have",
    "routing.class_accuracy": "predicted class -> accuracy that its reviewers must have earned",
    "consensus.minimum": "answers before anything is accepted; 3 for critical data",
    "consensus.maximum": "answers after which an expert adjudicates",
    "consensus.critical": "predicted classes that get critical_minimum answers at first",
    "consensus.critical_minimum": "answers before anything of a critical class is accepted",
    "consensus.bar": "probability of the leading label that is enough",
    "curate.weights": "how much a correction counts in training",
    "curate.priority": "factor on the weight of every correction",
    "curate.golden_share": "share of the past errors that goes to the golden set, not to training",
    "curate.minimum_per_slice": "past errors that training keeps in each slice",
    "curate.slice_attribute": "past errors are shared out within each value of this attribute",
    "curate.near_duplicates": "keep what is nearly a golden case out of training",
    "train.trainer": '"auto": by the project\'s kind; or a versioned name such as text_linear.v1',
    "train.seed": "the same seed and data give the same model",
    "gate.mode": "superiority: better overall; non_inferiority: not worse by the margin",
    "gate.alpha": "chance that a candidate that is no better passes",
    "gate.margin": "accuracy given away at most, in non_inferiority",
    "gate.harm_alpha": "chance that a harmless candidate is vetoed (class, slice, calibration)",
    "gate.min_cases": "a class or slice with fewer random golden cases is not judged",
    "gate.regressions": "none: a past error that comes back fails the candidate; "
    "harm: only when significantly more come back than are newly fixed",
    "gate.power": "chance to detect the gain seen so far; for the number of cases still needed",
    "outcomes.trusted": 'names of those who are; "*": everyone',
}


def settings() -> Iterator[tuple[str, str, Any]]:
    """Every setting as (table, name, default)."""
    for table in fields(Policy):
        values = getattr(Policy(), table.name)
        assert is_dataclass(values)
        for setting in fields(values):
            yield table.name, setting.name, getattr(values, setting.name)


def configuration(
    *, name: str, kind: str, labels: Sequence[str], guidelines: str = "guidelines.md"
) -> str:
    """The text of an errata.toml with all defaults."""
    out = [
        "# Errata: the rules of one project. Every setting stands here with its default;",
        "# what is deleted keeps it. After a change, decisions name the new version.",
        "",
        "[project]",
        f"name = {_toml(name)}",
        f"kind = {_toml(kind)}  # text, image or record",
        f"labels = {_toml(tuple(labels))}  # empty: taken from the first data",
        f"guidelines = {_toml(guidelines)}  # what reviewers read",
    ]
    current = ""
    for table, setting, default in settings():
        if table != current:
            out += ["", f"[{table}]  # {TABLES[table]}"]
            current = table
        out += [f"# {MEANINGS[f'{table}.{setting}']}", f"{setting} = {_toml(default)}"]
    return "\n".join(out) + "\n"


def _toml(value: Any) -> str:
    """A value as TOML; JSON spells texts, numbers and truth values the same way."""
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(inner) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=False)
