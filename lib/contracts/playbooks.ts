import { z } from "zod";
import { targetRoles } from "../responses/words.ts";
import { askedForSchema } from "./change-requests.ts";
import { smallIdSchema, streamSchema } from "./common.ts";
import { leaseSecondsSchema, reasonSchema, responseActionSchema, responseTargetKindSchema } from "./responses.ts";

// ---------------------------------------------------------------- playbooks

/** Which alerts, all conditions together; an empty list means any. */
export const playbookMatchSchema = z
  .object({
    /** The band from which on it acts. */
    fromBand: z.enum(["notify", "approve", "auto"]),
    /** Families of the worst event's class: authentication, process, email, ... */
    families: z.array(z.string().max(40)).max(20),
    /** ATT&CK ids; `T1110` also means `T1110.001`. */
    techniques: z
      .array(z.string().regex(/^T\d{4}(\.\d{3})?$/, "An ATT&CK technique is like T1110 or T1110.001."))
      .max(50),
    /** Lead detectors. */
    detectors: z.array(z.string().max(60)).max(20),
    /** Names or CIDR blocks that the target has to be in; `*` stands for any characters. */
    entities: z.array(z.string().min(1).max(200)).max(100),
  })
  .strict();
export type PlaybookMatch = z.infer<typeof playbookMatchSchema>;

export const playbookBodySchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    description: z.string().trim().max(1000),
    enabled: z.boolean(),
    match: playbookMatchSchema,
    action: responseActionSchema,
    /** Which entity of the alert it acts on. */
    targetRole: z.enum(targetRoles),
    executorId: smallIdSchema,
    leaseSeconds: leaseSecondsSchema,
    /** Undecided for so long means no. */
    decideWithinSeconds: z.number().int().min(60).max(86_400),
    /** In the auto band nobody is asked. Off unless somebody sets it. */
    automatic: z.boolean(),
    budget: z
      .object({
        /** Of this action in this stream at the same time. */
        maxActive: z.number().int().min(1).max(10_000),
        maxPerHour: z.number().int().min(1).max(10_000),
      })
      .strict(),
  })
  .strict();
export type PlaybookBody = z.infer<typeof playbookBodySchema>;

export const playbookSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  version: z.number().int(),
  body: playbookBodySchema,
  author: z.string(),
  reason: z.string(),
  updatedAt: z.string(),
  /** Proposals of the last 7 days, and how many of them were approved. */
  proposed: z.number().int(),
  approved: z.number().int(),
});
export type Playbook = z.infer<typeof playbookSchema>;
export const playbookQuerySchema = z.object({ stream: streamSchema.default("main") });
export const playbookListSchema = z.object({ items: z.array(playbookSchema) });
export const playbookDetailSchema = playbookSchema.extend({
  /** Newest first. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      body: playbookBodySchema,
      author: z.string(),
      reason: z.string(),
      at: z.string(),
    }),
  ),
});
export const playbookCreateSchema = z
  .object({ stream: streamSchema, body: playbookBodySchema, reason: reasonSchema })
  .strict();
/** What came of adding or changing one; with 202 the request that a second person decides on, as it loosens. */
export const playbookAnswerSchema = z.union([playbookSchema, askedForSchema]);
export type PlaybookAnswer = z.infer<typeof playbookAnswerSchema>;
/** `basedOn` guards against overwriting a version not seen: 409 with the current playbook. */
export const playbookChangeSchema = z
  .object({ basedOn: z.number().int(), body: playbookBodySchema, reason: reasonSchema })
  .strict();

// ---------------------------------------------------------------- protected list

export const protectedEntitySchema = z.object({
  id: z.number().int(),
  /** Null protects it in every stream. */
  stream: streamSchema.nullable(),
  kind: responseTargetKindSchema,
  /** A name, a name with `*`, or a CIDR block for addresses. */
  pattern: z.string(),
  reason: z.string(),
  addedBy: z.string(),
  addedAt: z.string(),
  /** Comes with Tideline (loopback and the like) and cannot be removed. */
  builtIn: z.boolean(),
});
export type ProtectedEntity = z.infer<typeof protectedEntitySchema>;
/** What came of taking an entry off the list; with 202 the request that a second person decides on. */
export const protectedRemovedSchema = z.union([protectedEntitySchema, askedForSchema]);
export type ProtectedRemoved = z.infer<typeof protectedRemovedSchema>;
export const protectedListSchema = z.object({ items: z.array(protectedEntitySchema) });
export const protectedCreateSchema = z
  .object({
    stream: streamSchema.nullable(),
    kind: responseTargetKindSchema,
    pattern: z.string().trim().min(1).max(200),
    reason: reasonSchema,
  })
  .strict();
