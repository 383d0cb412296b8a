import type { ApiKeyCreate, ApiKeyRow } from "../../lib/contracts/keys.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { Database } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { hashKeySecret, keyPrefix, newKeySecret } from "./key-secret.ts";
import { apiKeyRow } from "./list-keys.ts";
import { readMakers } from "./read-makers.ts";

const defaultRecordsPerSecond = 10_000;

interface KeyIssue {
  readonly input: ApiKeyCreate;
  readonly actor: Actor;
  readonly now: Date;
}

function expiryOf({ input: { expiresAt }, now }: KeyIssue): Date | null {
  if (expiresAt === null || expiresAt === undefined) return null;
  const expiry = new Date(expiresAt);
  if (expiry > now) return expiry;
  const fields = [{ path: "body.expiresAt", message: "It lies in the past: the key would never work." }];
  throw new AppError("invalid_request", { detail: "Some fields are not valid.", fields });
}

/** Makes a key for an administrator. Its secret is in the answer and nowhere else. */
export async function issueKey(
  db: Database,
  issue: KeyIssue,
): Promise<{ readonly key: ApiKeyRow; readonly secret: string }> {
  const { input, actor } = issue;
  const expiresAt = expiryOf(issue);
  const secret = newKeySecret();
  return db.$transaction(async (tx) => {
    const stream = await tx.stream.findUniqueOrThrow({ where: { id: streamNumbers[input.stream] } });
    if (stream.removal !== null) {
      throw new AppError("unprocessable", { detail: `The stream ${input.stream} was removed: start it again first.` });
    }
    const made = await tx.apiKey.create({
      data: {
        stream: streamNumbers[input.stream],
        name: input.name,
        prefix: keyPrefix(secret),
        hash: Uint8Array.from(hashKeySecret(secret)),
        scopes: [...new Set(input.scopes)],
        loopbackOnly: input.loopbackOnly ?? false,
        recordsPerSecond: input.recordsPerSecond ?? defaultRecordsPerSecond,
        createdBy: actor.name,
        expiresAt,
      },
    });
    const makerOf = await readMakers(tx, [made.createdBy]);
    const key = apiKeyRow(made, makerOf(made.createdBy));
    await writeAudit(tx, { actor, action: "key.create", resource: `key:${key.id}`, outcome: "success", after: key });
    return { key, secret };
  });
}
