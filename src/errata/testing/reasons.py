"""Why a reviewer corrected the model, in a sentence, for each cause of the default taxonomy."""

from __future__ import annotations

import numpy as np

_SAYS: dict[str, tuple[str, ...]] = {
    "noisy_input": (
        "The input is damaged{seen}, yet it is {label}.",
        "Hard to read{seen}; what is left of it says {label}, not {model}.",
        "Poor quality{seen}: {label} with part of it lost.",
    ),
    "missing_context": (
        "What decides between {label} and {model} is cut off{seen}.",
        "Only the surroundings would settle it{seen}; {label} is the better reading.",
    ),
    "ambiguous": (
        "Both {label} and {model} can be defended{seen}; {label} fits the guideline.",
        "Close call{seen}, I take {label}.",
    ),
    "underrepresented": (
        "We have few cases like this{seen}; it is {label}.",
        "The model has hardly seen {label} in this form{seen}.",
    ),
    "new_class": ("Nothing in the list fits well{seen}; {label} comes closest.",),
    "bias": ("The model goes by the circumstances{seen} and not by the content; it is {label}.",),
    "unclear_guideline": ("The guideline does not settle this{seen}; I read it as {label}.",),
    "wrong_ground_truth": (
        "Cases like this were labelled {model} before{seen}; {label} is right.",
    ),
    "model_blind_spot": (
        "Plainly {label}{seen}; the model should have seen that it is not {model}.",
        "{label}, no doubt{seen}.",
    ),
}


def reason(
    cause: str, *, label: str, model_label: str | None, seen: str, rng: np.random.Generator
) -> str:
    """A sentence for `cause`; an unknown cause gets one that claims nothing.

    >>> reason("bias", label="8", model_label="3", seen="dim", rng=np.random.default_rng(0))
    'The model goes by the circumstances (dim) and not by the content; it is 8.'
    """
    says = _SAYS.get(cause, ("It is {label}{seen}.",))
    chosen = says[int(rng.integers(len(says)))]
    return chosen.format(
        label=label, model=model_label or "the model's answer", seen=f" ({seen})" if seen else ""
    )
