/** Builds dist/ from src/: the module, the classic script, their maps, and typings. It always gives the same bytes. */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? "dist";

rmSync(here + out, { recursive: true, force: true });
const usual = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  mangleProps: /^_/, // what begins like this is private
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  sourcemap: true,
  logLevel: "warning",
};
await Promise.all([
  esbuild.build({ ...usual, entryPoints: ["src/fanfare.ts"], format: "esm", outfile: `${out}/fanfare.mjs` }),
  esbuild.build({ ...usual, entryPoints: ["src/classic.ts"], format: "iife", outfile: `${out}/fanfare.js` }),
]);
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--outDir", `${out}/types`], {
  cwd: here,
  stdio: "inherit",
});
