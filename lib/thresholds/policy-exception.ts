import { z } from "zod";
import { partIdSchema, partNameSchema, scopeMatchSchema } from "./policy-scope.ts";

/** An exception is agreed upon anew after this long, or ends. */
export const longestExceptionMs = 90 * 86_400_000;

/**
 * Events that are in no band although they reach one: for a reason, until a moment. They are scored, stored and counted
 * as ever, and teach the detectors as little as what is flagged, so that scores are the same with and without it.
 */
export const policyExceptionSchema = z.object({
  id: partIdSchema,
  name: partNameSchema,
  /** As of a scope; or else names of users, hosts or addresses, any of which the event has. */
  match: scopeMatchSchema.extend({ entities: z.array(z.string().trim().min(1).max(256)).max(50).default([]) }),
  /** Empty in a draft at most. */
  reason: z.string().trim().max(1000),
  expiresAt: z.iso.datetime(),
});
export type PolicyException = z.infer<typeof policyExceptionSchema>;

/**
 * The moment (ms) by which an event is held against the end of an exception: its own time or that of its receipt, whichever
 * is later. Nobody slips under an exception that has ended by stating an earlier time.
 */
export function exceptionTime(timeMs: number, receivedMs: number): number {
  return receivedMs > timeMs ? receivedMs : timeMs;
}

/** Ends of exceptions, by place, laid out for asking once an event that reached a band. */
export class ExceptionEnds {
  private readonly ends: Float64Array;

  constructor(exceptions: readonly Pick<PolicyException, "expiresAt">[]) {
    this.ends = Float64Array.from(exceptions, ({ expiresAt }) => Date.parse(expiresAt));
  }

  /** The place, from 1, of the first exception of the mask that has not ended at the moment; 0 where none holds. */
  firstAt(mask: number, atMs: number): number {
    for (let left = mask; left !== 0; left &= left - 1) {
      const place = 31 - Math.clz32(left & -left);
      if ((this.ends[place] ?? 0) > atMs) return place + 1;
    }
    return 0;
  }
}
