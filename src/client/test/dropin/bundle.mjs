/** Bundles page.mjs with its libraries for a browser, as one classic script: node bundle.mjs OUTFILE. */
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

await esbuild.build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: ["page.mjs"],
  bundle: true,
  format: "iife",
  target: "es2020",
  outfile: process.argv[2],
  logLevel: "warning",
});
