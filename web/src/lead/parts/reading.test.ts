import { expect, it } from "vitest";
import { filled } from "./reading.svelte";

const pages: Record<string, { items: number[]; next: string | null }> = {
  a: { items: [], next: "b" },
  b: { items: [], next: "c" },
  c: { items: [7], next: "d" },
};

it("pages without a row are read through to the first that has one", async () => {
  const load = (cursor: string | null) => Promise.resolve(pages[cursor ?? "a"]!);
  expect(await filled(load, pages.a!)).toEqual(pages.c);
});

it("reading on ends where the list ends, and when patience does", async () => {
  const end: { items: number[]; next: string | null } = { items: [], next: null };
  expect(await filled(() => Promise.resolve(end), { items: [], next: "x" })).toEqual(end);
  let turns = 0;
  const endless = () => Promise.resolve({ items: [], next: String(++turns) });
  expect((await filled(endless, { items: [], next: "0" })).next).not.toBeNull();
});
