"""The demo's own data: 1,797 real scans of handwritten digits, and production that drifts.

Production scans pass a scanner (A sound, B turns the sheet, C is noisy) in normal or dim light.
The champion starts on a few clean ones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.cli.demo.scenario import Circumstances, Part, Scenario
from errata.core.item import Items
from errata.engine.images import encode_png
from errata.testing.drift import cause_of, production

START, HOLD, TEST = 100, 700, 400
VIEWS = 3  # times that a production scan comes back under other conditions


def digits(*, cycles: int, seed: int) -> Scenario:
    """The digits scenario: whole scans go to one part each, whatever their conditions."""
    from sklearn.datasets import load_digits

    data = load_digits()
    scans = np.rint(data.images * (255 / 16)).astype(np.uint8)
    truth = np.array([str(label) for label in data.target])
    rng = np.random.default_rng([seed, 1797])
    order = rng.permutation(len(scans))
    start, hold, test, rest = np.split(order, np.cumsum([START, HOLD, TEST]))
    views = rng.permutation(np.concatenate([rest] * VIEWS))
    return Scenario(
        name="digits",
        kind="image",
        classes=tuple(sorted(set(truth.tolist()))),
        start=_part(scans[start], truth[start], start, None),
        hold=_part(scans[hold], truth[hold], hold, rng),
        streams=_part(scans[views], truth[views], views, rng).split(cycles),
        test=_part(scans[test], truth[test], test, rng),
        budget=120,
        words=(
            f"1,797 real scans of handwritten digits. The champion starts on {START} clean ones;",
            "production then passes scanner A, B (turns the sheet) or C (noisy), half of it in dim "
            "light.",
            f"From the start {HOLD} labelled production scans are held: they never train, they "
            "certify and judge.",
            f"{TEST} more scans are the test that no stage sees. Every scan is in one part only.",
        ),
        cause=_cause,
    )


def _part(
    scans: NDArray[np.uint8],
    truth: NDArray[np.str_],
    numbers: NDArray[np.int64],
    rng: np.random.Generator | None,
) -> Part:
    """Scans as production sees them, or clean where no `rng` is given."""
    if rng is None:
        lighting, scanner = np.full(len(scans), "normal"), np.full(len(scans), "A")
    else:
        seen = production(scans, rng)
        scans, lighting, scanner = seen.images, seen.lighting, seen.scanner
    return Part(
        items=Items.of_images(
            [encode_png(scan) for scan in scans], group=[f"scan-{number}" for number in numbers]
        ),
        labels=truth,
        attributes={"lighting": lighting, "scanner": scanner},
    )


def _cause(known: Circumstances) -> tuple[str, str]:
    lighting, scanner = str(known.get("lighting")), str(known.get("scanner"))
    return cause_of(lighting, scanner), f"{lighting} light, scanner {scanner}"
