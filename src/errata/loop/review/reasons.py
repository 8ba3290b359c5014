"""Why an item is here, in words that a reviewer understands."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = {
    "low_confidence": "The model is unsure of its answer.",
    "weak_slice": "The model errs more often on items like this one.",
    "novel": "Nothing like this was in what the model has learned.",
    "disagreement": "Models, or people, disagree about it.",
    "complaint": "Somebody said that the model's answer is wrong.",
    "audit": "A random check of what the model says.",
    "discovery": "An answer to this one teaches the model most.",
    "synthetic_check": "It was made up by a program; check that it is real enough.",
}


def reason_says(flag: str, says: Mapping[str, float | None]) -> str:
    """The flag in words, with the model's own figures where they are the reason.

    >>> reason_says("low_confidence", {"refund": 0.52, "card": 0.41})
    'The model is unsure: 52 % for refund, 41 % for card.'
    """
    shares = [(label, share) for label, share in says.items() if share is not None][:2]
    if flag == "low_confidence" and shares:
        told = ", ".join(f"{share:.0%} for {label}".replace("%", " %") for label, share in shares)
        return f"The model is unsure: {told}."
    return _WORDS.get(flag, flag.replace("_", " ").capitalize() + ".")
