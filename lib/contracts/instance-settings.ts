import { z } from "zod";
import { roles } from "./permissions.ts";

const sessionHoursSchema = z.number().int().min(1).max(168);

/** GET /api/v1/settings: what holds for the whole instance. */
export const instanceSettingsSchema = z.object({
  /** A session that is not used for this long ends. */
  sessionHours: sessionHoursSchema,
  /** Who has to have a second factor. */
  secondFactorRoles: z.array(z.enum(roles)),
  updatedAt: z.string(),
  updatedBy: z.string().nullable(),
});
export type InstanceSettings = z.infer<typeof instanceSettingsSchema>;

export const instanceSettingsPatchSchema = z
  .object({
    sessionHours: sessionHoursSchema.optional(),
    secondFactorRoles: z
      .array(z.enum(roles))
      .max(roles.length)
      .transform((chosen) => roles.filter((role) => chosen.includes(role)))
      .optional(),
  })
  .strict();
export type InstanceSettingsPatch = z.infer<typeof instanceSettingsPatchSchema>;

/** GET /api/v1/about: what this instance is and what its environment decides. */
export const aboutSchema = z.object({
  version: z.string(),
  publicUrl: z.string(),
  retentionDays: z.number(),
  retentionBytes: z.number(),
  oidc: z
    .object({
      name: z.string(),
      issuer: z.string(),
      roleClaim: z.string(),
      roleMap: z.array(z.object({ claim: z.string(), role: z.enum(roles) })),
      defaultRole: z.enum(roles).nullable(),
      redirectUri: z.string(),
    })
    .nullable(),
});
export type About = z.infer<typeof aboutSchema>;
