import { z } from "zod";
import { alertRowSchema } from "./alerts.ts";
import { changeRequestPushSchema } from "./change-requests.ts";
import { dateTimeSchema, entityIdSchema, severitySchema, streamSchema } from "./common.ts";
import { entityRefSchema, eventRowSchema } from "./events.ts";
import { latencyStages } from "./live-latency.ts";
import { longestMinutes } from "./live-range.ts";
import { modelStateSchema, trainingProgressSchema } from "./models.ts";
import { responsePushBodies } from "./response-decisions.ts";
import { thresholdStepSchema } from "./threshold-step.ts";

/**
 * One step of the chart: events received in it. `flagged` counts those that reached a threshold. Quantiles are
 * nearest-rank over scores rounded to 0.1; null without events.
 */
export const chartBucketSchema = z.object({
  start: z.number().int(),
  seconds: z.number().int(),
  n: z.number().int(),
  flagged: z.number().int().default(0),
  alerts: z.number().int(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
  max: z.number().nullable(),
});
export type ChartBucket = z.infer<typeof chartBucketSchema>;

export const alertMarkSchema = z.object({
  id: z.number().int(),
  at: z.number().int(),
  score: z.number(),
  severity: severitySchema,
  title: z.string(),
  /** Alerts that the mark stands for: of many in a long range only the worst of each stretch is named. */
  count: z.number().int(),
});
export type AlertMark = z.infer<typeof alertMarkSchema>;

/** Another trained model, or none, has scored the stream since then. */
export const modelMarkSchema = z.object({
  /** Of the activation. */
  version: z.number().int(),
  at: z.number().int(),
  offset: z.number().int(),
  /** Null: the detectors without a trained model. */
  model: z.object({ id: z.number().int(), number: z.number().int(), name: z.string() }).nullable(),
  author: z.string(),
  reason: z.string(),
});
export type ModelMark = z.infer<typeof modelMarkSchema>;

/** What part of a stream: a log source, an event class, an entity; all three together where more is said. */
const partFields = {
  source: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  class: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  entity: entityIdSchema.optional(),
} as const;
const rangeFields = {
  stream: streamSchema.default("main"),
  /** The last minutes; `from` and `to` name a fixed range instead. */
  minutes: z.coerce.number().int().min(1).max(longestMinutes).default(15),
  from: dateTimeSchema.optional(),
  to: dateTimeSchema.optional(),
  ...partFields,
} as const;

/** A range of a stream, or of a part of it. */
export const liveRangeSchema = z.object(rangeFields);
export type LiveRange = z.infer<typeof liveRangeSchema>;

export const liveQuerySchema = z.object({
  ...rangeFields,
  /** Only buckets from this moment on: what a view that has the others asks for. */
  since: dateTimeSchema.optional(),
});
export type LiveQuery = z.infer<typeof liveQuerySchema>;

/** GET /api/v1/live : the chart of a range, with its thresholds, alerts and highest scores. */
export const liveSchema = z.object({
  stream: streamSchema,
  now: z.number().int(),
  /** What the buckets cover, ms, and the length of one, s. */
  range: z.object({ from: z.number().int(), to: z.number().int(), seconds: z.number().int() }),
  /** The entity that it was narrowed to. */
  entity: entityRefSchema.nullable(),
  buckets: z.array(chartBucketSchema),
  thresholds: z.array(thresholdStepSchema),
  /** Name of the policy's scope whose thresholds these are; null: the stream's. */
  scope: z.string().nullable(),
  alerts: z.array(alertMarkSchema),
  /** Changes of the trained model within the range, oldest first. */
  models: z.array(modelMarkSchema),
  top: z.array(eventRowSchema),
  /** Outbox cursor from which the socket continues without a gap. */
  cursor: z.object({ epoch: z.string(), number: z.number().int() }),
});
export type Live = z.infer<typeof liveSchema>;

/** GET /api/v1/live/since : what came to a part of a stream after a moment; counted up to a limit. */
export const liveSinceQuerySchema = z.object({
  stream: streamSchema.default("main"),
  at: dateTimeSchema,
  ...partFields,
});
export const liveSinceSchema = z.object({
  events: z.number().int(),
  alerts: z.number().int(),
  /** There are more events than counted. */
  more: z.boolean(),
});

/** GET /api/v1/live/entities : who the alarming events of a range point at, most first. */
export const liveEntitiesSchema = z.object({
  entities: z.array(
    z.object({
      entity: entityRefSchema,
      /** Points above 50 of its alarming events, added up; at most three times the highest. */
      risk: z.number(),
      highest: z.number(),
      /** The event with the highest score, the newest of equals. */
      highestEvent: z.number().int(),
      /** Events that scored 50 or more, and those of them that reached a threshold. */
      alarming: z.number().int(),
      flagged: z.number().int(),
      openAlerts: z.number().int(),
    }),
  ),
  /** There were more alarming events than count: the highest 5,000 do. */
  more: z.boolean(),
});
export type LiveEntities = z.infer<typeof liveEntitiesSchema>;

const ratePeriodSchema = z.object({
  hours: z.number(),
  events: z.number(),
  flagged: z.number(),
  alerts: z.number(),
});

/** GET /api/v1/live/rate : realised rates against what the policy aims at. */
export const liveRateSchema = z.object({
  /** Share of events over notify; `stated` by the policy, or what its score stands for. Null without a policy. */
  target: z.object({ share: z.number(), stated: z.boolean() }).nullable(),
  range: ratePeriodSchema,
  lastHour: ratePeriodSchema,
});
export type LiveRate = z.infer<typeof liveRateSchema>;

const stageMs = z.number().min(0).max(600_000);
/** How long each stage of one painted message took, ms, from the stage before it. */
export const paintedSampleSchema = z.object({
  scored: stageMs,
  committed: stageMs,
  pushed: stageMs,
  painted: stageMs,
  total: stageMs,
});
export type PaintedSample = z.infer<typeof paintedSampleSchema>;
/** Browser -> server now and then: some of what it painted since the last report. */
export const paintedReportSchema = z.object({ samples: z.array(paintedSampleSchema).max(32) });

/** GET /api/v1/live/latency : from event to eye over all browsers of this web process, of the last five minutes. */
export const liveLatencySchema = z.object({
  samples: z.number().int(),
  stages: z.array(
    z.object({ stage: z.enum(latencyStages), p50Ms: z.number().nullable(), p99Ms: z.number().nullable() }),
  ),
});
export type LiveLatency = z.infer<typeof liveLatencySchema>;

/** GET /api/v1/live/parts : what a chart can be narrowed to. */
export const livePartsSchema = z.object({
  sources: z.array(z.object({ id: z.number().int(), name: z.string(), format: z.string() })),
  classes: z.array(z.object({ uid: z.number().int(), name: z.string(), family: z.string() })),
});
export type LiveParts = z.infer<typeof livePartsSchema>;

/** Bodies of push messages by kind; the room they go to is in `pushRooms`. */
export const pushBodies = {
  /** From the scoring loop, once a commit: the highest new scores (feed) and how far scoring is. */
  scores: z.object({
    stream: streamSchema,
    position: z.number().int(),
    count: z.number().int(),
    top: z.array(eventRowSchema),
    committedAt: z.number(),
    /** Of the oldest event in it: when it was received, when its score was known; when a web process sent it on. */
    receivedAt: z.number().optional(),
    scoredAt: z.number().optional(),
    pushedAt: z.number().optional(),
  }),
  /** Closed or growing seconds: replace the bucket with the same start. */
  buckets: z.object({ stream: streamSchema, buckets: z.array(chartBucketSchema) }),
  threshold: z.object({ stream: streamSchema, step: thresholdStepSchema }),
  alert: z.object({ stream: streamSchema, change: z.enum(["raised", "joined", "changed"]), alert: alertRowSchema }),
  /** Alerts come faster than people can read, and what is alike is folded from now on; or no longer. */
  flood: z.object({ stream: streamSchema, change: z.enum(["began", "ended"]), number: z.number().int() }),
  /** A draft was written or discarded, a version published or taken up by scoring: whoever shows policies reads anew. */
  policy: z.object({
    stream: streamSchema,
    change: z.enum(["drafted", "discarded", "published", "active"]),
    draft: z.number().int().nullable(),
    version: z.number().int().nullable(),
  }),
  changeRequest: changeRequestPushSchema,
  /** Events were drawn for a verdict, or one was given: whoever shows spot checks reads anew. */
  spotCheck: z.object({ stream: streamSchema, change: z.enum(["drawn", "judged"]) }),
  ledger: z.object({ stream: streamSchema, head: z.number().int(), position: z.number().int(), balanced: z.boolean() }),
  ...responsePushBodies,
  /** The audit record grew and was sealed up to an entry; `newest` is the highest id among what was sealed. */
  record: z.object({
    sealedTo: z.number().int(),
    signedAt: z.string(),
    newest: z.number().int(),
    /** The newest of what was sealed: enough for what a list shows unsealed. */
    sealed: z.array(z.object({ id: z.number().int(), seal: z.number().int() })).max(100),
  }),
  /**
   * A model's training went on or ended, or another model scores (null: the detectors without any). Progress can be
   * shown as it comes; whoever shows models reads anew for the rest.
   */
  model: z.object({
    stream: streamSchema,
    id: z.number().int().nullable(),
    state: modelStateSchema.nullable(),
    progress: trainingProgressSchema.nullable(),
  }),
  /** A stream was emptied and closed, begins anew, or its generated traffic was switched. */
  stream: z.object({ stream: streamSchema, change: z.enum(["removing", "removed", "started", "traffic"]) }),
} as const;
export type PushKind = keyof typeof pushBodies;
export type PushBody = { readonly [K in PushKind]: z.infer<(typeof pushBodies)[K]> };

/** Which room each kind is sent to. */
export const pushRooms = {
  scores: "live",
  buckets: "live",
  threshold: "live",
  alert: "alerts",
  flood: "alerts",
  policy: "policies",
  changeRequest: "policies",
  spotCheck: "policies",
  ledger: "live",
  response: "responses",
  killSwitch: "responses",
  responseSettings: "responses",
  record: "audit",
  model: "models",
  stream: "live",
} as const satisfies Readonly<Record<PushKind, string>>;

/** Client -> server on connect or after a cut: rooms wanted and the last number seen. */
export const subscribeSchema = z.object({
  rooms: z.array(z.string()).max(10),
  epoch: z.string().nullable(),
  number: z.number().int().nullable(),
});

/** Server -> client answer: resumed from the number, or `missed` messages are gone and the browser must refetch. */
export const subscribedSchema = z.object({
  epoch: z.string(),
  number: z.number().int(),
  joined: z.array(z.string()),
  refused: z.array(z.string()),
  missed: z.number().int().nullable(),
});
export type Subscribed = z.infer<typeof subscribedSchema>;

/** Socket.IO event names. */
export const socketEvents = {
  ...{ subscribe: "subscribe", push: "push", painted: "painted", closing: "closing" },
  /** Server -> client, unnumbered: how scoring stands, once a second while it is not in step. */
  scoring: "scoring",
} as const;
