// Fetches the next item's picture before it is asked for.
import type { ImageInfo } from "../api/types";

/** The address of one frame. */
export function frameAddress(image: ImageInfo, frame: number): string {
  return image.url.replace("{k}", String(frame));
}

export function prefetch(image: ImageInfo): void {
  if (image.format === "png") new Image().src = frameAddress(image, 0);
}
