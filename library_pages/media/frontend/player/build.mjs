// Builds the player of sound and video. hls.js is a file of its own: a browser that plays HLS by itself never fetches it.
import { build as bundle } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "../../../../node_modules");
const target = ["es2022", "chrome109", "firefox115", "safari16.4"];
const shared = { bundle: true, minify: true, target, format: "esm", logLevel: "warning", legalComments: "none" };

export async function build(outdir) {
  await bundle({ ...shared, entryPoints: [join(here, "main.js")], outfile: join(outdir, "player.js") });
  await bundle({ ...shared, entryPoints: [join(modules, "hls.js/dist/hls.mjs")], outfile: join(outdir, "hls.js") });
  await bundle({ ...shared, entryPoints: [join(here, "player.css")], outfile: join(outdir, "player.css") });
  const { version, license } = JSON.parse(readFileSync(join(modules, "hls.js/package.json"), "utf8"));
  const text = readFileSync(join(modules, "hls.js/LICENSE"), "utf8").trim();
  writeFileSync(join(outdir, "licences.txt"), `hls.js ${version} (${license})\n\n${text}\n`);
}
