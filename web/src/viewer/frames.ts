// The frames of images: fetched once, kept in memory (the server forbids storing them), a few images at most.

import type { ImageInfo } from "../api/types";
import { Problem, problemOf } from "../api/problem";
import { wordsOf } from "./window";

/** A frame's pixels: 16-bit grey values, or RGBA words. */
export type Pixels = { width: number; height: number } & ({ grey: Int16Array } | { colour: Uint32Array });

export class BrokenFrame extends Error {}

const MOST_BYTES = 192 * 1024 * 1024;
const MOST_PIXELS = 16_000_000; // of a PNG; larger ones are shown scaled down
const AHEAD = 3; // frames on either side

const held = new Map<string, { asked: Promise<Pixels>; bytes: number }>();

export const address = (image: ImageInfo, k: number): string => image.url.replace("{k}", String(k));

/** The frame's pixels; asked for once, also by several who want it at the same time. */
export function frame(image: ImageInfo, k: number): Promise<Pixels> {
  const url = address(image, k);
  const known = held.get(url);
  if (known) {
    held.delete(url); // the newest are last
    held.set(url, known);
    return known.asked;
  }
  const bytes = image.width * image.height * (image.format === "grey16" ? 2 : 4);
  const asked = fetched(image, url);
  held.set(url, { asked, bytes });
  asked.catch(() => held.get(url)?.asked === asked && held.delete(url));
  forget();
  return asked;
}

/** So that the frame is there before it is shown; what fails is asked for again then. */
export function prefetch(image: ImageInfo, k: number = Math.floor(image.frames / 2)): void {
  frame(image, k).catch(() => undefined);
}

/** The frames around one, nearest first. */
export function prefetchAround(image: ImageInfo, k: number): void {
  for (const at of around(k, image.frames)) prefetch(image, at);
}

export function around(k: number, frames: number): number[] {
  const near: number[] = [];
  for (let step = 1; step <= AHEAD; step++) near.push(k + step, k - step);
  return near.filter((at) => at >= 0 && at < frames);
}

function forget(): void {
  let total = [...held.values()].reduce((sum, each) => sum + each.bytes, 0);
  for (const [url, each] of held) {
    if (total <= MOST_BYTES || held.size <= 1) return;
    held.delete(url);
    total -= each.bytes;
  }
}

async function fetched(image: ImageInfo, url: string): Promise<Pixels> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw await problemOf(answer);
  if (image.format === "png") return decoded(await answer.blob());
  return unpacked(image, await answer.arrayBuffer());
}

/** The pixels of raw bytes. Throws BrokenFrame when there are more or fewer than the image has. */
export function unpacked({ format, width, height }: ImageInfo, bytes: ArrayBuffer): Pixels {
  const expected = width * height * (format === "grey16" ? 2 : 3);
  if (bytes.byteLength !== expected) {
    throw new BrokenFrame(`the frame came with ${bytes.byteLength} bytes of ${expected}`);
  }
  if (format === "grey16") return { width, height, grey: new Int16Array(bytes) };
  return { width, height, colour: wordsOf(new Uint8Array(bytes)) };
}

async function decoded(blob: Blob): Promise<Pixels> {
  let bitmap = await createImageBitmap(blob, { colorSpaceConversion: "none" });
  const shrink = Math.sqrt(Math.min(1, MOST_PIXELS / (bitmap.width * bitmap.height)));
  if (shrink < 1) {
    const resizeWidth = Math.floor(bitmap.width * shrink);
    const resizeHeight = Math.floor(bitmap.height * shrink);
    bitmap.close();
    bitmap = await createImageBitmap(blob, { resizeWidth, resizeHeight, resizeQuality: "medium" });
  }
  const { width, height } = bitmap;
  const paper = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!paper) throw new BrokenFrame("this browser cannot draw images");
  paper.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = paper.getImageData(0, 0, width, height);
  return { width, height, colour: new Uint32Array(data.buffer) };
}

/** What to tell the reviewer. */
export function says(error: unknown): string {
  if (error instanceof Problem) return error.says;
  return error instanceof BrokenFrame ? error.message : "the image did not come: the connection is lost";
}
