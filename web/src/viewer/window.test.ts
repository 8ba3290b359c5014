import { describe, expect, it } from "vitest";
import { autoShade, brighter, byteTable, dragged, greyTable, harder, paintColour, paintGrey, PLAIN, wordsOf } from "./window";

const grey = (word: number) => word & 255;

describe("window and level", () => {
  it("makes what is below the window black, what is above white, the level grey", () => {
    const table = greyTable({ window: 400, level: 40, invert: false });
    const at = (value: number) => grey(table[value + 32768]!);
    expect(at(-160)).toBe(0);
    expect(at(-32768)).toBe(0);
    expect(at(240)).toBe(255);
    expect(at(32767)).toBe(255);
    expect(at(40)).toBe(128);
    expect(table[0]! >>> 24).toBe(255);
  });
  it("inverts", () => {
    const table = greyTable({ window: 400, level: 40, invert: true });
    expect(grey(table[-160 + 32768]!)).toBe(255);
    expect(grey(table[240 + 32768]!)).toBe(0);
  });
  it("paints every value of a frame", () => {
    const into = new Uint32Array(3);
    paintGrey(Int16Array.of(-32768, 0, 32767), greyTable({ window: 2, level: 0, invert: false }), into);
    expect([...into].map(grey)).toEqual([0, 128, 255]);
  });
  it("leaves colours as they came, unless asked", () => {
    const words = wordsOf(Uint8Array.of(1, 2, 3, 250, 128, 0));
    const into = new Uint32Array(2);
    paintColour(words, byteTable(PLAIN), into);
    expect([...into]).toEqual([...words]);
    expect([...new Uint8Array(into.buffer)]).toEqual([1, 2, 3, 255, 250, 128, 0, 255]);
    paintColour(words, byteTable({ ...PLAIN, invert: true }), into);
    expect([...new Uint8Array(into.buffer)]).toEqual([254, 253, 252, 255, 5, 127, 255, 255]);
  });
  it("finds the window of most values, without the few that stand out", () => {
    const values = Int16Array.from({ length: 10_000 }, (_, at) => (at < 40 ? -3000 : at > 9960 ? 9000 : at % 1000));
    const { window, level } = autoShade(values, false);
    expect(window).toBeGreaterThan(950);
    expect(window).toBeLessThan(1010);
    expect(level).toBeGreaterThan(490);
    expect(level).toBeLessThan(510);
    expect(autoShade(Int16Array.of(7, 7), true)).toEqual({ window: 1, level: 7, invert: true });
    expect(autoShade(Int16Array.of(), false).window).toBe(1);
    expect(autoShade(Int16Array.from({ length: 1000 }, (_, at) => (at === 5 ? 100 : 0)), false).window).toBe(100);
  });
  it("gets brighter upwards and by key, also when inverted", () => {
    for (const invert of [false, true]) {
      const usual = { window: 300, level: 100, invert };
      const before = grey(greyTable(usual)[100 + 32768]!);
      expect(grey(greyTable(dragged(usual, 0, -50, usual))[100 + 32768]!)).toBeGreaterThan(before);
      expect(grey(greyTable(brighter(usual, 1))[100 + 32768]!)).toBeGreaterThan(before);
    }
  });
  it("never loses its window", () => {
    const usual = { window: 300, level: 0, invert: false };
    expect(dragged(usual, -100_000, 0, usual).window).toBeGreaterThan(0);
    let shade = usual;
    for (let times = 0; times < 500; times++) shade = harder(shade, 1);
    expect(shade.window).toBeGreaterThan(0);
  });
  it("is fast enough for every screen refresh at 512 x 512", () => {
    const values = Int16Array.from({ length: 512 * 512 }, (_, at) => (at * 7919) % 4000);
    const into = new Uint32Array(values.length);
    const table = new Uint32Array(1 << 16);
    const times: number[] = [];
    for (let turn = 0; turn < 40; turn++) {
      const start = performance.now();
      paintGrey(values, greyTable({ window: 100 + turn, level: 40, invert: false }, table), into);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    expect(times[20]!).toBeLessThan(16);
  });
});
