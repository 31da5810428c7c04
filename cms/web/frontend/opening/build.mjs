// Builds the script by which own pages of types report where their reader is.
import { build as bundle } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = ["es2022", "chrome109", "firefox115", "safari16.4"];

export async function build(outdir) {
  await bundle({
    bundle: true, minify: true, target, format: "esm", logLevel: "warning",
    entryPoints: [join(here, "main.js")], outfile: join(outdir, "opening.js"),
  });
}
