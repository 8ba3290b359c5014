"""Capture a prediction, wait for the decision, and send a correction.

Needs ERRATA_URL (http://127.0.0.1:8000), ERRATA_PROJECT and ERRATA_API_KEY (role: service). While
the server is away, what is captured and corrected waits on this machine's disk.
"""

import os

import errata

with errata.open(os.environ["ERRATA_URL"], project=os.environ["ERRATA_PROJECT"]) as loop:
    decided = loop.capture(
        ["my parcel never came and I want my money back"],
        [[0.52, 0.03, 0.45]],
        classes=["delivery", "other", "refund"],
        model="v1",
        attributes={"channel": ["mail"]},
    )[0]
    print("decision:", decided.decision, "because", ", ".join(decided.reasons) or "it is sure")

    answer = loop.decision(decided.id, seconds=float(os.environ.get("ERRATA_WAIT", "60")))
    print("status:", answer["status"], "label:", answer["label"])

    outcome = loop.correct(
        decided.id,
        label="refund",
        cause="ambiguous",
        why="the customer confirmed it on the phone",
        by="agent-12",
    )
    print("outcome:", outcome.id, "trusted" if outcome.trusted else "to be reviewed")
