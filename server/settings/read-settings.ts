import { z } from "zod";
import type { About, InstanceSettings } from "../../lib/contracts/instance-settings.ts";
import { roles } from "../../lib/contracts/permissions.ts";
import type { InstanceSettings as SettingsRow } from "../db/generated/client.ts";
import { apiVersion } from "../http/api-version.ts";
import type { App } from "../http/app.ts";
import { oidcRedirectUri } from "../oidc/oidc-settings.ts";

export function settingsOf({ sessionHours, secondFactorRoles, updatedAt, updatedBy }: SettingsRow): InstanceSettings {
  return {
    sessionHours,
    secondFactorRoles: z.array(z.enum(roles)).parse(secondFactorRoles),
    updatedAt: updatedAt.toISOString(),
    updatedBy,
  };
}

/** What administrators set for the whole instance. */
export async function readInstanceSettings(app: App): Promise<InstanceSettings> {
  return settingsOf(await app.db.instanceSettings.findUniqueOrThrow({ where: { id: 1 } }));
}

/** What the environment decides: shown, and changed by a restart. No secret is among it. */
export function readAbout({ settings }: App): About {
  const { publicUrl, retentionDays, retentionBytes, oidc } = settings;
  return {
    version: apiVersion,
    publicUrl,
    retentionDays,
    retentionBytes,
    oidc:
      oidc === null
        ? null
        : {
            name: oidc.name,
            issuer: oidc.issuer,
            roleClaim: oidc.roleClaim,
            roleMap: oidc.roleMap.map(({ claim, role }) => ({ claim, role })),
            defaultRole: oidc.defaultRole,
            redirectUri: oidcRedirectUri(publicUrl),
          },
  };
}
