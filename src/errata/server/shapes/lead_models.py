"""Models, gates, certificates and cycles as they are told."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from errata.core.model import Reason
from errata.core.verdict import Finding
from errata.server.shapes.figures import EstimateSeen, Facts, Shape

Rate = Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False)]
Word = Annotated[str, Field(min_length=1, max_length=200)]


class GateOutcome(Shape):
    """What the gate said of a model."""

    id: str
    outcome: str


class ModelSeen(Shape):
    """A model and everything that it came from."""

    id: str
    project_id: str
    name: str
    dataset_id: str | None
    blob: str | None = Field(description="Its file's content hash; null: it runs elsewhere.")
    trainer: str | None
    seed: int | None
    policy_version: int
    code_version: str
    created_at: datetime
    champion: bool
    promoted_at: datetime | None
    promoted_by: str | None
    reason: Reason | None = Field(description="How it last became champion.")
    gate: GateOutcome | None = Field(description="The newest that judged it.")


class RetrainGiven(BaseModel):
    """What to train; what is left out is as the policy says."""

    trainer: Word | None = None
    seed: Annotated[int, Field(ge=0, lt=1 << 31)] | None = None
    dataset: Word | None = Field(default=None, description="A version's number or identifier.")


class PromoteGiven(BaseModel):
    """Why; an override says so and names its reason."""

    why: Annotated[str, Field(max_length=2_000)] = ""
    override: bool = False


class RollbackGiven(BaseModel):
    """Why the champion goes."""

    why: Annotated[str, Field(min_length=1, max_length=2_000)]


class PromotionSeen(Shape):
    """A change of champion."""

    id: str
    project_id: str
    number: int
    model_id: str
    previous_id: str | None
    gate_id: str | None
    reason: Reason
    by: str
    why: str
    created_at: datetime
    model: str
    previous: str | None


class GateSeen(Shape):
    """One proof."""

    id: str
    project_id: str
    candidate_id: str
    champion_id: str | None
    golden_id: str
    outcome: str
    verdict: Facts
    created_at: datetime
    candidate: str
    champion: str | None


class GateListed(Shape):
    """One proof in a list."""

    id: str
    candidate: str
    champion: str | None
    outcome: str
    created_at: datetime


class Case(Shape):
    """A golden case that a finding rests on."""

    item_id: str
    excerpt: str
    label: str | None


class CheckSeen(Shape):
    """One question the gate asked."""

    name: str
    finding: Finding
    says: str
    figures: Facts
    cases: list[Case] = Field(description="Those that it rests on, worst first; a few.")
    rows: int = Field(description="How many it rests on.")


class GoldenUsed(Shape):
    """The golden set that a proof rested on."""

    id: str
    number: int
    n: int
    n_random: int
    uses: int = Field(description="Proofs that rested on the same version.")
    created_at: datetime


class GateDetailed(GateSeen):
    """One proof with its checks."""

    checks: list[CheckSeen]
    golden: GoldenUsed | None


class ProveGiven(BaseModel):
    """Whom to prove; left out: the newest candidate."""

    candidate: Word | None = None


class CertificateSeen(Shape):
    """How a model's confidence is read, and from where on it is accepted."""

    id: str
    project_id: str
    number: int
    model_id: str
    calibrator: Facts | None
    threshold: float | None
    alpha: float
    delta: float
    coverage: EstimateSeen
    risk_upper: float
    n: int
    method: str
    expires_at: datetime | None
    plan: Facts = Field(
        default_factory=dict,
        description="What else was certified: classes, slices, misses, reliability, needed.",
    )
    created_at: datetime


class CertificateListed(CertificateSeen):
    """A certificate with its model's name."""

    model: str


class CertifyGiven(BaseModel):
    """The promise; what is left out is as the policy says."""

    alpha: Rate | None = None
    delta: Rate | None = None


class CurvePoint(Shape):
    """What would be accepted from a threshold on, and how much of it is wrong."""

    threshold: float
    coverage: float
    risk: float
    risk_low: float = Field(description="Exact one-sided bound, at this threshold for itself.")
    risk_upper: float = Field(description="The same from above.")


class LapseSeen(Shape):
    """Why a certificate ended before its time."""

    why: str
    alarm_id: str | None
    created_at: datetime


class CertificateHolding(CertificateSeen):
    """The newest certificate of the champion, and whether it ended early."""

    lapse: LapseSeen | None = None


class BandsSeen(Shape):
    """Shares of recent traffic as decided under what holds now."""

    accept: EstimateSeen
    review: EstimateSeen
    expert: EstimateSeen


class BinSeen(Shape):
    """One bin of the reliability diagram."""

    confidence: float
    accuracy: float
    low: float
    high: float
    n: int


class ReliabilitySeen(Shape):
    """How far confidence is from the share that is right."""

    ece: EstimateSeen
    bins: list[BinSeen]


class CurveSeen(Shape):
    """The risk-coverage curve of the champion on the certificate's fold, and the bands."""

    model: str | None
    curve: list[CurvePoint]
    certificate: CertificateHolding | None
    n: int
    alpha: float
    delta: float
    needed: int | None = Field(
        description="More labels that would let anything be accepted; 0: none, null: no number."
    )
    reliability: ReliabilitySeen | None
    a_day: float | None = Field(description="Predictions a day lately.")
    bands: BandsSeen | None
    audits_a_day: float | None
    reviews_a_day: float | None = Field(description="Not accepted, and the audits.")
    says: str


class SimulateGiven(BaseModel):
    """The promises to compare."""

    alphas: Annotated[list[Rate], Field(min_length=1, max_length=50)] | None = None
    delta: Rate | None = None


class SimulatedSeen(Shape):
    """One promise, and what a day under it would be."""

    alpha: float
    threshold: float | None = Field(description="Null: not certified, everything is reviewed.")
    coverage: EstimateSeen
    reviews_a_day: EstimateSeen
    errors_reaching_users_a_day: EstimateSeen
    needed: int | None


class SimulationSeen(Shape):
    """Promises side by side, strictest first."""

    model: str
    rows: list[SimulatedSeen]
    n: int
    a_day: float
    known_traffic: bool = Field(description="False: a day is taken to have 1,000 predictions.")
    delta: float
    says: str


class ProposalSeen(Shape):
    """A certificate as it would be, and what it would cost; nothing is stored."""

    model: str
    threshold: float | None
    alpha: float
    delta: float
    coverage: EstimateSeen
    risk_upper: float
    n: int
    method: str
    calibrator: Facts | None
    plan: Facts
    bands: BandsSeen
    a_day: float | None
    audits_a_day: float | None
    reviews_a_day: EstimateSeen | None
    curve: Facts


class CycleSeen(Shape):
    """One turn of the loop."""

    id: str
    project_id: str
    number: int
    dataset_id: str
    candidate_id: str
    gate_id: str | None
    promoted: bool
    report: Facts
    created_at: datetime
    candidate: str | None = None
    verdict: str | None = None


def cycle_seen(cycle: Any) -> CycleSeen:
    """A cycle with what its report says first."""
    seen = CycleSeen.model_validate(cycle)
    return seen.model_copy(
        update={name: seen.report.get(name) for name in ("candidate", "verdict")}
    )
