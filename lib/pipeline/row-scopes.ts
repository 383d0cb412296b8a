import type { EventColumns } from "../event/columns.ts";
import { type MatchedParts, ScopeMatcher } from "../thresholds/scope-matcher.ts";
import { KeptMasks } from "./kept-masks.ts";

const unknown = -1;

/**
 * The scopes, or exceptions, of each row under the policy in force. Masks of classes and sources are kept as long as the policy, those
 * of entity names as long as the batch whose text indexes they are found by. Only a cache; it decides nothing.
 */
export class RowScopes {
  private matcher: ScopeMatcher;
  private masks: KeptMasks;
  private entities = new Int32Array(0);
  private columns: EventColumns | null = null;
  private names: ReadonlyMap<number, string> = new Map();

  constructor(parts: MatchedParts) {
    this.matcher = new ScopeMatcher(parts);
    this.masks = new KeptMasks(this.matcher, this.names);
  }

  /** Another policy holds: what was kept says nothing about it. */
  takeParts(parts: MatchedParts): void {
    this.matcher = new ScopeMatcher(parts);
    this.masks = new KeptMasks(this.matcher, this.names);
    this.columns = null;
  }

  /** Names of log sources by id. A source never changes its name, so this decides nothing either. */
  takeNames(names: ReadonlyMap<number, string>): void {
    this.names = names;
    this.masks.takeNames(names);
  }

  /** Which of them take the row, whose effective time is given: one bit each. `ScopeMatcher.first` is the first. */
  of(columns: EventColumns, row: number, timeMs: number): number {
    const { matcher } = this;
    if (matcher.isEmpty) return 0;
    const where = this.masks.of(columns.classUid[row] ?? 0, columns.source[row] ?? 0);
    const mask = where & matcher.hoursMask(timeMs, columns.received[row] ?? Number.NaN);
    if (mask === 0 || !matcher.asksForGroups) return mask & matcher.anyEntity;
    if (columns !== this.columns) this.begin(columns);
    const entities =
      matcher.anyEntity |
      this.entityMask(columns, columns.user[row] ?? 0) |
      this.entityMask(columns, columns.host[row] ?? 0) |
      this.entityMask(columns, columns.src[row] ?? 0) |
      this.entityMask(columns, columns.dst[row] ?? 0);
    return mask & entities;
  }

  private begin(columns: EventColumns): void {
    this.columns = columns;
    const { length } = columns.strings;
    if (this.entities.length < length) this.entities = new Int32Array(length * 2);
    this.entities.fill(unknown, 0, length);
  }

  private entityMask(columns: EventColumns, text: number): number {
    const known = this.entities[text] ?? unknown;
    if (known !== unknown) return known;
    const mask = this.matcher.entityMask(columns.strings[text] ?? "");
    this.entities[text] = mask;
    return mask;
  }
}
