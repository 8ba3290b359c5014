import { expect, it } from "vitest";
import { near } from "./marks";

it("marks that would lie over one another are told together, in order", () => {
  const marks = [{ x: 105, says: "v3" }, { x: 100, says: "v2" }, { x: 200, says: "v4" }];
  expect(near(marks, 30)).toEqual([{ x: 105, says: "v2, v3" }, { x: 200, says: "v4" }]);
});

it("a long row of close marks does not melt into one", () => {
  const marks = [0, 20, 40, 60].map((x) => ({ x, says: String(x) }));
  expect(near(marks, 30).map((mark) => mark.says)).toEqual(["0, 20", "40, 60"]);
});

it("words that repeat are told once, and a bad mark keeps what it lies on bad", () => {
  const marks = [{ x: 0, says: "certified" }, { x: 5, says: "alarm", bad: true }, { x: 9, says: "certified" }];
  expect(near(marks, 30)).toEqual([{ x: 9, says: "certified, alarm", bad: true }]);
});
