"""The demo in words: the three opening lines, what it compares, and what it cannot show."""

from __future__ import annotations

from errata.cli.demo.result import RefusedCandidate, Result
from errata.cli.output import percent, spread


def opening(result: Result) -> tuple[str, str, str]:
    """What may be automated; a candidate refused; an error traced. Or, plainly, that not."""
    return _automated(result), _refused(result.refused), _traced(result)


def _automated(result: Result) -> str:
    found = result.turns[-1].certificate
    promise = f"at most {percent(found['alpha'], 0)} errors, {percent(1 - found['delta'], 0)} sure"
    if found["threshold"] is None:
        return (
            f"Nothing may be automated yet with {promise}: no threshold holds on "
            f"n={found['n']} held cases."
        )
    return (
        f"{percent(found['coverage']['value'])} of the traffic may be automated with {promise} "
        f"(confidence >= {found['threshold']:.3f}, found on n={found['n']} held cases)."
    )


def _refused(refused: RefusedCandidate | None) -> str:
    if refused is None:
        return "No quick fix was tried: the data has no attribute with a weak place."
    if not refused.refused:
        return f"Passed, against expectation: {refused.made}. It breaks no slice that is held."
    broken = sorted(
        (name for name in refused.breaks if name.startswith(("slice:", "class:"))),
        key=lambda name: _harm(name, refused),
    )
    if not broken:
        named = ", ".join(refused.breaks) or "nothing significantly, it is just not better"
        return f"{refused.outcome}, not promoted: {refused.made}. It fails in: {named}."
    helped = ""
    if refused.place in refused.accuracy:
        was, now = refused.accuracy[refused.place]
        helped = f" There it goes from {percent(was.value)} to {percent(now.value)}, but it"
    shown = " and ".join(_broken(name, refused) for name in broken[:2])
    return f"REFUSED: {refused.made}.{helped or ' It'} breaks {shown}, on the unseen test."


def _harm(name: str, refused: RefusedCandidate) -> tuple[bool, float]:
    """Slices before classes, for they say more; the deepest fall first."""
    was, now = refused.accuracy.get(name.split(":", 1)[1], (None, None))
    fall = now.value - was.value if was is not None and now is not None else 0.0
    return name.startswith("class:"), fall


def _broken(name: str, refused: RefusedCandidate) -> str:
    key = name.split(":", 1)[1]
    if key in refused.accuracy:
        was, now = refused.accuracy[key]
        return f"{key} ({percent(was.value)} -> {percent(now.value)})"
    return name.replace(":", " ")


def _traced(result: Result) -> str:
    traced = result.traced
    if traced is None:
        return "No error was fixed by a promoted model yet, so there is none to trace."
    why = traced.why.split(" | ")[0]
    return (
        f"Prediction {traced.prediction[:13]}... said {traced.said}, it is {traced.truth}: "
        f'"{why}" - reviewed, trained on, and {traced.fixed_by} gets it right.'
    )


def comparison(result: Result) -> str:
    """Chosen against random reviews, said as it is."""
    lead = result.lead
    points = f"{100 * lead.value:+.1f} points [{100 * lead.low:+.1f}, {100 * lead.high:+.1f}]"
    spent = sum(turn.reviews_spent for turn in result.turns)
    if lead.low > 0:
        verdict = "Choosing what to review beats random"
    elif lead.high < 0:
        verdict = "Random reviews win here"
    else:
        verdict = "Chosen and random reviews are not apart with this test"
    return (
        f"{verdict}: {points} between the models trained on all {spent} answers, promoted or not; "
        f"same reviewers, same test (n={lead.n})."
    )


def change(result: Result) -> str:
    """The first champion against the last, on the unseen test."""
    before, after = result.turns[0].accuracy_before, result.turns[-1].accuracy_after
    apart = after.low > before.high
    return f"Accuracy {spread(before)} -> {spread(after)}: " + (
        "the intervals are apart." if apart else "the intervals overlap."
    )


def promise(result: Result) -> str | None:
    """Whether the certificate's promise held on the unseen test, and whose share is larger."""
    kept = result.accepted_errors
    if kept is None:
        return None
    found = result.turns[-1].certificate
    alpha = found["alpha"]
    if kept.low > alpha:
        verdict = (
            "more than promised: this test is not the traffic that the hold was drawn from, and a "
            "certificate holds for traffic like the hold alone"
        )
    else:
        verdict = f"the promise is at most {percent(alpha, 0)}"
    says = f"Of what it would accept of the unseen test {spread(kept)} is wrong; {verdict}."
    ours = found["coverage"]["value"]
    other = result.baseline[-1].certificate
    if other["threshold"] is not None and other["coverage"]["value"] > ours:
        says += (
            f" After random reviews {percent(other['coverage']['value'], 0)} may be automated "
            f"against {percent(ours, 0)} here: what is right more often need not be surer of it."
        )
    return says


def limits() -> tuple[str, ...]:
    """What this demo is not."""
    return (
        "The reviewers are simulated: people of 90 to 97 % accuracy with a confusion matrix of "
        'their own, who take look-alikes for each other, say "unsure" now and then, and blame the '
        "right cause most of the time.",
        "Both projects have the same start, the same hold and the same reviewers; an answer costs "
        "one, whoever gives it. The answers include the random audits.",
        "The certificate holds for traffic like the hold. When production drifts on, it expires.",
        "A candidate that is not proved better stays out, even where the unseen test, which the "
        "gate never sees, would have favoured it.",
    )
