import { z } from "zod";
import { idParameterSchema, nameSchema, streamSchema } from "./common.ts";
import { executorKindSchema, reasonSchema, responseActionSchema, responseTargetKindSchema } from "./responses.ts";

// ---------------------------------------------------------------- executors

export const executorSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  name: z.string(),
  kind: executorKindSchema,
  enabled: z.boolean(),
  /** Manual proposals of the stream go through it unless another is named. */
  isDefault: z.boolean(),
  /** Of a webhook. Its secret is never returned. */
  url: z.string().nullable(),
  hasSecret: z.boolean(),
  /** The other side promises that the same action id twice does the same as once: only then is a call repeated. */
  idempotent: z.boolean(),
  version: z.number().int(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export type Executor = z.infer<typeof executorSchema>;
export const executorQuerySchema = z.object({ stream: streamSchema.default("main") });
export const executorListSchema = z.object({ items: z.array(executorSchema) });

/** The address stands in lists and in the record: whoever may read those would read a password in it. */
const webhookUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine(
    (text) => !/^https?:[\\/]*[^\\/?#]*@/i.test(text),
    "An address with a name or password in it is not taken: everybody who sees the executor would read them.",
  );
/** `whsec_` and base64 of 24 to 64 bytes, as Standard Webhooks writes it. Made for you and shown once if left out. */
const webhookSecret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/);
export const executorCreateSchema = z
  .object({
    stream: streamSchema,
    name: nameSchema(100),
    kind: z.enum(["webhook", "dry_run"]),
    url: webhookUrl.optional(),
    secret: webhookSecret.optional(),
    idempotent: z.boolean().default(false),
    isDefault: z.boolean().default(false),
    reason: reasonSchema,
  })
  .strict();
/** The one answer that holds a secret: the one that was made, null if it was given or there is none. */
export const executorCreatedSchema = executorSchema.extend({ secret: z.string().nullable() });
export const executorChangeSchema = z
  .object({
    basedOn: z.number().int(),
    name: nameSchema(100).optional(),
    enabled: z.boolean().optional(),
    isDefault: z.boolean().optional(),
    url: webhookUrl.optional(),
    secret: webhookSecret.optional(),
    idempotent: z.boolean().optional(),
    reason: reasonSchema,
  })
  .strict();
/** Asks the other side whether it hears us; nothing is done by it. */
export const executorProbeSchema = z.object({ ok: z.boolean(), detail: z.string(), ms: z.number() });

// ---------------------------------------------------------------- the demo's lab

export const demoStorySchema = z.enum(["ssh-guessing", "phishing", "exfiltration"]);
export const demoAttackSchema = z.object({ story: demoStorySchema }).strict();
export const demoAttackAnswerSchema = z.object({ id: z.number().int(), story: demoStorySchema });
export const demoLabQuerySchema = z.object({ after: idParameterSchema.optional() });
/** What holds in the lab network now, and which attacks were asked for after the one named. */
export const demoLabSchema = z.object({
  measures: z.array(
    z.object({ action: responseActionSchema, kind: responseTargetKindSchema, name: z.string(), since: z.string() }),
  ),
  attacks: z.array(z.object({ id: z.number().int(), story: demoStorySchema, at: z.string() })),
});
export type DemoLab = z.infer<typeof demoLabSchema>;
