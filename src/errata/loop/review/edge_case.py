"""An edge case in the guidelines: one example line under the label that it is, or is not."""

from __future__ import annotations

from dataclasses import dataclass

from errata.loop.review.guideline_sections import FENCE, HEADING, heading_label

DO, DONT = "Do", "Don't"


@dataclass(frozen=True, kw_only=True, slots=True)
class EdgeCase:
    """A case that people had to settle, as reviewers will read it."""

    label: str  # under whose heading it stands
    do: bool  # whether it is that label, or is not
    says: str  # the case and why, on one line


def edge_case(excerpt: str, label: str, *, mistaken_for: str | None, why: str) -> list[EdgeCase]:
    """The example of the label that it is, and of the one that it was mistaken for.

    >>> for case in edge_case("card ate it", "refund", mistaken_for="card", why="money back"):
    ...     print(case.label, case.do, case.says)
    refund True “card ate it”: money back
    card False “card ate it”: it is refund: money back
    """
    case, because = f"“{_line(excerpt)}”", _line(why)
    told = f": {because}" if because else ""
    made = [EdgeCase(label=label, do=True, says=case + told)]
    if mistaken_for is not None and mistaken_for != label:
        made.append(EdgeCase(label=mistaken_for, do=False, says=f"{case}: it is {label}{told}"))
    return made


def with_edge_case(text: str, case: EdgeCase) -> str:
    """The guidelines with one more example at the end of the label's section.

    A label without a section gets one. Everything else stays as it is, letter for letter. In a
    section whose code fence is never closed the example stands right below the heading, since
    what follows a fence is code.

    >>> text = "## refund\\nMoney back.\\n\\n## card\\n"
    >>> case = EdgeCase(label="refund", do=False, says="“a”: it is card")
    >>> print(with_edge_case(text, case), end="")
    ## refund
    Money back.
    <BLANKLINE>
    - Don't: “a”: it is card
    <BLANKLINE>
    ## card
    """
    line = f"- {DO if case.do else DONT}: {case.says}"
    lines = text.splitlines()
    fence, begins, ends = "", -1, len(lines)
    for at, one in enumerate(lines):
        mark = FENCE.match(one)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence and HEADING.match(one):
            if begins >= 0:
                ends = at
                break
            if heading_label(one, [case.label]) is not None:
                begins = at
    if begins < 0:
        whole = [text.rstrip()] if text.strip() else []
        if fence:
            whole[-1] += f"\n{fence}"  # or the new section would be code
        return "\n\n".join([*whole, f"## {case.label}\n{line}"]) + "\n"
    at = ends
    if fence:
        at = begins + 1
    while at > begins + 1 and not lines[at - 1].strip():
        at -= 1
    above = lines[at - 1]
    apart = [] if at == begins + 1 or above.lstrip()[:1] in ("-", "*", "+") else [""]
    below = [""] if at < len(lines) and lines[at].strip() else []
    return "\n".join([*lines[:at], *apart, line, *below, *lines[at:]]) + "\n"


def _line(words: str) -> str:
    return " ".join(words.split())
