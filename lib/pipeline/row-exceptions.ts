import type { EventColumns } from "../event/columns.ts";
import type { Policy } from "../thresholds/policy.ts";
import { ExceptionEnds, exceptionTime } from "../thresholds/policy-exception.ts";
import { partsOfExceptions } from "../thresholds/scope-matcher.ts";
import { RowScopes } from "./row-scopes.ts";

/** The exception that covers a row which reached a band, under the policy in force. Only a cache; it decides nothing. */
export class RowExceptions {
  private readonly rows: RowScopes;
  private ends: ExceptionEnds;

  constructor(policy: Policy) {
    this.rows = new RowScopes(partsOfExceptions(policy));
    this.ends = new ExceptionEnds(policy.exceptions);
  }

  takePolicy(policy: Policy): void {
    this.rows.takeParts(partsOfExceptions(policy));
    this.ends = new ExceptionEnds(policy.exceptions);
  }

  takeNames(names: ReadonlyMap<number, string>): void {
    this.rows.takeNames(names);
  }

  /** Its place in the policy, from 1; 0 where none covers the row, whose effective time is given. */
  of(columns: EventColumns, row: number, timeMs: number): number {
    const mask = this.rows.of(columns, row, timeMs);
    return mask === 0 ? 0 : this.ends.firstAt(mask, exceptionTime(timeMs, columns.received[row] ?? Number.NaN));
  }
}
