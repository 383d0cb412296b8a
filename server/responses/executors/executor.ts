import type { StreamName } from "../../../lib/contracts/common.ts";
import type { ResponseAction, ResponseTarget } from "../../../lib/responses/words.ts";

/** What an executor is asked to do, and what it knows it by. */
export interface Order {
  /** The same in every call about one response: a receiver counts and finds by it. */
  readonly actionId: string;
  readonly responseId: number;
  /** The stream's number in the database, and its name. */
  readonly stream: number;
  readonly streamName: StreamName;
  readonly action: ResponseAction;
  readonly target: ResponseTarget;
  readonly reason: string;
  readonly leaseSeconds: number;
}

export type Outcome =
  | { readonly kind: "done"; readonly detail: string }
  /** It was not done and will not be. */
  | { readonly kind: "refused"; readonly detail: string }
  /** No answer, or one that says nothing: it may have been done. */
  | { readonly kind: "unknown"; readonly detail: string };

/** Whether the measure holds on the other side at this moment. */
export interface Reading {
  readonly holds: "yes" | "no" | "unknown";
  readonly detail: string;
}

/** What carries out responses, whatever it is. No call throws for what the other side does. */
export interface Executor {
  /** A second call with the same action id does the same as one. Only then is a call repeated. */
  readonly idempotent: boolean;
  /** Nothing is really done: the response ends as a dry run. */
  readonly pretends: boolean;
  execute(order: Order): Promise<Outcome>;
  undo(order: Order): Promise<Outcome>;
  /** After a crash: whether the execution took place. */
  probe(order: Order): Promise<Reading>;
  /** After an undo: whether it still holds. */
  verify(order: Order): Promise<Reading>;
  /** Whether the other side hears us; does nothing. */
  test(): Promise<{ readonly ok: boolean; readonly detail: string }>;
}

/** No call takes longer: when so much time has passed, what was not done will not be done. */
export const longestCallMs = 10_000;
