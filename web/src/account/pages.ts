import type { PageEntry } from "../pages";

export const accountPages: PageEntry[] = [];
