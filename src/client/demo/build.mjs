/**
 * Bundles the libraries of the demo's pages for a browser, with their licences: node demo/build.mjs [FOLDER]. It always
 * gives the same bytes. FOLDER is by default the one whose files are committed.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = process.argv[2] ?? here + "../../main/webapp/demo";

const { metafile } = await esbuild.build({ ...usual("note-libraries"), write: false, metafile: true });
const packages = new Set(Object.keys(metafile.inputs).map((file) => /node_modules\/([^/]+)/.exec(file)?.[1]));
packages.delete(undefined);
await esbuild.build({ ...usual("note-libraries"), banner: { js: [...packages].sort().map(notice).join("\n") } });

function usual(name) {
  return {
    absWorkingDir: here,
    entryPoints: [name + ".mjs"],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    charset: "utf8",
    legalComments: "inline",
    outfile: `${folder}/${name}.js`,
    logLevel: "warning",
  };
}

/** A comment that says whose it is, in which version, and under which licence. */
function notice(name) {
  const file = (path) => readFileSync(`${here}../node_modules/${name}/${path}`, "utf8");
  return `/*! ${name} ${JSON.parse(file("package.json")).version}\n\n${file("LICENSE").trim()}\n*/`;
}
