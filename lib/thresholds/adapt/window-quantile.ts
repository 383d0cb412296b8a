/**
 * The latest scores of a ring, and the threshold above which a given share of them lies: simple, and moved at will by
 * whoever sends enough. Kept to compare with, and for streams that nobody can write to.
 */
export class WindowQuantile {
  private readonly ring: Float64Array;
  private written = 0;

  constructor(length: number) {
    this.ring = new Float64Array(length);
  }

  add(score: number): void {
    this.ring[this.written % this.ring.length] = score;
    this.written += 1;
  }

  /**
   * The ceil((1 - share)(n + 1))-th smallest of the n scores (split conformal): Infinity where there is none or share
   * <= 0, -Infinity where share >= 1. O(n log n).
   */
  threshold(share: number): number {
    const size = Math.min(this.written, this.ring.length);
    const rank = Math.ceil((1 - share) * (size + 1));
    if (share <= 0 || rank > size) return Infinity;
    if (share >= 1 || rank < 1) return -Infinity;
    return this.ring.slice(0, size).sort()[rank - 1] ?? Infinity;
  }
}
