import { expect, it } from "vitest";
import { Actions } from "../actions";
import { type Controls, viewerActions } from "./keys";

const none = () => undefined;
const controls: Controls = {
  zoom: none, fit: none, turn: none, brighten: none, harden: none, invert: none, auto: none, reset: none, mark: none,
  frames: () => 1,
  marking: () => false,
};

it("takes neither letters nor digits nor another's key, which belong to the page around it", () => {
  const registry = new Actions();
  registry.register("page", viewerActions(controls)); // throws where two answer one key
  for (const { key } of viewerActions(controls)) expect(key).toMatch(/^[^\p{L}\p{N}?/\s]$/u);
});

it("turns frames only where there are several, and marks only while marking", () => {
  const when = (id: string, on: Controls) => viewerActions(on).find((each) => each.id === id)!.when!();
  expect(when("image-next", controls)).toBe(false);
  expect(when("image-next", { ...controls, frames: () => 2 })).toBe(true);
  expect(when("image-mark", controls)).toBe(false);
  expect(when("image-mark", { ...controls, marking: () => true })).toBe(true);
});
