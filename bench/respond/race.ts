import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { responsePageSchema } from "../../lib/contracts/response-decisions.ts";
import { type ResponseDetail, type ResponseRow, responseDetailSchema } from "../../lib/contracts/responses.ts";
import type { Pool } from "../../server/db/pg.ts";
import { raiseAlert } from "../../testing/response-world.ts";
import { bodyOf, type Person } from "./api-client.ts";

const settleMs = 120_000;

/** Waits for something that is read again and again, but not so often that the limits of requests would count it. */
async function until<T>(read: () => Promise<T | null>, what: string): Promise<T> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const found = await read();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`${what} within two minutes`);
    await pause(250);
  }
}

async function listAll(person: Person, tab: ResponseRow["tab"]): Promise<ResponseRow[]> {
  const rows: ResponseRow[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path: string = `/responses?stream=main&tab=${tab}&limit=200&cursor=${cursor}`;
    const page: z.infer<typeof responsePageSchema> = await bodyOf(responsePageSchema, await person.send("GET", path));
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}

/** Alerts as scoring raises them, until the playbook has proposed a response to each. Newest first. */
export async function propose(pool: Pool, person: Person, count: number): Promise<ResponseRow[]> {
  for (let index = 0; index < count; index += 1) await raiseAlert(pool, new Date(), { stream: 1 });
  const waiting = async () => (await listAll(person, "pending")).filter(({ state }) => state === "awaiting_approval");
  return until(async () => {
    const rows = await waiting();
    return rows.length >= count ? rows : null;
  }, "The playbook has not proposed all");
}

export interface RaceResult {
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly decisions: number;
}

/** Approvals and overrides of one response at the same time, by all the people. */
export async function race(people: readonly Person[], row: ResponseRow, clicks: number): Promise<RaceResult> {
  const { id, evidenceHash } = row;
  const override = { evidenceHash, reason: "known to be harmless", decision: { kind: "nothing" } };
  const answers = await Promise.all(
    Array.from({ length: clicks }, async (_, index) => {
      const person = people[index % people.length];
      if (person === undefined) throw new Error("Nobody is there to click.");
      const response = await ((index + id) % 2 === 0
        ? person.send("POST", `/responses/${id}/approve`, { evidenceHash })
        : person.send("POST", `/responses/${id}/override`, override));
      await response.arrayBuffer();
      return response.status;
    }),
  );
  const statuses: Record<string, number> = {};
  for (const status of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  return { statuses, decisions: statuses[200] ?? 0 };
}

const underway = new Set(["proposed", "approved", "executing", "unknown", "expiring", "rolled_back"]);

/** Waits until nothing goes on any more; what is unknown may be left to people and is answered too. */
export async function settled(person: Person): Promise<{ unknownLeft: number }> {
  return until(async () => {
    const rows = [...(await listAll(person, "pending")), ...(await listAll(person, "active"))];
    const open = rows.filter(({ state }) => underway.has(state));
    const unknown = open.filter(({ state, problem }) => state === "unknown" && problem !== null);
    if (open.length > unknown.length) return null;
    const details = await Promise.all(unknown.map(({ id }) => readDetail(person, id)));
    const isLeft = (detail: ResponseDetail) =>
      detail.steps.filter(({ event }) => event === "find_nothing_out").length >= 5;
    return details.every(isLeft) ? { unknownLeft: details.length } : null;
  }, "Not all responses were settled");
}

export async function readDetail(person: Person, id: number): Promise<ResponseDetail> {
  return bodyOf(responseDetailSchema, await person.send("GET", `/responses/${id}`));
}

/** From the decision to the attempt's first commit, ms; null where it was not started. */
export function approveToStartMs({ steps, attempts }: ResponseDetail): number | null {
  const approved = steps.find(({ event }) => event === "approve");
  const attempt = attempts.find(({ kind }) => kind === "execute");
  return approved && attempt ? Date.parse(attempt.startedAt) - Date.parse(approved.at) : null;
}
