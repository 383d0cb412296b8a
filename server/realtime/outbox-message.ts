import { z } from "zod";
import { pushBodies } from "../../lib/contracts/live.ts";

const placed = z.object({ number: z.coerce.number().int(), room: z.string() });

/** A row of the outbox, its payload parsed by its kind. */
export const outboxMessageSchema = z.discriminatedUnion("kind", [
  placed.extend({ kind: z.literal("scores"), body: pushBodies.scores }),
  placed.extend({ kind: z.literal("buckets"), body: pushBodies.buckets }),
  placed.extend({ kind: z.literal("threshold"), body: pushBodies.threshold }),
  placed.extend({ kind: z.literal("alert"), body: pushBodies.alert }),
  placed.extend({ kind: z.literal("flood"), body: pushBodies.flood }),
  placed.extend({ kind: z.literal("policy"), body: pushBodies.policy }),
  placed.extend({ kind: z.literal("spotCheck"), body: pushBodies.spotCheck }),
  placed.extend({ kind: z.literal("changeRequest"), body: pushBodies.changeRequest }),
  placed.extend({ kind: z.literal("ledger"), body: pushBodies.ledger }),
  placed.extend({ kind: z.literal("response"), body: pushBodies.response }),
  placed.extend({ kind: z.literal("killSwitch"), body: pushBodies.killSwitch }),
  placed.extend({ kind: z.literal("responseSettings"), body: pushBodies.responseSettings }),
  placed.extend({ kind: z.literal("record"), body: pushBodies.record }),
  placed.extend({ kind: z.literal("model"), body: pushBodies.model }),
  placed.extend({ kind: z.literal("stream"), body: pushBodies.stream }),
]);
export type OutboxMessage = z.infer<typeof outboxMessageSchema>;
export type MessageOf<K extends OutboxMessage["kind"]> = Extract<OutboxMessage, { readonly kind: K }>;
