// Stretches of a recording, in seconds.
const MOST = 200;
const NEAR = 0.5; // seconds between two intervals that are one

/** Intervals in order, those that touch made one. */
export function union(intervals) {
  const sorted = intervals.filter(([from, to]) => to > from).sort(([a], [b]) => a - b);
  const joined = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1] + NEAR) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined.slice(-MOST);
}
