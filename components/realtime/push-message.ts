import { z } from "zod";
import { pushBodies } from "../../lib/contracts/live.ts";

const numbered = z.object({ number: z.number().int() });

/** A push message as it comes off the socket, parsed by its kind. */
export const pushMessageSchema = z.discriminatedUnion("kind", [
  numbered.extend({ kind: z.literal("scores"), body: pushBodies.scores }),
  numbered.extend({ kind: z.literal("buckets"), body: pushBodies.buckets }),
  numbered.extend({ kind: z.literal("threshold"), body: pushBodies.threshold }),
  numbered.extend({ kind: z.literal("alert"), body: pushBodies.alert }),
  numbered.extend({ kind: z.literal("flood"), body: pushBodies.flood }),
  numbered.extend({ kind: z.literal("policy"), body: pushBodies.policy }),
  numbered.extend({ kind: z.literal("spotCheck"), body: pushBodies.spotCheck }),
  numbered.extend({ kind: z.literal("changeRequest"), body: pushBodies.changeRequest }),
  numbered.extend({ kind: z.literal("ledger"), body: pushBodies.ledger }),
  numbered.extend({ kind: z.literal("response"), body: pushBodies.response }),
  numbered.extend({ kind: z.literal("killSwitch"), body: pushBodies.killSwitch }),
  numbered.extend({ kind: z.literal("responseSettings"), body: pushBodies.responseSettings }),
  numbered.extend({ kind: z.literal("record"), body: pushBodies.record }),
  numbered.extend({ kind: z.literal("model"), body: pushBodies.model }),
  numbered.extend({ kind: z.literal("stream"), body: pushBodies.stream }),
]);
export type Push = z.infer<typeof pushMessageSchema>;
