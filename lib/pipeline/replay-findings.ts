/** More findings than this are no longer told apart: they would fill the memory, and nobody reads so many alerts. */
const mostFindings = 500_000;

export interface FindingSoFar {
  /** Place of its severity among the names, the highest of its events. */
  readonly severity: number;
  readonly band: 1 | 2 | 3;
}

const unpack = (code: number): FindingSoFar => {
  const band = code % 4;
  return { severity: Math.floor(code / 4), band: band === 3 ? 3 : band === 2 ? 2 : 1 };
};

/** Findings of a replay, each once a day, with the highest severity and band of their events: a number each. */
export class ReplayFindings {
  /** Whether there were more findings than are told apart. */
  overflowed = false;
  private readonly byDay = new Map<number, Map<number, number>>();
  private count = 0;

  /** False where the finding is not told apart any more. */
  note(day: number, key: number, { severity, band }: FindingSoFar): boolean {
    const known = this.byDay.get(day) ?? new Map<number, number>();
    this.byDay.set(day, known);
    const before = known.get(key);
    if (before === undefined) {
      if (this.count >= mostFindings) {
        this.overflowed = true;
        return false;
      }
      this.count += 1;
      known.set(key, severity * 4 + band);
      return true;
    }
    const sofar = unpack(before);
    if (severity > sofar.severity || band > sofar.band) {
      known.set(key, Math.max(severity, sofar.severity) * 4 + Math.max(band, sofar.band));
    }
    return true;
  }

  find(day: number, key: number): FindingSoFar | null {
    const code = this.byDay.get(day)?.get(key);
    return code === undefined ? null : unpack(code);
  }

  /** Days since the period began, oldest first, and the severities of their findings. */
  days(): { readonly day: number; readonly severities: readonly number[] }[] {
    return [...this.byDay]
      .sort(([a], [b]) => a - b)
      .map(([day, codes]) => ({ day, severities: [...codes.values()].map((code) => unpack(code).severity) }));
  }
}
