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


GUIDELINES = """# Which digit did the writer mean?

Judge by the strokes, not by how dark they are. Scanner B may have turned the sheet: look at the
digit from the side before you say that it is none. Cause `noisy_input` is for scans that dim light
or noise has spoilt, `underrepresented` for sound scans in a hand or position that is rare.

## 0
- Do: a closed loop with nothing inside, however narrow.
- Don't: a loop with a tail below it is a 9 or a 6, see where the tail is.

## 1
- Do: one stroke, with or without a foot or a flag.
- Don't: a long bar on top makes it a 7.

## 2
- Do: a bow on top that ends in a base line, also when the base is a loop.
- Don't: a bow without a base is a 7.

## 3
- Do: two bows that are open to the left.
- Don't: a closed lower bow and a flat top is a 5.

## 4
- Do: open or closed on top, with a crossing stroke.
- Don't: a round, closed top without a crossing is a 9.

## 5
- Do: a flat top, then a bow that is open to the left.
- Don't: a lower bow that closes is a 6.

## 6
- Do: a stroke that runs down into a closed loop below.
- Don't: the loop on top is a 9; on a turned sheet look twice.

## 7
- Do: a bar on top and one slanted stroke, crossed or not.
- Don't: no bar on top is a 1.

## 8
- Do: two closed loops, one above the other.
- Don't: one loop that is open is a 3, a 6 or a 9.

## 9
- Do: a closed loop on top with a tail.
- Don't: the tail on top and the loop below is a 6.
"""


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
        guidelines=GUIDELINES,
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
