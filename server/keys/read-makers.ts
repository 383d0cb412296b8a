import { keyMakerSchema } from "../../lib/contracts/keys.ts";
import type { KeyMaker } from "../../lib/contracts/permissions.ts";
import type { Database, Transaction } from "../db/prisma.ts";

/** What those who made keys are now, by the name that the key keeps; null for a name that is no person's. */
export async function readMakers(
  db: Database | Transaction,
  names: readonly string[],
): Promise<(name: string) => KeyMaker> {
  const people = await db.user.findMany({
    where: { email: { in: [...new Set(names)] } },
    select: { email: true, role: true, disabled: true },
  });
  const makers = new Map(
    people.map(({ email, role, disabled }) => [email, keyMakerSchema.parse(disabled ? "disabled" : role)]),
  );
  return (name) => makers.get(name) ?? null;
}
