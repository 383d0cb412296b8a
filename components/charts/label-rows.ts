/**
 * The row of each label, 0 lowest, so that no label lies on another: the lowest that is free again at its left edge.
 * `lefts` ascend; every label is `width` wide, in the same unit.
 */
export function labelRows(lefts: readonly number[], width: number): number[] {
  const ends: number[] = [];
  return lefts.map((left) => {
    const free = ends.findIndex((end) => end <= left);
    const row = free === -1 ? ends.length : free;
    ends[row] = left + width;
    return row;
  });
}
