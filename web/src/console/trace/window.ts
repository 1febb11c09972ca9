// Which rows are seen, where rows have different heights.

/** Where each row begins; one more at the end, for the whole. */
export function beginnings<One>(all: readonly One[], height: (one: One) => number): Float64Array {
  const tops = new Float64Array(all.length + 1);
  let sum = 0;
  all.forEach((one, at) => {
    tops[at] = sum;
    sum += height(one);
  });
  tops[all.length] = sum;
  return tops;
}

/** The row at a height: the last that begins at or above it. */
export function rowAt(tops: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where to scroll to for a row to be seen whole; null where it is. */
export function revealed(
  tops: Float64Array,
  at: number,
  seen: { top: number; height: number },
  centre: boolean,
): number | null {
  const from = tops[at] ?? 0;
  const to = tops[at + 1] ?? from;
  if (from >= seen.top && to <= seen.top + seen.height) return null;
  if (centre) return Math.max(0, from - (seen.height - (to - from)) / 2);
  return from < seen.top ? from : to - seen.height;
}
