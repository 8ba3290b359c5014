import { afterEach, describe, expect, it, vi } from "vitest";
import type { ImageInfo } from "../api/types";
import { around, BrokenFrame, frame, prefetch, unpacked } from "./frames";

const image = (name: string): ImageInfo => ({
  format: "grey16",
  width: 2,
  height: 2,
  frames: 9,
  url: `/api/v1/projects/p/tasks/${name}/frames/{k}`,
  window: 10,
  level: 0,
  invert: false,
  spacing: null,
  notes: [],
});

afterEach(() => vi.unstubAllGlobals());

describe("frames", () => {
  it("are asked for once, however many want them", async () => {
    const ask = vi.fn(async (_url: string) => new Response(Int16Array.of(1, -2, 3, 4)));
    vi.stubGlobal("fetch", ask);
    prefetch(image("once"), 4);
    const [first, second] = await Promise.all([frame(image("once"), 4), frame(image("once"), 4)]);
    expect(first).toBe(second);
    expect("grey" in first && [...first.grey]).toEqual([1, -2, 3, 4]);
    expect(ask.mock.calls.map((call) => call[0])).toEqual(["/api/v1/projects/p/tasks/once/frames/4"]);
  });
  it("are asked for again after a failure", async () => {
    let lost = true;
    vi.stubGlobal("fetch", async () => {
      if (lost) throw new TypeError("offline");
      return new Response(new Int16Array(4));
    });
    prefetch(image("again"));
    await expect(frame(image("again"), 4)).rejects.toThrow("offline");
    lost = false;
    await expect(frame(image("again"), 4)).resolves.toMatchObject({ width: 2 });
  });
  it("are refused when bytes are missing", () => {
    expect(() => unpacked(image("cut"), new ArrayBuffer(7))).toThrow(BrokenFrame);
    const colour = unpacked({ ...image("colour"), format: "rgb8" }, new ArrayBuffer(12));
    expect("colour" in colour && colour.colour.length).toBe(4);
  });
  it("are fetched around the one that is shown, nearest first", () => {
    expect(around(0, 9)).toEqual([1, 2, 3]);
    expect(around(4, 9)).toEqual([5, 3, 6, 2, 7, 1]);
    expect(around(0, 1)).toEqual([]);
  });
});
