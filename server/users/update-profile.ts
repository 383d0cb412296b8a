import type { ProfilePatch } from "../../lib/contracts/session.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import type { App } from "../http/app.ts";

/** Changes what a person says about themselves. */
export function updateProfile(
  app: App,
  {
    principal,
    patch,
    actor,
  }: { readonly principal: UserPrincipal; readonly patch: ProfilePatch; readonly actor: Actor },
): Promise<{ readonly name: string }> {
  return app.db.$transaction(async (tx) => {
    const { name } = patch;
    await tx.user.update({ where: { id: principal.id }, data: { name } });
    await writeAudit(tx, {
      actor,
      action: "user.updateProfile",
      resource: `user:${principal.email}`,
      outcome: "success",
      before: { name: principal.name },
      after: { name },
    });
    return { name };
  });
}
