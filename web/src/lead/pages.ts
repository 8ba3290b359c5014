import type { PageEntry } from "../pages";

export const leadPages: PageEntry[] = [];
