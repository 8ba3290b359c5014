"""x"""
from typing import Any
from errata.core.account import Role
import time

def test_smoke(room: Any) -> None:
    t=time.time()
    ws = room.project()
    room.fill(ws, [f"text {i}" for i in range(8)])
    room.user("ann", Role.REVIEWER, ws)
    print("fill", time.time()-t)
    page = room.page("/", name="ann")
    print("in", time.time()-t)
    page.get_by_text("text 0").wait_for()
    print("item", time.time()-t)
    page.screenshot(path="/tmp/errata/j/a.png")
