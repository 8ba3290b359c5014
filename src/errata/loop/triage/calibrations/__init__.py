"""The calibration methods, one a file; importing the package registers them."""

from errata.loop.triage.calibrations import beta, isotonic, platt, temperature
from errata.loop.triage.calibrations.method import CALIBRATIONS, CalibrationMethod, Parameters

__all__ = [
    "CALIBRATIONS",
    "CalibrationMethod",
    "Parameters",
    "beta",
    "isotonic",
    "platt",
    "temperature",
]
