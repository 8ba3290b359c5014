"""Images to look at closely: zoom, brightness, window and level, regions as evidence."""

from __future__ import annotations

import base64
import hashlib
import re
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import expect

from browsing import Room
from desk import Desk, reviews
from dicom_made import made
from errata.core.account import Role
from errata.core.item import Items
from errata.engine.uploads import read_image_upload
from errata.flow.workspace import Workspace


def digit(n: int) -> bytes:
    """A PNG of 32 x 32 with a bright bar on a grey ground."""
    pixels = np.full((32, 32), 60, np.uint8)
    pixels[4:28, 3 * n + 2 : 3 * n + 8] = 180
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def scan(n: int) -> bytes:
    """A DICOM file of three frames of 64 x 64 in 12 bits, with a window of its own."""
    ramp = np.linspace(0, 4095, 64 * 64).reshape(64, 64).astype(np.uint16)
    frames = np.stack([ramp, ramp[::-1], np.roll(ramp, n, axis=1)])
    return made(frames, BitsStored=12, WindowCenter="2000", WindowWidth="1000")


PIXELS = """() => {
  const canvas = document.querySelector("section.viewer canvas");
  if (!canvas?.width) return null;
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
}"""


def picture(desk: Desk) -> str:
    """A fingerprint of what the canvas shows, once it shows something."""
    desk.page.wait_for_function(f"() => ({PIXELS})()?.data.some(value => value !== 0)")
    return hashlib.sha256(pixels(desk).tobytes()).hexdigest()


def pixels(desk: Desk) -> NDArray[np.uint8]:
    """What the canvas shows two frames from now, (height, width, 4)."""
    width, height, data = desk.page.evaluate(
        """async () => {
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          const { width, height, data } = (PIXELS)();
          let text = "";
          for (const value of data) text += String.fromCharCode(value);
          return [width, height, btoa(text)];
        }""".replace("PIXELS", PIXELS)
    )
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)


def brightest(desk: Desk) -> int:
    """The brightest pixel shown."""
    return int(pixels(desk)[..., :3].max())


def at_images(room: Room, contents: list[bytes]) -> tuple[Workspace, Desk]:
    """Ann at a project of images."""
    ws = room.project("scans", kind="image", labels=("0", "1", "7"))
    stored = [read_image_upload(content) for content in contents]
    room.fill(ws, Items.of_images(stored))
    room.user("ann", Role.REVIEWER, ws)
    return ws, Desk(room.page("/", name="ann"))


def test_a_digit_is_zoomed_brightened_marked_and_answered_by_its_own_key(room: Room) -> None:
    ws, desk = at_images(room, [digit(n) for n in range(8)])
    page = desk.page
    first = picture(desk)
    desk.press("+", "+")
    zoomed = picture(desk)
    assert zoomed != first
    desk.press("=")
    assert picture(desk) == first
    before = brightest(desk)
    desk.press(".", ".")
    assert brightest(desk) > before
    desk.press("\\")
    assert picture(desk) == first
    desk.press("Shift+Digit1")
    assert picture(desk) != first
    desk.press("\\")

    # A region drawn with the mouse in the middle quarter of the image.
    desk.press("h")
    stage = page.get_by_role("application").bounding_box()
    assert stage is not None
    side = min(stage["width"], stage["height"])
    middle = (stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2)
    page.mouse.move(middle[0] - side / 8, middle[1] - side / 8)
    page.mouse.down()
    page.mouse.move(middle[0], middle[1], steps=3)
    page.mouse.move(middle[0] + side / 8, middle[1] + side / 8, steps=3)
    page.mouse.up()
    expect(page.locator(".evidence")).to_contain_text("Region 1")
    # And one without a mouse.
    desk.press("Shift+Digit3")
    expect(page.locator(".evidence")).to_contain_text("Region 2")
    page.keyboard.press("Shift+ArrowRight")
    desk.press("7")
    expect(desk.label("7")).to_be_checked()
    desk.press("Enter")
    page.wait_for_function("() => !document.querySelector('.evidence')")
    second = picture(desk)
    assert second != first
    desk.send_all()
    (stored,) = reviews(ws)
    assert stored.label == "7"
    drawn, placed = stored.evidence
    assert (drawn["kind"], drawn["frame"]) == ("region", 0)
    for name, wanted in {"x": 0.375, "y": 0.375, "width": 0.25, "height": 0.25}.items():
        assert abs(drawn[name] - wanted) < 0.05, (name, drawn)
    assert 0 < placed["x"] < placed["x"] + placed["width"] <= 1


def test_a_dicom_scan_has_window_level_and_frames_and_no_name(room: Room) -> None:
    _, desk = at_images(room, [scan(n) for n in range(1, 3)])
    page = desk.page
    first = picture(desk)
    figures = page.locator(".figures")
    expect(figures).to_have_text("W 1,000  L 2,000")
    grey = pixels(desk)
    share = (grey[..., 0] == 255)[grey[..., 3] > 0].mean()
    assert 0.3 < share < 0.5  # (4095 - 2500) / 4095 are above the window
    desk.press("<")  # a wider window
    wider = picture(desk)
    assert wider != first
    expect(figures).not_to_have_text("W 1,000  L 2,000")
    desk.press(",")
    darker = picture(desk)
    assert darker not in (first, wider)
    desk.press("\\")
    assert picture(desk) == first
    # The right mouse button drags window and level.
    stage = page.get_by_role("application").bounding_box()
    assert stage is not None
    page.mouse.move(stage["x"] + 100, stage["y"] + 100)
    page.mouse.down(button="right")
    page.mouse.move(stage["x"] + 200, stage["y"] + 160, steps=3)
    page.mouse.up(button="right")
    assert picture(desk) != first
    desk.press("\\")
    desk.press("]")
    expect(page.get_by_role("application")).to_have_accessible_name(
        re.compile("^Image of 64 by 64 pixels, frame 3 of 3")
    )
    page.wait_for_function("() => !document.querySelector('.stage .message')")
    assert picture(desk) != first
    assert "SECRET" not in page.content()
