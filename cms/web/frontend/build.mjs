// Builds the front end into cms/web/static_dist: `npm run build`. `make` calls it when a source has changed.
// The site works without script; what is here adds arrows, sheets, suggestions and the like.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const out = join(root, "cms/web/static_dist");

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "web"), { recursive: true });

const shared = { bundle: true, minify: true, target: ["es2022", "chrome109", "firefox115", "safari16.4"], logLevel: "warning" };

await build({
  ...shared,
  entryPoints: [join(here, "css/site.css")],
  outfile: join(out, "web/site.css"),
  // As files: the site's policy lets no picture in that is written into a style sheet.
  loader: { ".woff2": "file", ".svg": "file" },
  assetNames: "fonts/[name]",
});
await build({ ...shared, entryPoints: [join(here, "js/site.js")], outfile: join(out, "web/site.js"), format: "esm" });

for (const picture of ["icon.svg", "night.svg"]) copyFileSync(join(here, "img", picture), join(out, "web", picture));

// The licences of the fonts and icons ask to travel with them.
const bundled = [
  "@fontsource-variable/bricolage-grotesque",
  "@fontsource/literata",
  "@fontsource/andika",
  "@phosphor-icons/core",
];
const licences = bundled.map((name) => {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
});
writeFileSync(join(out, "web/licences.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));

// Parts that keep their own build: each exports `async function build(outdir)` and writes below its own folder.
const parts = { opening: join(here, "opening"), reader: join(here, "reader"), media: join(root, "library_pages/media/frontend/player") };
for (const [name, folder] of Object.entries(parts)) {
  const script = join(folder, "build.mjs");
  if (existsSync(script)) await (await import(pathToFileURL(script).href)).build(join(out, name));
}
