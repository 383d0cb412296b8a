import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { APIRequestContext } from "playwright";
import { z } from "zod";
import { lookInside } from "../../bench/support/inside.ts";
import { alertPageSchema } from "../../lib/contracts/alert-query.ts";
import { alertBulkAnswerSchema } from "../../lib/contracts/alerts.ts";
import { apiKeyCreatedSchema } from "../../lib/contracts/keys.ts";
import { ledgerSchema } from "../../lib/contracts/ledger.ts";
import { policyDraftSchema, policyPageSchema } from "../../lib/contracts/policies.ts";
import { spotCheckPageSchema, spotCheckSchema } from "../../lib/contracts/thresholds.ts";
import { createOrganisation } from "../../lib/simulation/organisation.ts";
import { createTraffic } from "../../lib/simulation/traffic.ts";
import { openClient, type PictureClient } from "./open-client.ts";
import { sendLines } from "./send-lines.ts";

const hourMs = 3_600_000;
const stream = "demo";
const days = 5;
/** A draft is put into shadow after so much of it. */
const shadowFromHour = 72;
/** Verdicts are given this often, in stream time. */
const judgedEveryHours = 4;
/** Records a second by day. */
const rate = 0.12;
const people = 40;
/** Attacks are rare, as they are. */
const campaigns = { firstAfterMs: 20 * hourMs, introductionGapMs: 16 * hourMs, meanGapMs: 24 * hourMs };
const pollMs = 150;
const longestWaitMs = 60_000;

const guarded = {
  method: "guarded",
  target: 0.005,
  anchor: 5.4,
  rail: 0.8,
  capacityPerDay: 400,
  spotCheckShare: 0.5,
  judgedShare: 1,
} as const;

/** What the scenes of thresholds show, by the numbers that addresses name. */
export interface GuardedStream {
  readonly draft: number;
  readonly request: number;
  readonly key: string;
}

export interface FillInput {
  readonly api: APIRequestContext;
  readonly url: string;
  readonly stateDir: string;
}

async function untilScored(client: PictureClient): Promise<void> {
  const deadline = performance.now() + longestWaitMs;
  for (;;) {
    const { head, position } = await client.get(`ledger?stream=${stream}`, ledgerSchema);
    if (position === head) return;
    if (performance.now() > deadline) throw new Error("Scoring did not come to its end.");
    await pause(pollMs);
  }
}

async function newestPolicy(client: PictureClient, of: "main" | "demo") {
  const [newest] = (await client.get(`policies?stream=${of}`, policyPageSchema)).items;
  if (newest === undefined) throw new Error(`The stream ${of} has no policy.`);
  const { version, ...policy } = newest.body;
  return { version, policy };
}

/**
 * Published beside the API, whose own event of it would set the stream's clock to now: the history that follows would all
 * be past.
 */
async function publishGuarded(client: PictureClient, databaseUrl: string): Promise<void> {
  const { version, policy } = await newestPolicy(client, stream);
  const body = { ...policy, version: version + 1, notify: guarded };
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query(
    "INSERT INTO policy (stream, version, body, reason, author) VALUES ((SELECT id FROM stream WHERE name = $1), $2, $3, $4, $5)",
    [stream, version + 1, JSON.stringify(body), "Verdicts say what is normal here", "admin@tideline.local"],
  );
  await database.query("NOTIFY tideline_policy");
  await database.end();
}

/** As analysts do it: what waits is judged normal, but for what one in twelve asks about further. */
async function judge(client: PictureClient): Promise<void> {
  const alerts = await client.get(`alerts?stream=${stream}&status=new&limit=200`, alertPageSchema);
  const closed = alerts.items.filter(({ severity }, i) => severity !== "critical" && i % 12 !== 0).map(({ id }) => id);
  if (closed.length > 0) {
    const patch = { status: "resolved", verdict: "benign", reason: "Seen before, and nothing came of it" };
    await client.send("POST", "alerts/bulk", { data: { ids: closed, patch }, schema: alertBulkAnswerSchema });
  }
  const checks = await client.get(`thresholds/spot-checks?stream=${stream}&limit=200`, spotCheckPageSchema);
  for (const { id } of checks.items.filter((_, i) => i % 5 !== 0)) {
    await client.send("POST", `thresholds/spot-checks/${id}/verdict`, {
      data: { verdict: "benign" },
      schema: spotCheckSchema,
    });
  }
}

/** Days of a small organisation with its attacks, replayed up to now, with verdicts every few hours; answers the draft. */
async function liveThrough(input: FillInput, client: PictureClient, key: string): Promise<number> {
  let draft = 0;
  const startTime = Date.now() - days * 24 * hourMs;
  const organisation = createOrganisation("pictures", people);
  const traffic = createTraffic({ seed: "pictures", organisation, startTime, rate, campaigns });
  for (let hour = judgedEveryHours; hour <= days * 24; hour += judgedEveryHours) {
    const lines = traffic.next(startTime + hour * hourMs).map(({ record }) => String(record));
    await sendLines({ ...input, key, replay: "pictures" }, lines);
    await untilScored(client);
    if (hour < days * 24) await judge(client);
    if (hour === shadowFromHour) draft = await draftInShadow(client);
  }
  return draft;
}

/** A draft with an exception and a scope of its own, watched in shadow. */
async function draftInShadow(client: PictureClient): Promise<number> {
  const data = { stream, name: "Less of the scanner" };
  const { id, revision, body } = await client.send("POST", "policies/drafts", { data, schema: policyDraftSchema });
  const expiresAt = new Date(Date.now() + 6 * 24 * hourMs).toISOString();
  const match = { classUids: [4001], sources: [], group: null, entities: ["10.20.0.10", "scanner.example.test"] };
  const exception = {
    id: "scanner",
    name: "Scanner of the house",
    match,
    reason: "Scans every night, as agreed",
    expiresAt,
  };
  const scope = {
    id: "mail",
    name: "Mail",
    match: { classUids: [4009], sources: [], group: null },
    ...{ notify: 6, approve: "inherit", auto: "inherit" },
  };
  const policy = { ...body, exceptions: [exception], scopes: [scope] };
  await client.send("PATCH", `policies/drafts/${id}`, { data: { revision, policy }, schema: policyDraftSchema });
  const kept = { revision: revision + 1, shadow: true };
  await client.send("PATCH", `policies/drafts/${id}`, { data: kept, schema: policyDraftSchema });
  return id;
}

const askedSchema = z.object({ request: z.object({ id: z.number() }) });

/** On the stream of real events, where one admin alone loosens nothing. */
async function askForLooser(client: PictureClient): Promise<number> {
  const { version, policy } = await newestPolicy(client, "main");
  const data = {
    stream: "main",
    basedOn: version,
    reason: "Newsletters of the house",
    policy: { ...policy, notify: { method: "fixed", margin: 10 } },
  };
  return (await client.send("POST", "policies", { data, schema: askedSchema })).request.id;
}

/** A stream whose notify has followed verdicts for days, with a draft in shadow; and a request that waits on the other. */
export async function fillGuarded(input: FillInput): Promise<GuardedStream> {
  const client = openClient(input.api, input.url);
  const data = { stream, name: "pictures", scopes: ["ingest"] };
  const { secret } = await client.send("POST", "keys", { data, schema: apiKeyCreatedSchema });
  await publishGuarded(client, lookInside(input.stateDir).applicationUrl);
  const draft = await liveThrough(input, client, secret);
  return { key: secret, draft, request: await askForLooser(client) };
}
