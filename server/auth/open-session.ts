import type { SignInMethod } from "../../lib/contracts/session.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { Transaction } from "../db/prisma.ts";
import { insertSession } from "./session-store.ts";

export interface SessionOpening {
  readonly user: { readonly id: string; readonly email: string };
  readonly method: SignInMethod;
  readonly headers: Headers;
  readonly address: string;
  readonly requestId: string;
}

/** Makes the session and its entry in the record; answers its token. */
export async function openSession(tx: Transaction, opening: SessionOpening): Promise<string> {
  const { user, method, headers, address, requestId } = opening;
  const token = await insertSession(tx, { userId: user.id, method, address, userAgent: headers.get("user-agent") });
  await writeAudit(tx, {
    actor: { kind: "user", name: user.email, address, requestId },
    action: "session.create",
    resource: `user:${user.email}`,
    outcome: "success",
    after: { method },
  });
  return token;
}
