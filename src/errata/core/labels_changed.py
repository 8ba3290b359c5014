"""What a change of the labels did: counts, so that nobody has to wonder what became of anything."""

from __future__ import annotations

from dataclasses import dataclass, field

from errata.core.people import LabelSet


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What is stored under a label that went out of use, by kind; it counts under another now."""

    label: str
    into: str
    reviews: int
    resolutions: int
    outcomes: int
    held_cases: int
    examples: int  # of the newest dataset version; the next one names the label in use

    def says(self) -> str:
        """In a sentence."""
        return (
            f"{self.label} counts as {self.into}: {several(self.reviews, 'review')}, "
            f"{several(self.resolutions, 'resolution')}, {several(self.outcomes, 'outcome')}, "
            f"{several(self.held_cases, 'held case')} and "
            f"{several(self.examples, 'training example')}"
        )


@dataclass(frozen=True, kw_only=True)
class LabelsChanged:
    """What a change of the labels did."""

    version: int
    in_use: tuple[str, ...]
    added: tuple[str, ...]
    moved: tuple[Moved, ...]
    errors_gone: int  # the model's label and the right one are one label now
    certificates: int  # that ended with it
    versions: tuple[LabelSet, ...] = field(repr=False)

    def says(self) -> str:
        """In a few sentences."""
        parts = [f"version {self.version}: {len(self.in_use)} labels in use"]
        if self.added:
            parts.append("new: " + ", ".join(self.added))
        parts += [each.says() for each in self.moved]
        if self.errors_gone:
            parts.append(
                f"between labels that are one now: {several(self.errors_gone, 'error')} on record"
            )
        if self.certificates:
            parts.append(
                f"{several(self.certificates, 'certificate')} ended; "
                "more is reviewed until one is made anew"
            )
        return "; ".join(parts)


def several(n: int, noun: str) -> str:
    """A count with its noun.

    >>> several(1, "review"), several(1200, "review")
    ('1 review', '1,200 reviews')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
