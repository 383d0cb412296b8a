import type { InstanceSettings, InstanceSettingsPatch } from "../../lib/contracts/instance-settings.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { Sql } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { settingsOf } from "./read-settings.ts";

/** Changes what holds for the whole instance. A shorter session holds for the open ones too, at once. */
export function changeInstanceSettings(
  app: App,
  { patch, actor }: { readonly patch: InstanceSettingsPatch; readonly actor: Actor },
): Promise<InstanceSettings> {
  return app.db.$transaction(async (tx) => {
    await tx.$queryRaw(Sql.sql`SELECT 1 FROM instance_settings FOR UPDATE`);
    const before = settingsOf(await tx.instanceSettings.findUniqueOrThrow({ where: { id: 1 } }));
    const sessionHours = patch.sessionHours ?? before.sessionHours;
    const secondFactorRoles = patch.secondFactorRoles ?? before.secondFactorRoles;
    const after = settingsOf(
      await tx.instanceSettings.update({
        where: { id: 1 },
        data: { sessionHours, secondFactorRoles: [...secondFactorRoles], updatedAt: app.now(), updatedBy: actor.name },
      }),
    );
    await tx.$executeRaw(Sql.sql`
      UPDATE session SET expires_at = least(expires_at, updated_at + make_interval(hours => ${sessionHours}::int))`);
    await writeAudit(tx, {
      actor,
      action: "settings.update",
      resource: "settings",
      outcome: "success",
      before,
      after,
    });
    return after;
  });
}
