import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// In development the pages come from Vite and the API from a running `errata serve`.
const server = process.env.ERRATA_URL ?? "http://127.0.0.1:8000";
const own = Object.fromEntries(
  ["/api", "/healthz", "/readyz", "/metrics", "/docs"].map((path) => [path, { target: server }]),
);

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: "../src/errata/server/app",
    emptyOutDir: true,
    target: "es2023",
    // The content security policy is `default-src 'self'`: nothing inline, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: own },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
