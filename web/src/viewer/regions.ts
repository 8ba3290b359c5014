// Regions of an image as evidence: rectangles in parts (0..1) of its width and height.

import type { Region } from "../api/types";
import type { Point, Size, View } from "./gestures";

export const SMALLEST = 0.005; // a side; what is smaller was a click

const inside = (value: number, most = 1) => Math.min(Math.max(value, 0), most);
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** The rectangle between two corners, cut to the image; null where it was a click. */
export function between(a: Point, b: Point, frame: number): Region | null {
  const [left, right] = [inside(Math.min(a.x, b.x)), inside(Math.max(a.x, b.x))];
  const [top, bottom] = [inside(Math.min(a.y, b.y)), inside(Math.max(a.y, b.y))];
  if (right - left < SMALLEST || bottom - top < SMALLEST) return null;
  return whole({ kind: "region", frame, x: left, y: top, width: right - left, height: bottom - top });
}

/** A rectangle in the middle of what is seen, for those who draw by keyboard. */
export function inMiddle(corner: Point, opposite: Point, frame: number): Region {
  const [left, right] = [inside(corner.x), inside(opposite.x)];
  const [top, bottom] = [inside(corner.y), inside(opposite.y)];
  const [width, height] = [Math.max((right - left) / 3, 0.02), Math.max((bottom - top) / 3, 0.02)];
  return resized(
    { kind: "region", frame, x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height },
    0,
    0,
  );
}

export function moved(region: Region, dx: number, dy: number): Region {
  const x = inside(region.x + dx, 1 - region.width);
  return whole({ ...region, x, y: inside(region.y + dy, 1 - region.height) });
}

/** Its lower right corner moved. */
export function resized(region: Region, dx: number, dy: number): Region {
  const width = Math.min(Math.max(region.width + dx, SMALLEST), 1 - region.x);
  return whole({ ...region, width, height: Math.min(Math.max(region.height + dy, SMALLEST), 1 - region.y) });
}

function whole(region: Region): Region {
  const x = rounded(region.x);
  const y = rounded(region.y);
  const width = Math.min(rounded(region.width), rounded(1 - x));
  return { ...region, x, y, width, height: Math.min(rounded(region.height), rounded(1 - y)) };
}

/** Where it lies on the stage, in CSS pixels. */
export function onStage(region: Region, view: View, image: Size): Size & Point {
  const [across, down] = [image.width * view.scale, image.height * view.scale];
  return {
    x: view.x + region.x * across,
    y: view.y + region.y * down,
    width: region.width * across,
    height: region.height * down,
  };
}

/** Its name for those who hear it. */
export function said(region: Region, number: number, frames: number): string {
  const part = (value: number) => `${Math.round(value * 100)} %`;
  const place = frames > 1 ? ` on frame ${region.frame + 1}` : "";
  return (
    `Region ${number}${place}: ${part(region.x)} from the left, ${part(region.y)} from the top, ` +
    `${part(region.width)} wide, ${part(region.height)} high`
  );
}
