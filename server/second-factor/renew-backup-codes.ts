import type { FactorProof } from "../../lib/contracts/second-factor.ts";
import { actorOf, writeAudit } from "../audit/write-audit.ts";
import type { App } from "../http/app.ts";
import { replaceBackupCodes } from "./enable-factor.ts";
import { type OwnRequest, requireBothProofs } from "./own-factor.ts";

/** New backup codes, by password and code; the old ones are worth nothing from then on. */
export async function renewBackupCodes(
  app: App,
  request: OwnRequest & { readonly input: FactorProof },
): Promise<string[]> {
  await requireBothProofs(app, request);
  const { id, email } = request.principal;
  return app.db.$transaction(async (tx) => {
    await writeAudit(tx, {
      actor: actorOf(request),
      action: "secondFactor.renewBackupCodes",
      resource: `user:${email}`,
      outcome: "success",
    });
    return replaceBackupCodes(app, tx, id);
  });
}
