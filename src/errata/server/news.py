"""News: wakes those who wait for a decision, without a thread for each.

What happens in this process is heard at once; what another server did is found by looking again.
"""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict

AGAIN_SECONDS = 1.0  # how often somebody who waits looks again, whoever decided


class News:
    """Who waits for what; `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Future[None]]] = defaultdict(set)
        self._guard = threading.Lock()

    def tell(self, prediction_id: str) -> None:
        """Something was decided about a prediction."""
        with self._guard:
            waiting = self._waiting.pop(prediction_id, set())
        for future in waiting:
            future.get_loop().call_soon_threadsafe(_ring, future)

    async def hear(self, prediction_id: str, *, seconds: float) -> None:
        """Return when the prediction is told of, or after so long (at most a second)."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        with self._guard:
            self._waiting[prediction_id].add(future)
        try:
            await asyncio.wait_for(future, min(seconds, AGAIN_SECONDS))
        except TimeoutError:
            pass
        finally:
            with self._guard:
                others = self._waiting.get(prediction_id)
                if others is not None:
                    others.discard(future)
                    if not others:
                        del self._waiting[prediction_id]


def _ring(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
