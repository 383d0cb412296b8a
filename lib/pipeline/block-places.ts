import { ExceptionEnds, exceptionTime, type PolicyException } from "../thresholds/policy-exception.ts";
import { type MatchedParts, ScopeMatcher } from "../thresholds/scope-matcher.ts";
import { KeptMasks } from "./kept-masks.ts";
import { blockLength, noEntity, type ScoreBlockColumns } from "./score-block-layout.ts";

/** The mask of scopes that an entity opens, by the halves of its id. */
export type EntityMask = (high: number, low: number) => number;

interface BlockMasksOptions {
  readonly parts: MatchedParts;
  readonly sourceNames: ReadonlyMap<number, string>;
  /** Asked only where a part asks for entities. */
  readonly entityMask: EntityMask;
}

/**
 * Which scopes, or exceptions, take the rows of stored blocks. As `RowScopes` for rows that are being scored: masks of
 * classes and sources are kept, and each entity of a block is asked for once.
 */
export class BlockMasks {
  readonly isEmpty: boolean;
  private readonly matcher: ScopeMatcher;
  private readonly masks: KeptMasks;
  private columns: ScoreBlockColumns | null = null;
  private entities: Int32Array | null = null;

  constructor(private readonly options: BlockMasksOptions) {
    this.matcher = new ScopeMatcher(options.parts);
    this.masks = new KeptMasks(this.matcher, options.sourceNames);
    this.isEmpty = this.matcher.isEmpty;
  }

  /** One bit each. */
  at(columns: ScoreBlockColumns, row: number): number {
    if (columns !== this.columns) this.begin(columns);
    const { matcher, entities } = this;
    const { source, detail } = columns;
    let mask = this.masks.of(detail?.classUid[row] ?? 0, source[row] ?? 0);
    mask &= matcher.hoursMask(detail?.time[row] ?? Number.NaN, detail?.received[row] ?? Number.NaN);
    if (mask === 0 || entities === null || detail === null) return mask & matcher.anyEntity;
    const asked =
      (entities[detail.user[row] ?? noEntity] ?? 0) |
      (entities[detail.host[row] ?? noEntity] ?? 0) |
      (entities[detail.src[row] ?? noEntity] ?? 0) |
      (entities[detail.dst[row] ?? noEntity] ?? 0);
    return mask & (matcher.anyEntity | asked);
  }

  /** Masks by place among the block's entities; none where no part asks for any. */
  private begin(columns: ScoreBlockColumns): void {
    this.columns = columns;
    this.entities = null;
    const { detail } = columns;
    if (!this.matcher.asksForGroups || detail === null) return;
    const { entityHigh, entityLow } = detail;
    const { entityMask } = this.options;
    const masks = new Int32Array(entityHigh.length);
    for (let place = 0; place < masks.length; place += 1) {
      masks[place] = entityMask(entityHigh[place] ?? 0, entityLow[place] ?? 0);
    }
    this.entities = masks;
  }
}

/** The scope of each row. Replays of policies that part the stream alike share one: each block is looked through once. */
export class BlockScopes {
  private readonly places = new Uint8Array(blockLength);
  private columns: ScoreBlockColumns | null = null;

  constructor(private readonly masks: BlockMasks) {}

  /** By row the place of its scope in the policy, from 1; 0 where none fits. Valid until another block is asked for. */
  of(columns: ScoreBlockColumns): Uint8Array {
    if (columns === this.columns || this.masks.isEmpty) return this.places;
    this.columns = columns;
    for (let row = 0; row < blockLength; row += 1) this.places[row] = ScopeMatcher.first(this.masks.at(columns, row));
    return this.places;
  }
}

/** The exception that covers a row which reached a band. */
export class BlockExceptions {
  private readonly ends: ExceptionEnds;

  constructor(
    exceptions: readonly Pick<PolicyException, "expiresAt">[],
    private readonly masks: BlockMasks,
  ) {
    this.ends = new ExceptionEnds(exceptions);
  }

  /** Its place in the policy, from 1; 0 where none covers the row. */
  at(columns: ScoreBlockColumns, row: number): number {
    const mask = this.masks.isEmpty ? 0 : this.masks.at(columns, row);
    if (mask === 0) return 0;
    const { time, received } = columns.detail ?? {};
    return this.ends.firstAt(mask, exceptionTime(time?.[row] ?? Number.NaN, received?.[row] ?? Number.NaN));
  }
}

/** Where the rows of stored blocks stand under a policy: in which scope, and under which exception. */
export interface BlockPlaces {
  readonly scopes: BlockScopes;
  readonly exceptions: BlockExceptions;
}
