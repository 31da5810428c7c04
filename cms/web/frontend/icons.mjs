// Writes cms/web/icons/phosphor.json, the committed set of icons: `node cms/web/frontend/icons.mjs`.
// Icons of types outside this list fall back to "file-text"; the list is wide so that a plugin finds its own.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "../../../node_modules/@phosphor-icons/core/assets");

// Icons that a resource type may declare: regular for big marks, fill for small ones, bold in buttons.
const types = `book book-open book-open-text headphones chalkboard-teacher film-strip images newspaper microscope file-text
  books notebook article scroll feather music-notes microphone-stage vinyl-record radio waveform video television-simple
  monitor-play slideshow presentation-chart chalkboard graduation-cap student exam puzzle-piece game-controller flask atom
  globe-hemisphere-east map-trifold compass path mountains leaf plant tree paint-brush palette camera image film-reel
  cube globe link browser file-pdf file-audio file-video file-image chart-line table mask-happy megaphone quotes translate
  calculator ruler dna planet rocket-launch hand-heart lightbulb trophy chats-circle identification-card archive package`
  .split(/\s+/);
// Icons of the pages themselves.
const controls = `arrow-clockwise arrow-counter-clockwise arrow-left arrow-right arrow-up-right bookmark-simple caret-down caret-left caret-right check check-circle
  clock closed-captioning download-simple eye house info list list-bullets magnifying-glass minus paper-plane-tilt pause pencil-simple play plus question
  corners-out shuffle sign-in sign-out sliders-horizontal speaker-high text-aa text-align-left trash user user-circle users warning-circle wifi-slash x
  x-circle calendar-blank circle-half chart-bar gear upload-simple spinner`.split(/\s+/);

const shape = (name, weight) => {
  const file = join(assets, weight, weight === "regular" ? `${name}.svg` : `${name}-${weight}.svg`);
  return readFileSync(file, "utf8").replace(/^<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
};

const icons = {};
for (const name of [...new Set([...types, ...controls])].sort()) {
  icons[name] = Object.fromEntries(["regular", "bold", "fill"].map((weight) => [weight, shape(name, weight)]));
}
writeFileSync(join(here, "../icons/phosphor.json"), `${JSON.stringify(icons, null, 0).replaceAll('},"', '},\n"')}\n`);
