import type { Policy } from "../thresholds/policy.ts";
import { ScopeMatcher } from "../thresholds/scope-matcher.ts";
import { marginSteps, stepOfMargin } from "./margin-histogram.ts";
import { ReplayTally } from "./replay-tally.ts";
import type { ReplayedThresholds } from "./replayed-thresholds.ts";
import { blockLength, noEntity, type ScoreBlockColumns } from "./score-block-layout.ts";

/** The mask of scopes that an entity opens, by the halves of its id. */
export type EntityMask = (high: number, low: number) => number;

export interface ReplayOptions {
  readonly policy: Policy;
  readonly thresholds: ReplayedThresholds;
  readonly sourceNames: ReadonlyMap<number, string>;
  /** Asked only where a scope of the policy asks for a group. */
  readonly entityMask: EntityMask;
  readonly fromMs: number;
  readonly toMs: number;
  /** From this offset on the policy was live: what it leads to there is held against what was stored. */
  readonly liveFrom: number;
  /** Hears of each event in a band, by its offset. */
  readonly onFlagged?: (offset: number) => void;
}

/** Part of the log whose scores are known: rows [from, to) of the columns, row 0 being the offset `first`. */
export interface ReplayStretch {
  readonly first: number;
  readonly from: number;
  readonly to: number;
  readonly columns: ScoreBlockColumns;
  /** Where rows do not know when they were received. */
  readonly receivedMs: number;
}

/**
 * Goes through stored scores again under a policy, with the code that judges live: matcher of scopes, bands, estimate
 * of `notify`, severity. The scores themselves stay as they are: what a policy flags teaches the detectors less, which
 * a replay does not repeat.
 */
export class PolicyReplay {
  readonly tally: ReplayTally;
  /** Margins of the period by scope, in steps of `marginStep`. */
  readonly histograms: readonly Float64Array[];
  events = 0;
  unscored = 0;
  /** Events while the policy was live, and those of them whose stored band is another. */
  compared = 0;
  different = 0;
  private readonly matcher: ScopeMatcher;
  private readonly classes = new Map<number, number>();
  private readonly sources = new Map<number, number>();

  constructor(private readonly options: ReplayOptions) {
    this.matcher = new ScopeMatcher(options.policy);
    this.tally = new ReplayTally(options.policy, options.fromMs);
    this.histograms = this.tally.scopes.map(() => new Float64Array(marginSteps));
  }

  /** Stretches come in offset order, each whole up to its end or the end of what is known. */
  replay(stretch: ReplayStretch): void {
    const { thresholds, fromMs, toMs } = this.options;
    const { columns, first, from, to } = stretch;
    const { margin, detail } = columns;
    const masks = this.entityMasks(columns);
    for (let row = from; row < to; row += 1) {
      const m = margin[row] ?? Number.NaN;
      thresholds.reach(first + row);
      const receivedMs = detail?.received[row] ?? stretch.receivedMs;
      const isInside = receivedMs >= fromMs && receivedMs < toMs;
      if (Number.isNaN(m)) this.unscored += isInside ? 1 : 0;
      else {
        if (isInside) this.judge(stretch, row, { margin: m, receivedMs, masks });
        thresholds.add(m);
      }
    }
  }

  /** The block of offsets is through. */
  closeBlock(isNewReference: boolean): void {
    this.options.thresholds.closeBlock(isNewReference);
  }

  private judge(
    { columns, first }: ReplayStretch,
    row: number,
    { margin, receivedMs, masks }: { margin: number; receivedMs: number; masks: Int32Array | null },
  ): void {
    const { thresholds, liveFrom } = this.options;
    const scope = this.scopeAt(columns, row, masks);
    const band = thresholds.bandOf(margin, scope);
    this.events += 1;
    const ofScope = this.tally.scopes[scope];
    if (ofScope !== undefined) ofScope.events += 1;
    const histogram = this.histograms[scope];
    if (histogram !== undefined) {
      const step = stepOfMargin(margin);
      histogram[step] = (histogram[step] ?? 0) + 1;
    }
    if (first + row >= liveFrom) {
      this.compared += 1;
      if (band !== columns.band[row]) this.different += 1;
    }
    if (band === 0) return;
    this.options.onFlagged?.(first + row);
    this.tally.flag({ columns, row, receivedMs, band, scope, notify: thresholds.notifyIn(scope) });
  }

  private scopeAt({ source, detail }: ScoreBlockColumns, row: number, masks: Int32Array | null): number {
    const { matcher } = this;
    if (matcher.isEmpty) return 0;
    const mask = this.classMask(detail?.classUid[row] ?? 0) & this.sourceMask(source[row] ?? 0);
    if (masks === null || detail === null) return ScopeMatcher.first(mask & matcher.anyEntity);
    const of = (place: number | undefined) => masks[place ?? noEntity] ?? 0;
    const { user, host, src, dst } = detail;
    return ScopeMatcher.first(mask & (matcher.anyEntity | of(user[row]) | of(host[row]) | of(src[row]) | of(dst[row])));
  }

  /** Masks by place among the block's entities; null where no scope asks for a group. */
  private entityMasks({ detail }: ScoreBlockColumns): Int32Array | null {
    if (!this.matcher.asksForGroups || detail === null) return null;
    const { entityHigh, entityLow } = detail;
    return Int32Array.from(entityHigh, (high, place) => this.options.entityMask(high, entityLow[place] ?? 0));
  }

  private classMask(uid: number): number {
    const known = this.classes.get(uid) ?? this.matcher.classMask(uid);
    this.classes.set(uid, known);
    return known;
  }

  private sourceMask(id: number): number {
    const known = this.sources.get(id) ?? this.matcher.sourceMask(this.options.sourceNames.get(id) ?? "");
    this.sources.set(id, known);
    return known;
  }
}

/** Whether a block is through after the offset. */
export function endsBlock(offset: number): boolean {
  return (offset + 1) % blockLength === 0;
}
