import type { PlaybookRule } from "../responses/match-playbook.ts";
import type { Policy } from "../thresholds/policy.ts";
import type { BlockPlaces } from "./block-places.ts";
import { marginSteps, stepOfMargin } from "./margin-histogram.ts";
import type { ReplayResponses } from "./replay-responses.ts";
import { ReplayTally } from "./replay-tally.ts";
import type { ReplayedThresholds } from "./replayed-thresholds.ts";
import { blockLength, type ScoreBlockColumns } from "./score-block-layout.ts";

export interface ReplayOptions {
  readonly policy: Policy;
  readonly thresholds: ReplayedThresholds;
  readonly places: BlockPlaces;
  readonly fromMs: number;
  readonly toMs: number;
  /** Asked about each event in a band. */
  readonly responses: Pick<ReplayResponses<PlaybookRule>, "ask">;
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
  constructor(private readonly options: ReplayOptions) {
    this.tally = new ReplayTally(options.policy, options.fromMs, options.responses);
    this.histograms = this.tally.scopes.map(() => new Float64Array(marginSteps));
  }

  /** Stretches come in offset order, each whole up to its end or the end of what is known. */
  replay(stretch: ReplayStretch): void {
    const { thresholds, places, fromMs, toMs } = this.options;
    const { columns, first, from, to } = stretch;
    const { margin, detail } = columns;
    const scopes = places.scopes.of(columns);
    for (let row = from; row < to; row += 1) {
      const m = margin[row] ?? Number.NaN;
      thresholds.reach(first + row);
      const receivedMs = detail?.received[row] ?? stretch.receivedMs;
      const isInside = receivedMs >= fromMs && receivedMs < toMs;
      if (Number.isNaN(m)) this.unscored += isInside ? 1 : 0;
      else {
        if (isInside) this.judge(stretch, row, scopes[row] ?? 0, receivedMs);
        thresholds.add(m);
      }
    }
  }

  /** The block of offsets is through. */
  closeBlock(isNewReference: boolean): void {
    this.options.thresholds.closeBlock(isNewReference);
  }

  private judge({ columns, first }: ReplayStretch, row: number, scope: number, receivedMs: number): void {
    const { thresholds, places } = this.options;
    const margin = columns.margin[row] ?? Number.NaN;
    const band = thresholds.bandOf(margin, scope);
    this.events += 1;
    const ofScope = this.tally.scopes[scope];
    if (ofScope !== undefined) ofScope.events += 1;
    const histogram = this.histograms[scope];
    if (histogram !== undefined) {
      const step = stepOfMargin(margin);
      histogram[step] = (histogram[step] ?? 0) + 1;
    }
    if (band === 0) return;
    const excepted = places.exceptions.at(columns, row);
    if (excepted !== 0) {
      this.tally.except(excepted - 1, receivedMs);
      return;
    }
    this.options.onFlagged?.(first + row);
    this.tally.flag({ columns, row, receivedMs, band, scope, notify: thresholds.notifyIn(scope) });
  }
}

/** Whether a block is through after the offset. */
export function endsBlock(offset: number): boolean {
  return (offset + 1) % blockLength === 0;
}
