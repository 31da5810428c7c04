// Keeps the song that somebody reads, and goes on at it.
import { opening } from "/doc/2/opening.js";

const songs = [...document.querySelectorAll("section[id^='song-']")];
const EDGE = 0.4; // of the window's height: what begins above it is being read
const CALM = 150; // ms without scrolling
let at = 0;
let clock = 0;
let finished = false;

const atEnd = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 2;

const locatorOf = (index) => ({
  href: `#${songs[index].id}`,
  type: "text/html",
  title: songs[index].querySelector("h2").textContent,
  locations: { position: index + 1, totalProgression: atEnd() ? 1 : index / songs.length },
});

function read() {
  const above = songs.filter((song) => song.getBoundingClientRect().top < innerHeight * EDGE).length;
  const now = Math.max(0, above - 1);
  if (now === at && !atEnd()) return;
  at = now;
  opening.moved(locatorOf(at));
  if (atEnd() && !finished) opening.finished();
  finished ||= atEnd();
}

const start = opening.start;
const song = start && document.getElementById(start.href.slice(1));
if (song) {
  song.scrollIntoView();
  at = songs.indexOf(song);
}
addEventListener("scroll", () => {
  clearTimeout(clock);
  clock = setTimeout(read, CALM);
});
