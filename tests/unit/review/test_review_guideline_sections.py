"""Guidelines are cut into what is said of each label, and nothing of them is lost."""

from __future__ import annotations

from errata.loop.review.guideline_sections import guideline_sections

TEXT = """\
# How to answer
Read first.
- Do: ask when unsure

## `Refund`
Money back to the customer.
- **Do:** "I want my money back"
  and anything like it
* Don't: "where is my card?"
- do not: guess
- an ordinary item

```
## card
- Do: not an example
```
## Odd cases
Ask a lead.
## card ##
"""


def test_each_label_has_its_text_and_examples() -> None:
    general, refund, odd, card = guideline_sections(TEXT, ["card", "refund"])
    assert (general.label, general.text) == (None, "# How to answer\nRead first.")
    assert general.do == ["ask when unsure"]
    assert refund.label == "refund"
    assert refund.do == ['"I want my money back" and anything like it']
    assert refund.dont == ['"where is my card?"', "guess"]
    assert refund.text.startswith("Money back to the customer.\n- an ordinary item\n\n```\n## card")
    assert (odd.label, odd.text) == (None, "## Odd cases\nAsk a lead.")
    assert (card.label, card.text, card.do, card.dont) == ("card", "", [], [])


def test_no_text_has_no_sections() -> None:
    assert guideline_sections("", ["a"]) == []
    assert guideline_sections("\n \n", ["a"]) == []


def test_a_fence_ends_with_its_own_mark_alone() -> None:
    (only,) = guideline_sections("````\n```\n## a\n````\n", ["a"])
    assert only.label is None
    tilde, section = guideline_sections("~~~\n```\n~~~\n## a\n", ["a"])
    assert (tilde.text, section.label) == ("~~~\n```\n~~~", "a")


def test_an_item_below_an_example_is_text_of_its_own() -> None:
    (section,) = guideline_sections("## a\n- Do’t: x\n- Don’t: y\n  - nested\n\n  far", ["a"])
    assert section.dont == ["y"]
    assert section.text == "- Do’t: x\n  - nested\n\n  far"
