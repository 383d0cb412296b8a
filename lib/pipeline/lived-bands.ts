import type { Policy } from "../thresholds/policy.ts";
import type { BlockPlaces } from "./block-places.ts";
import type { ReplayStretch } from "./policy-replay.ts";
import { type NotifyAt, type ReplayedThresholds, recordedThresholds } from "./replayed-thresholds.ts";

/** A version of the policy that was live, and how its thresholds were recorded to move. */
export interface LivedPolicy {
  readonly policy: Policy;
  readonly activeFrom: number;
  readonly moves: readonly NotifyAt[];
  readonly places: BlockPlaces;
}

interface LivedVersion {
  readonly from: number;
  readonly places: BlockPlaces;
  readonly thresholds: ReplayedThresholds;
}

interface LivedBandsOptions {
  /** In the order in which they took effect. */
  readonly versions: readonly LivedPolicy[];
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Judges stored scores again by the policy that was live when each was stored, recorded moves of its thresholds included,
 * and holds the band against the stored one: proof that a replay says what happened.
 */
export class LivedBands {
  /** Events of the period under a version that is known. */
  compared = 0;
  /** Those whose stored band is another than the replay's. */
  different = 0;
  private readonly versions: readonly LivedVersion[];
  private at = -1;

  constructor(private readonly options: LivedBandsOptions) {
    this.versions = options.versions.map(({ policy, activeFrom, moves, places }) => ({
      from: activeFrom,
      places,
      thresholds: recordedThresholds(policy, moves),
    }));
  }

  /** Stretches come in offset order. */
  replay({ columns, first, from, to, receivedMs }: ReplayStretch): void {
    const { fromMs, toMs } = this.options;
    const { margin, band, detail } = columns;
    let version = this.versionAt(first + from);
    let next = this.versions[this.at + 1]?.from ?? Number.POSITIVE_INFINITY;
    let scopes = version?.places.scopes.of(columns);
    for (let row = from; row < to; row += 1) {
      if (first + row >= next) {
        version = this.versionAt(first + row);
        next = this.versions[this.at + 1]?.from ?? Number.POSITIVE_INFINITY;
        scopes = version?.places.scopes.of(columns);
      }
      const m = margin[row] ?? Number.NaN;
      if (version === undefined || Number.isNaN(m)) continue;
      const received = detail?.received[row] ?? receivedMs;
      if (!(received >= fromMs && received < toMs)) continue;
      version.thresholds.reach(first + row);
      this.compared += 1;
      let judged: number = version.thresholds.bandOf(m, scopes?.[row] ?? 0);
      if (judged !== 0 && version.places.exceptions.at(columns, row) !== 0) judged = 0;
      if (judged !== band[row]) this.different += 1;
    }
  }

  private versionAt(offset: number): LivedVersion | undefined {
    while ((this.versions[this.at + 1]?.from ?? Number.POSITIVE_INFINITY) <= offset) this.at += 1;
    return this.versions[this.at];
  }
}
