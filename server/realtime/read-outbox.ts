import { z } from "zod";
import type { Queryable } from "../db/pg.ts";
import { type OutboxMessage, outboxMessageSchema } from "./outbox-message.ts";

const headSchema = z.object({ epoch: z.string(), number: z.coerce.number().int() });
export type PushHead = z.infer<typeof headSchema>;

/** The last committed number and the epoch it counts in. */
export async function readHead(db: Queryable): Promise<PushHead> {
  const { rows } = await db.query({ text: "SELECT epoch, next - 1 AS number FROM push_head WHERE id = 1" });
  return headSchema.parse(rows[0]);
}

export interface OutboxPage {
  readonly messages: readonly OutboxMessage[];
  /** Number of the last row read, also where its message cannot be understood; null at the end of the outbox. */
  readonly last: number | null;
  /** Rows that no message can be made of: they are passed over, or they would stop all that come after them. */
  readonly unreadable: readonly number[];
}

function pageOf(rows: readonly { readonly number: string }[]): OutboxPage {
  const parsed = rows.map((row) => ({ number: Number(row.number), message: outboxMessageSchema.safeParse(row) }));
  return {
    messages: parsed.flatMap(({ message }) => (message.success ? [message.data] : [])),
    last: parsed.at(-1)?.number ?? null,
    unreadable: parsed.flatMap(({ number, message }) => (message.success ? [] : [number])),
  };
}

/** Messages after `after` in order; their numbers are dense and in commit order, so none can appear before them later. */
export async function readAfter(
  db: Queryable,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<OutboxPage> {
  const { rows } = await db.query<{ number: string }>({
    name: "outbox after",
    text: "SELECT number, room, kind, payload AS body FROM outbox WHERE number > $1 ORDER BY number LIMIT $2",
    values: [after, limit],
  });
  return pageOf(rows);
}

/** The last few `buckets` messages up to `number`, in order. */
export async function readBucketsUpTo(
  db: Queryable,
  { number, limit }: { readonly number: number; readonly limit: number },
): Promise<readonly OutboxMessage[]> {
  const { rows } = await db.query<{ number: string }>({
    text: `SELECT number, room, kind, payload AS body FROM outbox WHERE number <= $1 AND kind = 'buckets'
      ORDER BY number DESC LIMIT $2`,
    values: [number, limit],
  });
  return pageOf(rows.reverse()).messages;
}

/** The smallest number that the outbox still has; null when it is empty. */
export async function readOldest(db: Queryable): Promise<number | null> {
  const { rows } = await db.query<{ oldest: string | null }>({ text: "SELECT min(number) AS oldest FROM outbox" });
  const oldest = rows[0]?.oldest ?? null;
  return oldest === null ? null : Number(oldest);
}
