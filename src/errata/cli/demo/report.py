"""report.html: what the demo found, on one page that needs nothing else."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path

from errata.cli.demo.plots import Line, curve, dumbbells, lines
from errata.cli.demo.result import Result, Turn
from errata.cli.demo.words import change, comparison, limits, opening, promise
from errata.cli.output import percent, spread
from errata.cli.slices import chance
from errata.core.estimate import Estimate

STYLE = Path(__file__).with_name("report.css").read_text("utf-8")


def report_page(result: Result) -> str:
    """The whole page."""
    parts = [
        _head(result),
        _opening(result),
        _accuracy(result),
        _cycles(result),
        _automated(result),
        _slices(result),
        _refused(result),
        _traced(result),
        _reviewers(result),
        _small_print(result),
    ]
    body = "\n".join(part for part in parts if part)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Errata: {escape(result.project)}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _head(result: Result) -> str:
    words = " ".join(result.words)
    pictures = "".join(
        f'<figure><img alt="a scan of {escape(p.label)}, {escape(p.caption)}" '
        f'src="data:image/png;base64,{base64.b64encode(p.png).decode()}">'
        f"<figcaption>{escape(p.label)}<br>{escape(p.caption)}</figcaption></figure>"
        for p in result.pictures
    )
    strip = f'<div class="pictures">{pictures}</div>' if pictures else ""
    return (
        f'<header><p class="kicker">Errata demo</p><h1>{escape(result.project)}: '
        f"{len(result.turns)} turns of the loop</h1><p>{escape(words)}</p>{strip}</header>"
    )


def _opening(result: Result) -> str:
    titles = ("What may be automated", "What was refused", "What became of one error")
    cards = "".join(
        f"<article><h2>{title}</h2><p>{escape(line)}</p></article>"
        for title, line in zip(titles, opening(result), strict=True)
    )
    return f'<section class="cards">{cards}</section>'


def _accuracy(result: Result) -> str:
    plot = lines(
        [_line("chosen by Errata", "a", result.turns), _line("at random", "b", result.baseline)],
        x_name="reviewers' answers spent",
        y_name="accuracy, unseen test",
        title="Accuracy of the newest model against answers spent",
    )
    return (
        f"<section><h2>What a review is worth</h2>{plot}"
        "<p>The newest model, trained on all answers so far, on the unseen test. A ring: the gate "
        "did not let it into production, because it was not proved better or broke something.</p>"
        f"<p>{escape(change(result))} {escape(comparison(result))} "
        f"{escape(promise(result) or '')}</p></section>"
    )


def _line(name: str, style: str, turns: Sequence[Turn]) -> Line:
    spent = 0
    points: list[tuple[float, Estimate]] = [(0.0, turns[0].accuracy_before)]
    for turn in turns:
        spent += turn.reviews_spent
        points.append((float(spent), turn.accuracy_candidate))
    hollow = [False, *(turn.verdict != "PASS" for turn in turns)]
    return Line(name=name, style=style, points=points, hollow=hollow)


def _cycles(result: Result) -> str:
    tables = "".join(
        f"<h3>{title}</h3>{_cycle_table(turns)}"
        for title, turns in (
            ("Chosen reviews", result.turns),
            ("The same budget on random reviews", result.baseline),
        )
    )
    kept = "".join(
        f"<li>Cycle {turn.cycle}, {escape(turn.candidate)}: <b>{turn.verdict}</b>. "
        f"{escape(turn.says)}</li>"
        for turn in result.turns
    )
    return (
        f"<section><h2>Each cycle</h2>{tables}<h3>What the gate said of the candidates</h3>"
        f"<ul>{kept}</ul></section>"
    )


def _cycle_table(turns: Sequence[Turn]) -> str:
    rows = []
    for turn in turns:
        past, found = turn.past_errors, turn.certificate
        none = found["threshold"] is None
        rows.append(
            (
                str(turn.cycle),
                str(turn.reviews_spent),
                str(turn.corrections),
                _short(turn.accuracy_before),
                _short(turn.accuracy_after),
                f"{past['fixed']} of {past['n']} fixed, {past['regressed']} back",
                "none" if none else percent(found["coverage"]["value"]),
                "-" if none else f"{found['threshold']:.3f}",
                f"{turn.candidate} {turn.verdict}",
            )
        )
    return _table(
        (
            "cycle",
            "answers",
            "corrections",
            "accuracy before",
            "after",
            "past errors",
            "automated",
            "threshold",
            "verdict",
        ),
        rows,
    )


def _automated(result: Result) -> str:
    found = result.turns[-1].certificate
    chosen = None
    if found["threshold"] is not None:
        share = float(found["coverage"]["value"])
        nearest = min(result.curve, key=lambda point: abs(point[0] - share), default=None)
        chosen = (share, nearest[1]) if nearest else None
    plot = curve(
        result.curve,
        alpha=float(found["alpha"]),
        chosen=chosen,
        title="Error among the accepted against the share accepted",
    )
    words = (
        "The line is measured on the unseen test; the point is where the certificate, found on "
        "the hold alone, allows automation. A point below the promised line keeps the promise."
        if chosen
        else "No certificate exists: every prediction goes to a reviewer."
    )
    return f"<section><h2>How far the model may go alone</h2>{plot}<p>{words}</p></section>"


def _slices(result: Result) -> str:
    first, last = result.turns[0].by_slice_before, result.turns[-1].by_slice
    plot = (
        dumbbells(
            [(name, first[name], last[name]) for name in first if name in last],
            names=("first champion", "last champion"),
            title="Accuracy by attribute, start and end",
        )
        if first
        else ""
    )
    if result.slices:
        table = _table(
            ("where", "reviewed", "error rate among them", "lift", "adjusted p"),
            [
                (
                    one.name,
                    str(one.support),
                    spread(one.error_rate),
                    f"{one.lift.value:.1f}x",
                    chance(one.p_value),
                )
                for one in result.slices
            ],
        )
        words = (
            "Slices in which the champions erred more than elsewhere, among what was reviewed "
            "(chosen cases: the comparison stands, the rates are not production's)."
        )
    else:
        table, words = "", "No slice errs significantly more than the rest among what was reviewed."
    return f"<section><h2>Where it errs</h2>{plot}<p>{words}</p>{table}</section>"


def _refused(result: Result) -> str:
    refused = result.refused
    if refused is None:
        return ""
    plot = (
        dumbbells(
            [(name, was, now) for name, (was, now) in refused.accuracy.items()],
            names=("champion", "quick fix"),
            title="The quick fix against the champion, by attribute",
        )
        if refused.accuracy
        else ""
    )
    says = "".join(f"<li>{escape(line)}</li>" for line in refused.says)
    return (
        f"<section><h2>The candidate that was {'refused' if refused.refused else 'tried'}</h2>"
        f"<p>{escape(refused.made[0].upper() + refused.made[1:])}, made by the "
        f"same retraining and judged by the same gate as any other: <b>{refused.outcome}</b>.</p>"
        f"{plot}"
        f"<ul>{says}</ul><p>The plot is the unseen test; the verdict comes from the golden set "
        "alone.</p></section>"
    )


def _traced(result: Result) -> str:
    if result.traced is None:
        return ""
    told = escape("\n".join(result.traced.lines))
    return (
        f"<section><h2>One error, from its prediction to the model that fixed it</h2>"
        f"<pre>{told}</pre></section>"
    )


def _reviewers(result: Result) -> str:
    rows = [(name, percent(accuracy), str(count)) for name, accuracy, count in result.reviewers]
    return (
        "<section><h2>The reviewers</h2>"
        + _table(("reviewer", "true accuracy", "answers (chosen reviews)"), rows)
        + "</section>"
    )


def _small_print(result: Result) -> str:
    points = "".join(f"<li>{escape(line)}</li>" for line in limits())
    return (
        f"<section><h2>What this is not</h2><ul>{points}</ul></section>"
        f"<footer>Budget {result.budget} answers a cycle, seed {result.seed}, "
        f"{result.seconds:.0f} s. Accuracies are on the test that no stage has seen, with "
        "Wilson's 95 % intervals.</footer>"
    )


def _short(figure: Estimate) -> str:
    return f"{percent(figure.value)} [{100 * figure.low:.1f}, {100 * figure.high:.1f}]"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        "</div>"
    )
