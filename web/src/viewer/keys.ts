// The viewer's actions, as records: keys, buttons and the key sheet read them. Symbols only: the page
// around the viewer owns digits and letters.

import type { Action } from "../actions";

export interface Controls {
  zoom(steps: number): void;
  fit(): void;
  turn(frames: number): void;
  brighten(steps: number): void;
  harden(steps: number): void;
  invert(): void;
  auto(): void;
  reset(): void;
  mark(): void;
  frames(): number;
  marking(): boolean;
}

export function viewerActions(on: Controls): Action[] {
  const many = () => on.frames() > 1;
  const all: Action[] = [
    { id: "image-closer", label: "Zoom in", key: "+", run: () => on.zoom(1) },
    { id: "image-farther", label: "Zoom out", key: "-", run: () => on.zoom(-1) },
    { id: "image-fit", label: "Fit the whole image", key: "=", run: () => on.fit() },
    { id: "image-brighter", label: "Brighter", key: ".", run: () => on.brighten(1) },
    { id: "image-darker", label: "Darker", key: ",", run: () => on.brighten(-1) },
    { id: "image-harder", label: "More contrast (narrower window)", key: ">", run: () => on.harden(1) },
    { id: "image-softer", label: "Less contrast (wider window)", key: "<", run: () => on.harden(-1) },
    { id: "image-invert", label: "Invert black and white", key: "!", run: () => on.invert() },
    { id: "image-auto", label: "Automatic window", key: "*", run: () => on.auto() },
    { id: "image-reset", label: "Reset to the window that the image came with", key: "\\", run: () => on.reset() },
    { id: "image-next", label: "Next frame", key: "]", when: many, run: () => on.turn(1) },
    { id: "image-previous", label: "Previous frame", key: "[", when: many, run: () => on.turn(-1) },
    { id: "image-mark", label: "Add region in the middle", key: "#", when: () => on.marking(), run: () => on.mark() },
  ];
  return all.map((each) => ({ ...each, group: "Image" }));
}
