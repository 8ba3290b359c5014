"""Everything Errata can complain about.

ErrataError
├── InputError            the caller gave something that cannot be used
│   ├── FileError         ... in a file: every problem found, with row and column
│   ├── PolicyError       ... in a configuration: every fault, with its path
│   └── Unsupported       ... of a kind that is out of scope, such as multi-label
├── NotFound              the thing named does not exist
├── Conflict              the same identifier stands for something else already
├── LeaseLost             the reviewer no longer holds the task
├── NotReady              the loop has not got far enough for this step
├── Refused               a law of the system forbids it
│   └── NotAllowed        ... or this account's role does
├── SignInNeeded          nobody is signed in, or the key opens nothing
├── TooMany               more in a short time than is allowed; try again later
├── Unavailable           the server or the database does not answer
└── StoreDamaged          what is stored is not what was written

Each message says what was got, what was wanted and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence


class ErrataError(Exception):
    """The root of all errors raised on purpose."""

    def __init__(self, got: str, *, wanted: str = "", do: str = "") -> None:
        self.got, self.wanted, self.do = got, wanted, do
        wanted = f"; wanted {wanted}" if wanted else ""
        super().__init__(f"{got}{wanted}" + (f". {do[0].upper()}{do[1:]}." if do else "."))


class InputError(ErrataError):
    """The caller gave something that cannot be used."""


class Unsupported(InputError):
    """Out of scope for now: multi-label, spans, generated text."""


class ManyFaults(InputError):
    """Several faults of one input, reported together."""

    def __init__(self, where: str, faults: Sequence[str], *, do: str = "") -> None:
        self.where, self.faults = where, tuple(faults)
        count = f"{len(self.faults)} problem" + ("s" if len(self.faults) != 1 else "")
        listed = "\n".join(f"  - {fault}" for fault in self.faults)
        super().__init__(f"{where}: {count}\n{listed}\n", do=do)

    def __str__(self) -> str:
        text = f"{self.got.rstrip()}"
        return f"{text}\n{self.do[0].upper()}{self.do[1:]}." if self.do else text


class FileError(ManyFaults):
    """A file cannot be used; every problem carries its row and column."""


class PolicyError(ManyFaults):
    """A configuration is wrong; every fault carries its path."""


class NotFound(ErrataError):
    """The thing named does not exist."""


class Conflict(ErrataError):
    """The same identifier stands for something else already."""


class LeaseLost(ErrataError):
    """The reviewer no longer holds the task; the answer was kept as a draft."""


class NotReady(ErrataError):
    """The loop has not got far enough for this step."""


class Refused(ErrataError):
    """A law of the system forbids it."""


class NotAllowed(Refused):
    """This account's role does not allow it."""


class SignInNeeded(ErrataError):
    """Nobody is signed in, or the key opens nothing."""


class TooMany(ErrataError):
    """More in a short time than is allowed."""

    def __init__(self, got: str, *, seconds: float, wanted: str = "", do: str = "") -> None:
        self.seconds = seconds
        super().__init__(got, wanted=wanted, do=do or f"try again in {seconds:.0f} s")


class Unavailable(ErrataError):
    """The server or the database does not answer."""


class StoreDamaged(ErrataError):
    """What is stored is not what was written."""
