"""Edge cases as lines of the guidelines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errata.loop.review.edge_case import EdgeCase, edge_case, with_edge_case
from errata.loop.review.guideline_sections import guideline_sections

LABELS = ["card", "refund"]
CASE = EdgeCase(label="card", do=True, says="“a”")


def test_words_of_many_lines_become_one() -> None:
    (made,) = edge_case("a\n\n- Do: b", "card", mistaken_for=None, why=" it\tis ")
    assert made.says == "“a - Do: b”: it is"


def test_a_label_is_never_an_example_against_itself() -> None:
    assert len(edge_case("a", "card", mistaken_for="card", why="")) == 1
    assert [case.says for case in edge_case("a", "card", mistaken_for="refund", why="")] == [
        "“a”",
        "“a”: it is card",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "## card\n- Do: “a”\n"),
        ("All.\n", "All.\n\n## card\n- Do: “a”\n"),
        ("## card\n", "## card\n- Do: “a”\n"),
        ("## Card ##\nPlastic.\n", "## Card ##\nPlastic.\n\n- Do: “a”\n"),
        ("## card\n- Do: b\n\n\n## refund\n", "## card\n- Do: b\n- Do: “a”\n\n\n## refund\n"),
        ("## card\nb\n## refund\n", "## card\nb\n\n- Do: “a”\n\n## refund\n"),
        ("```\n## card\n```\n", "```\n## card\n```\n\n## card\n- Do: “a”\n"),
        ("## card\n```\nx\n```\n## refund\n",
         "## card\n```\nx\n```\n\n- Do: “a”\n\n## refund\n"),
        ("## card\n```\nnever closed\n", "## card\n- Do: “a”\n\n```\nnever closed\n"),
        ("## refund\n~~~\nnever closed\n",
         "## refund\n~~~\nnever closed\n~~~\n\n## card\n- Do: “a”\n"),
        ("## card\nx\n## refund\n## card\ny\n",
         "## card\nx\n\n- Do: “a”\n\n## refund\n## card\ny\n"),
    ],
)  # fmt: skip
def test_the_line_stands_at_the_end_of_its_section(before: str, after: str) -> None:
    assert with_edge_case(before, CASE) == after


PIECES = st.sampled_from(
    ["## card", "## refund", "## other", "words", "- Do: x", "- Don't: y", "  more", "```", "~~~~",
     ""]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(LABELS), st.booleans())
def test_wherever_it_is_put_reviewers_read_it_and_lose_nothing(
    lines: list[str], label: str, do: bool
) -> None:
    before = "\n".join(lines)
    case = EdgeCase(label=label, do=do, says="“new”: since it is")
    after = with_edge_case(before, case)
    told = [
        (section.label, True, says)
        for section in guideline_sections(after, LABELS)
        for says in section.do
    ] + [
        (section.label, False, says)
        for section in guideline_sections(after, LABELS)
        for says in section.dont
    ]
    assert (label, do, case.says) in told
    had = [line for line in lines if line.strip()]
    kept = iter(after.splitlines())
    assert all(line in kept for line in had)  # every line there was, in order
