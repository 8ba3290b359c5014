import { describe, expect, it } from "vitest";
import { fitted, onImage, panned, pinched, wheelFactor, zoomed } from "./gestures";

const image = { width: 512, height: 256 };
const stage = { width: 800, height: 600 };

describe("moving an image", () => {
  it("fits the whole image into the middle", () => {
    const view = fitted(image, stage);
    expect(view.scale).toBeCloseTo(800 / 512);
    expect(view.x).toBeCloseTo(0);
    expect(view.y).toBeCloseTo(100);
  });
  it("keeps what is under the pointer where it is", () => {
    const view = fitted(image, stage);
    const at = { x: 300, y: 250 };
    const before = onImage(at, view, image);
    const after = onImage(at, zoomed(view, 3, at, image, stage), image);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });
  it("follows two fingers", () => {
    const view = fitted(image, stage);
    const before = onImage({ x: 200, y: 300 }, view, image);
    const moved = pinched(
      view,
      [{ x: 200, y: 300 }, { x: 400, y: 300 }],
      [{ x: 100, y: 320 }, { x: 500, y: 320 }],
      image,
      stage,
    );
    expect(moved.scale).toBeCloseTo(view.scale * 2);
    const after = onImage({ x: 100, y: 320 }, moved, image);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });
  it("never loses the image", () => {
    let view = panned(fitted(image, stage), 1e6, -1e6, image, stage);
    expect(view.x).toBeLessThan(stage.width);
    expect(view.y + image.height * view.scale).toBeGreaterThan(0);
    for (let turn = 0; turn < 100; turn++) view = zoomed(view, 2, { x: 0, y: 0 }, image, stage);
    expect(view.scale).toBe(40);
    for (let turn = 0; turn < 100; turn++) view = zoomed(view, 0.5, { x: 0, y: 0 }, image, stage);
    expect(view.scale).toBeCloseTo(fitted(image, stage).scale / 2);
  });
  it("zooms in when the wheel turns away, however it counts", () => {
    expect(wheelFactor(-100, 0)).toBeGreaterThan(1);
    expect(wheelFactor(3, 1)).toBeLessThan(1);
    expect(wheelFactor(-100, 0) * wheelFactor(100, 0)).toBeCloseTo(1);
  });
});
