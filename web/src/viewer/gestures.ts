// Where an image lies on the stage, and how wheel, drag and pinch move it.

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Stage = image * scale + (x, y), in CSS pixels. */
export interface View extends Point {
  scale: number;
}

const LARGEST = 40; // times its own size
const KEPT = 48; // pixels of the image that stay in sight

/** The whole image in the middle of the stage. */
export function fitted(image: Size, stage: Size): View {
  const scale = Math.min(stage.width / image.width, stage.height / image.height) || 1;
  return { scale, x: (stage.width - image.width * scale) / 2, y: (stage.height - image.height * scale) / 2 };
}

/** Zoomed by a factor, with what is under `at` staying there. */
export function zoomed(view: View, factor: number, at: Point, image: Size, stage: Size): View {
  const least = fitted(image, stage).scale;
  const scale = Math.min(Math.max(view.scale * factor, least * 0.5), Math.max(LARGEST, least));
  const ratio = scale / view.scale;
  return held({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, image, stage);
}

export function panned(view: View, dx: number, dy: number, image: Size, stage: Size): View {
  return held({ ...view, x: view.x + dx, y: view.y + dy }, image, stage);
}

/** Two fingers moved: the image follows both. */
export function pinched(view: View, before: [Point, Point], after: [Point, Point], image: Size, stage: Size): View {
  const from = middle(...before);
  const to = middle(...after);
  const apart = distance(...before);
  const moved = { ...view, x: view.x + to.x - from.x, y: view.y + to.y - from.y };
  return zoomed(moved, apart > 0 ? distance(...after) / apart : 1, to, image, stage);
}

/** Some of the image stays on the stage, whatever was asked. */
function held(view: View, image: Size, stage: Size): View {
  const side = (at: number, length: number, room: number) => {
    const keep = Math.min(KEPT, length);
    return Math.min(Math.max(at, keep - length), room - keep);
  };
  return {
    scale: view.scale,
    x: side(view.x, image.width * view.scale, stage.width),
    y: side(view.y, image.height * view.scale, stage.height),
  };
}

/** The factor of a wheel's turn; lines and pages count as pixels do. */
export function wheelFactor(delta: number, mode: number): number {
  const pixels = delta * (mode === 1 ? 16 : mode === 2 ? 400 : 1);
  return Math.exp(-Math.max(-200, Math.min(200, pixels)) * 0.0022);
}

export function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Image coordinates 0..1 of a place on the stage. */
export function onImage(at: Point, view: View, image: Size): Point {
  return { x: (at.x - view.x) / (image.width * view.scale), y: (at.y - view.y) / (image.height * view.scale) };
}
