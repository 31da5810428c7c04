// Builds the reader: the shell for the site, and the engines for the content origin below a version of their own
// (`/e/<version>/…` is served as immutable). `manifest.json` tells Python the version.
import { build as bundle } from "esbuild";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "../../../../node_modules");
const target = ["es2022", "chrome109", "firefox115", "safari16.4"];
const shared = { bundle: true, minify: true, target, format: "esm", logLevel: "warning", legalComments: "none" };
const LICENSED = ["foliate-js", "pdfjs-dist", "@fontsource-variable/literata", "@fontsource/andika"];

export async function build(outdir) {
  rmSync(outdir, { recursive: true, force: true });
  const fresh = join(outdir, "engines/fresh");
  mkdirSync(fresh, { recursive: true });
  await epub(fresh);
  await pdf(fresh);
  licences(fresh);
  const version = digest(fresh);
  renameSync(fresh, join(outdir, "engines", version));
  await shell(outdir);
  writeFileSync(join(outdir, "manifest.json"), `${JSON.stringify({ version })}\n`);
}

async function epub(folder) {
  await bundle({
    ...shared,
    entryPoints: { epub: join(here, "engine/epub/main.js") },
    outdir: folder,
    splitting: true,
    chunkNames: "epub-[name]-[hash]",
    loader: { ".woff2": "dataurl" },
  });
  await bundle({ ...shared, entryPoints: [join(here, "engine/epub/epub.css")], outfile: join(folder, "epub.css") });
}

async function pdf(folder) {
  await bundle({
    ...shared,
    entryPoints: { pdf: join(here, "engine/pdf/main.js"), "pdf-worker": join(modules, "pdfjs-dist/build/pdf.worker.mjs") },
    outdir: folder,
    external: ["module", "fs", "http", "https", "url", "canvas"],
  });
  await bundle({ ...shared, entryPoints: [join(here, "engine/pdf/pdf.css")], outfile: join(folder, "pdf.css") });
  for (const part of ["cmaps", "standard_fonts", "iccs"]) {
    cpSync(join(modules, "pdfjs-dist", part), join(folder, "pdf", part), { recursive: true });
  }
  // Without WebAssembly JPEG 2000 is decoded by this script.
  const wasm = join(modules, "pdfjs-dist/wasm");
  const kept = (name) => name.endsWith("_nowasm_fallback.js") || name.startsWith("LICENSE");
  for (const name of readdirSync(wasm).filter(kept)) cpSync(join(wasm, name), join(folder, "pdf/wasm", name));
}

async function shell(outdir) {
  await bundle({ ...shared, entryPoints: [join(here, "shell/main.js")], outfile: join(outdir, "shell.js") });
  await bundle({ ...shared, entryPoints: [join(here, "shell/shell.css")], outfile: join(outdir, "shell.css") });
}

function licences(folder) {
  const texts = LICENSED.map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${readFileSync(join(modules, name, "LICENSE"), "utf8").trim()}\n`;
  });
  writeFileSync(join(folder, "licences.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

function digest(folder) {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  for (const file of files) hash.update(relative(folder, file)).update("\0").update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}
