import { describe, expect, it } from "vitest";
import { between, inMiddle, moved, onStage, resized, said } from "./regions";

const region = { kind: "region" as const, frame: 0, x: 0.2, y: 0.3, width: 0.4, height: 0.1 };

describe("regions", () => {
  it("are the rectangle between two corners, whichever came first, cut to the image", () => {
    expect(between({ x: 0.6, y: 0.4 }, { x: 0.2, y: 0.3 }, 2)).toEqual({ ...region, frame: 2 });
    expect(between({ x: -3, y: -3 }, { x: 9, y: 9 }, 0)).toMatchObject({ x: 0, y: 0, width: 1, height: 1 });
  });
  it("are none after a click", () => {
    expect(between({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.9 }, 0)).toBeNull();
  });
  it("stay on the image when moved and resized", () => {
    expect(moved(region, 9, -9)).toMatchObject({ x: 0.6, y: 0, width: 0.4, height: 0.1 });
    expect(resized(region, 9, -9)).toMatchObject({ x: 0.2, y: 0.3, width: 0.8, height: 0.005 });
    for (let turn = 0; turn < 200; turn++) {
      const any = between({ x: Math.random(), y: Math.random() }, { x: Math.random(), y: Math.random() }, 0);
      if (!any) continue;
      for (const each of [any, moved(any, 0.37, 0.61), resized(any, 0.3, 0.9)]) {
        expect(each.x).toBeGreaterThanOrEqual(0);
        expect(each.y).toBeGreaterThanOrEqual(0);
        expect(each.x + each.width).toBeLessThanOrEqual(1);
        expect(each.y + each.height).toBeLessThanOrEqual(1);
      }
    }
  });
  it("begin in the middle of what is seen", () => {
    const added = inMiddle({ x: -0.5, y: 0.25 }, { x: 0.5, y: 0.75 }, 3);
    expect(added.frame).toBe(3);
    expect(added.x + added.width / 2).toBeCloseTo(0.25);
    expect(added.y + added.height / 2).toBeCloseTo(0.5);
  });
  it("lie on the stage where the image does", () => {
    const at = onStage(region, { scale: 2, x: 10, y: 20 }, { width: 100, height: 50 });
    expect(at.x).toBeCloseTo(50);
    expect(at.y).toBeCloseTo(50);
    expect(at.width).toBeCloseTo(80);
    expect(at.height).toBeCloseTo(10);
  });
  it("have a name", () => {
    expect(said(region, 1, 30)).toBe("Region 1 on frame 1: 20 % from the left, 30 % from the top, 40 % wide, 10 % high");
  });
});
