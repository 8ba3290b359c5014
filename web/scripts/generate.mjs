// Writes src/api/schema.d.ts from openapi.json; with --check says whether it is stale (exit 1).
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const from = new URL("../openapi.json", import.meta.url);
const to = new URL("../src/api/schema.d.ts", import.meta.url);
const head = "// Generated from openapi.json by `npm run generate`. Do not edit.\n";

const wanted = head + astToString(await openapiTS(from, { defaultNonNullable: false }));
if (process.argv.includes("--check")) {
  const found = await readFile(to, "utf8").catch(() => "");
  if (found !== wanted) {
    console.error("src/api/schema.d.ts is stale: run `npm run generate` and commit the result.");
    process.exit(1);
  }
} else {
  await writeFile(to, wanted);
}
