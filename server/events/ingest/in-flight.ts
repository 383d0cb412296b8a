import { IdempotencyConflictError } from "../../event-log/append-errors.ts";
import type { AppendResult, ReceiptKey } from "../../event-log/append-job.ts";

/** Requests with an Idempotency-Key that are being worked on by this process. */
export interface InFlight {
  /** Runs `work`, or waits for the request with the same key that came first and gives its answer again. */
  once(receipt: ReceiptKey, work: () => Promise<AppendResult>): Promise<AppendResult>;
}

export function createInFlight(): InFlight {
  const running = new Map<string, { readonly bodyDigest: Buffer; readonly result: Promise<AppendResult> }>();
  return {
    async once(receipt, work) {
      const name = `${receipt.keyId} ${receipt.idempotencyKey}`;
      const first = running.get(name);
      if (first !== undefined) {
        if (!first.bodyDigest.equals(receipt.bodyDigest)) throw new IdempotencyConflictError();
        const { answer } = await first.result;
        return { answer, replayed: true };
      }
      const result = work();
      running.set(name, { bodyDigest: receipt.bodyDigest, result });
      try {
        return await result;
      } finally {
        running.delete(name);
      }
    },
  };
}
