import { z } from "zod";
import { idParameterSchema, pageOf, smallIdSchema, streamSchema } from "./common.ts";
import {
  evidenceHashSchema,
  leaseSecondsSchema,
  reasonSchema,
  responseActionSchema,
  responseRowSchema,
  responseTabSchema,
  responseTargetKindSchema,
} from "./responses.ts";

// ---------------------------------------------------------------- lists

export const responseQuerySchema = z.object({
  stream: streamSchema.default("main"),
  tab: responseTabSchema.default("pending"),
  /** Comma-separated. */
  state: z.string().optional(),
  action: z.string().optional(),
  alert: idParameterSchema.optional(),
  /** Part of the target's name or of the alert's title. */
  q: z.string().max(200).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ResponseQuery = z.infer<typeof responseQuerySchema>;

export const responseCountsSchema = z.object({
  pending: z.number().int(),
  active: z.number().int(),
  /** What waits for a person: awaiting_approval + unknown + rollback_failed. The badge. */
  needsPerson: z.number().int(),
});
export type ResponseCounts = z.infer<typeof responseCountsSchema>;

/** Newest first. */
export const responsePageSchema = pageOf(responseRowSchema).extend({ counts: responseCountsSchema });

// ---------------------------------------------------------------- decisions

export const responseProposeSchema = z
  .object({
    alertId: z.number().int(),
    action: responseActionSchema,
    target: z.object({ kind: responseTargetKindSchema, name: z.string().min(1).max(500) }).strict(),
    leaseSeconds: leaseSecondsSchema.optional(),
    /** The stream's default executor unless named. */
    executorId: smallIdSchema.optional(),
    reason: reasonSchema,
  })
  .strict();
export type ResponsePropose = z.infer<typeof responseProposeSchema>;

/** `evidenceHash` is what the person saw. */
export const responseApproveSchema = z
  .object({ evidenceHash: evidenceHashSchema, reason: reasonSchema.optional() })
  .strict();

/** Nothing is done (rejected), or something else about the same alert, approved by who overrides. */
export const responseOverrideSchema = z
  .object({
    evidenceHash: evidenceHashSchema,
    reason: reasonSchema,
    decision: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("nothing") }).strict(),
      z
        .object({
          kind: z.literal("replace"),
          action: responseActionSchema,
          target: z.object({ kind: responseTargetKindSchema, name: z.string().min(1).max(500) }).strict(),
          leaseSeconds: leaseSecondsSchema,
          executorId: smallIdSchema.optional(),
        })
        .strict(),
    ]),
  })
  .strict();
export type ResponseOverride = z.infer<typeof responseOverrideSchema>;
export const responseOverriddenSchema = z.object({
  overridden: responseRowSchema,
  replacement: responseRowSchema.nullable(),
});

export const responseReasonSchema = z.object({ reason: reasonSchema }).strict();
/** The lease then ends `leaseSeconds` from now. */
export const responseExtendSchema = z.object({ leaseSeconds: leaseSecondsSchema, reason: reasonSchema }).strict();
/** What a person found out: of an unknown response whether it was done, of a failed undo whether it is undone by now. */
export const responseSettleSchema = z.object({ outcome: z.enum(["done", "not_done"]), reason: reasonSchema }).strict();

export const responseBulkSchema = z
  .object({ ids: z.array(z.number().int()).min(1).max(200), do: z.enum(["undo", "cancel"]), reason: reasonSchema })
  .strict();
export const responseBulkAnswerSchema = z.object({
  changed: z.array(responseRowSchema),
  refused: z.array(z.object({ id: z.number().int(), reason: z.string() })),
});

// ---------------------------------------------------------------- kill switch

export const killSwitchSchema = z.object({
  on: z.boolean(),
  /** Who moved it last, when and why; null if nobody ever did. */
  by: z.string().nullable(),
  at: z.string().nullable(),
  reason: z.string().nullable(),
  /** Set when it went on: what it stopped before it began, and what it is undoing. */
  stopped: z.number().int(),
  rollingBack: z.number().int(),
});
export type KillSwitch = z.infer<typeof killSwitchSchema>;
/** `rollBack`: also undo all that is active now, in every stream. */
export const killSwitchOnSchema = z.object({ reason: reasonSchema, rollBack: z.boolean().default(false) }).strict();

export const responseSummaryQuerySchema = z.object({ stream: streamSchema.default("main") });
/** What the top bar shows. */
export const responseSummarySchema = z.object({ counts: responseCountsSchema, killSwitch: killSwitchSchema });

// ---------------------------------------------------------------- push

/** Bodies of the messages in room `responses`. */
export const responsePushBodies = {
  response: z.object({
    stream: streamSchema,
    /** The step that was taken, as in responseStep.event. */
    change: z.string(),
    response: responseRowSchema,
    counts: responseCountsSchema,
  }),
  killSwitch: killSwitchSchema,
  responseSettings: z.object({
    stream: streamSchema.nullable(),
    what: z.enum(["playbooks", "protected", "executors"]),
  }),
} as const;
