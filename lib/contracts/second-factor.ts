import { z } from "zod";
import { factorCodeSchema } from "./session.ts";

/** GET /api/v1/session/second-factor. */
export const secondFactorSchema = z.object({
  enabled: z.boolean(),
  since: z.string().nullable(),
  backupCodesLeft: z.number().int(),
  /** By the settings, for the person's role. */
  required: z.boolean(),
  /** Without a password of Tideline, the identity provider asks for the second factor. */
  available: z.boolean(),
});
export type SecondFactorState = z.infer<typeof secondFactorSchema>;

const passwordSchema = z.string().min(1).max(128);

/** POST .../second-factor/setup: a new secret, not in force before a code of it is given. */
export const factorSetupSchema = z.object({ password: passwordSchema }).strict();
export const factorSecretSchema = z.object({
  /** Base32, to be typed where no picture can be taken. */
  secret: z.string(),
  /** otpauth://, for the picture. */
  uri: z.string(),
});

/** POST .../second-factor: puts the secret in force. */
export const factorEnableSchema = z.object({ code: factorCodeSchema }).strict();
/** Each works once; they are in this answer and nowhere else. */
export const backupCodesSchema = z.object({ backupCodes: z.array(z.string()) });

/** POST .../second-factor/disable and .../backup-codes: the password and a code, as at sign-in. */
export const factorProofSchema = z.object({ password: passwordSchema, code: factorCodeSchema }).strict();
export type FactorProof = z.infer<typeof factorProofSchema>;
