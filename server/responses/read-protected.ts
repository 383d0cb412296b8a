import { hostname, networkInterfaces } from "node:os";
import { z } from "zod";
import { type ProtectedEntity, protectedEntitySchema } from "../../lib/contracts/playbooks.ts";
import { responseTargetKindSchema } from "../../lib/contracts/responses.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";

const recordSchema = z.object({
  id: z.number().int(),
  stream: z.number().int().nullable(),
  kind: responseTargetKindSchema,
  pattern: z.string(),
  reason: z.string(),
  addedBy: z.string(),
  addedAt: z.date(),
});

export const protectedColumns = `id, stream, kind, pattern, reason, added_by AS "addedBy", added_at AS "addedAt"`;

export function protectedEntity(row: Readonly<Record<string, unknown>> | undefined): ProtectedEntity {
  const { stream, addedAt, ...shown } = recordSchema.parse(row);
  return protectedEntitySchema.parse({
    ...shown,
    stream: stream === null ? null : streamName(stream),
    addedAt: addedAt.toISOString(),
    builtIn: false,
  });
}

interface BuiltIn {
  readonly kind: ProtectedEntity["kind"];
  readonly pattern: string;
  readonly reason: string;
}

/** What nobody may cut off: this machine, and addresses that stand for machines in general. */
function builtInProtection(): BuiltIn[] {
  const fixed: BuiltIn[] = [
    { kind: "address", pattern: "127.0.0.0/8", reason: "the machine itself" },
    { kind: "address", pattern: "::1/128", reason: "the machine itself" },
    { kind: "address", pattern: "0.0.0.0/8", reason: "no address of a machine" },
    { kind: "address", pattern: "255.255.255.255/32", reason: "all machines of a network" },
    { kind: "host", pattern: hostname(), reason: "the machine that Tideline runs on" },
  ];
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses
      .filter(({ internal }) => !internal)
      .map(({ address }): BuiltIn => ({ kind: "address", pattern: address, reason: "an address of Tideline's own" })),
  );
  return [...fixed, ...own];
}

/** The protected list of a stream: what comes with Tideline, then what people added, newest first. */
export async function readProtected(run: RunStatement, stream: number): Promise<ProtectedEntity[]> {
  const sql = `SELECT ${protectedColumns} FROM protected_entity WHERE stream = $1 OR stream IS NULL ORDER BY id DESC`;
  const { rows } = await run(sql, [stream]);
  const builtIn = builtInProtection().map((entry, index) => ({
    ...entry,
    // Below all that the database hands out: it is in no table.
    id: -1 - index,
    stream: null,
    addedBy: "system",
    addedAt: new Date(0).toISOString(),
    builtIn: true,
  }));
  return [...builtIn, ...rows.map(protectedEntity)];
}
