/**
 * Checks what is committed: dist/ is what the sources give, byte for byte, and so are the libraries of the demo's
 * pages; the typings serve a page's code in strict mode, however it resolves modules; the module is small; and what npm
 * would publish is what its manifest says.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const again = "target";
const demo = "../main/webapp/demo";

/** Runs a program of a package, and fails if it does. */
function run(program, ...args) {
  console.log(`> ${program} ${args.join(" ")}`);
  execFileSync(process.execPath, [join(here, program), ...args], { cwd: here, stdio: "inherit" });
}

function files(folder) {
  return readdirSync(here + folder, { recursive: true })
    .filter((name) => statSync(join(here, folder, name)).isFile())
    .sort();
}

run("build.mjs", again);
const [made, committed] = [files(again), files("dist")];
const differing = [...new Set([...made, ...committed])].filter(
  (name) => !made.includes(name) || !committed.includes(name) || !same(name, "dist"),
);
rmSync(here + again, { recursive: true });
run("demo/build.mjs", here + again);
const outdated = files(again).filter((name) => !same(name, demo));
rmSync(here + again, { recursive: true });
if (outdated.length) {
  console.error(`${demo} is not what the libraries give; "npm run demo" makes it so: ${outdated.join(", ")}`);
  process.exit(1);
}
if (differing.length) {
  console.error(`dist/ is not what the sources give; "npm run build" makes it so: ${differing.join(", ")}`);
  process.exit(1);
}
for (const resolution of ["bundler", "nodenext"]) {
  run("node_modules/typescript/bin/tsc", "--project", `test/types/tsconfig.${resolution}.json`);
}
run("node_modules/size-limit/bin.js");
run("node_modules/publint/src/cli.js", "--strict");
run("node_modules/@arethetypeswrong/cli/dist/index.js", "--pack", ".", "--profile", "esm-only");

function same(name, folder) {
  return readFileSync(join(here, again, name)).equals(readFileSync(join(here, folder, name)));
}
