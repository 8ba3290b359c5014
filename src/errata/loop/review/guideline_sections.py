"""Guidelines as sections: what is said of each label, with its do and don't examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
HEADING = re.compile(r"##\s+(.+?)\s*#*\s*$")
_ITEM = re.compile(r"\s*[-*+]\s+")
_EXAMPLE = re.compile(r"\s*[-*+]\s+(?:\*\*|__)?(do|don['’]?t|do not):(?:\*\*|__)?\s*(.*)$", re.I)


@dataclass(kw_only=True)
class GuidelineSection:
    """What the guidelines say of one label, or in general."""

    label: str | None  # None: of no single label
    text: str = ""  # Markdown, without the examples
    do: list[str] = field(default_factory=list)
    dont: list[str] = field(default_factory=list)


def heading_label(line: str, labels: Sequence[str]) -> str | None:
    """The label that a line is the heading of, in any case; None for every other line.

    >>> heading_label("## *Refund* ##", ["card", "refund"])
    'refund'
    """
    heading = HEADING.match(line)
    known = {label.casefold(): label for label in labels}
    return known.get(heading[1].strip("`*_ ").casefold()) if heading else None


def guideline_sections(text: str, labels: Sequence[str]) -> list[GuidelineSection]:
    """Markdown cut at its `## <label>` headings, in order.

    A heading that names no label, in any case, stays in the text of a section without one. List
    items that begin with `Do:` or `Don't:` are the section's examples; lines indented below one
    belong to it. What stands in a code fence is text.

    >>> text = "## refund\\nMoney back.\\n- Don't: 'where is my card?'"
    >>> (one,) = guideline_sections(text, ["refund"])
    >>> one.label, one.text, one.dont
    ('refund', 'Money back.', ["'where is my card?'"])
    """
    sections = [GuidelineSection(label=None)]
    lines: list[list[str]] = [[]]
    example: list[str] | None = None  # whose last entry the next indented line belongs to
    fence = ""
    for line in text.splitlines():
        mark = FENCE.match(line)
        if fence or mark:
            lines[-1].append(line)
            example = None
            if not fence and mark:
                fence = mark[1]
            elif mark and mark[1].startswith(fence):
                fence = ""
            continue
        heading, said = HEADING.match(line), _EXAMPLE.match(line)
        if heading:
            label = heading_label(line, labels)
            sections.append(GuidelineSection(label=label))
            lines.append([] if label is not None else [line])
            example = None
        elif said:
            example = sections[-1].do if said[1].casefold() == "do" else sections[-1].dont
            example.append(said[2].strip())
        elif example is not None and line[:1].isspace() and line.strip() and not _ITEM.match(line):
            example[-1] = f"{example[-1]} {line.strip()}".strip()
        else:
            lines[-1].append(line)
            example = None
    for section, own in zip(sections, lines, strict=True):
        section.text = "\n".join(own).strip()
    return [one for one in sections if one.label is not None or one.text or one.do or one.dont]
