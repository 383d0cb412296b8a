import { alertPageSchema } from "../../lib/contracts/alert-query.ts";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { floodStandingSchema, originPageSchema } from "../../lib/contracts/floods.ts";
import type { Client } from "../triage/sign-in.ts";
import { attackEvents, attackOrigin, type FloodPlan, groupName } from "./decoys.ts";
import type { Expected } from "./send-flood.ts";

/** Rows of 28 pixels that a screen of 1080 shows under the head of the page. */
export const screenRows = 25;
const mostPages = 20;

export interface FloodFigures {
  /** Place of the attack in the list, from 1; null where it has no row of its own. */
  readonly place: number | null;
  readonly rows: number;
  readonly folds: number;
  readonly countsExact: boolean;
}

async function ask(client: Client, path: string): Promise<unknown> {
  const response = await client.ask("GET", path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

export async function newestFlood(client: Client): Promise<number> {
  const { current, last } = floodStandingSchema.parse(await ask(client, "/api/v1/alerts/flood?stream=main"));
  const number = (current ?? last)?.number;
  if (number === undefined) throw new Error("No flood was noticed.");
  return number;
}

/** What the page asks for while a flood lasts. */
export const lanesPath = (flood: number) => `/api/v1/alerts?sort=lanes&flood=${flood}`;

async function readRows(client: Client, flood: number): Promise<AlertRow[]> {
  const rows: AlertRow[] = [];
  let cursor = "";
  for (let page = 0; page < mostPages; page += 1) {
    const found = alertPageSchema.parse(await ask(client, `${lanesPath(flood)}&limit=200&cursor=${cursor}`));
    rows.push(...found.items);
    if (found.nextCursor === null) return rows;
    cursor = found.nextCursor;
  }
  throw new Error("The flood has more rows than anybody reads.");
}

/** By technique the list counts every event that was sent and every origin that sent it, no more and no less. */
function isExact(rows: readonly AlertRow[], expected: Expected): boolean {
  const listed = new Map<string, { events: number; origins: number }>();
  for (const { techniques, eventCount, originCount } of rows) {
    const name = techniques[0] ?? "";
    const sums = listed.get(name) ?? { events: 0, origins: 0 };
    listed.set(name, { events: sums.events + eventCount, origins: sums.origins + originCount });
  }
  return [...expected].every(([name, { events, origins }]) => {
    const sums = listed.get(name);
    return sums?.events === events && sums.origins === origins.size;
  });
}

function isAttack({ techniques, entityGroup, eventCount }: AlertRow, { differs }: FloodPlan): boolean {
  if (eventCount !== attackEvents) return false;
  return differs === "technique" ? techniques[0] === "T1486" : differs === "group" && entityGroup === groupName;
}

/** Where the attack stands in the list of a flood, and whether its counts are right. */
export async function judgeFlood(client: Client, plan: FloodPlan, expected: Expected): Promise<FloodFigures> {
  const rows = await readRows(client, await newestFlood(client));
  const at = rows.findIndex((row) => isAttack(row, plan));
  return {
    place: at < 0 ? null : at + 1,
    rows: rows.length,
    folds: rows.filter(({ flood }) => flood !== null).length,
    countsExact: isExact(rows, expected),
  };
}

/** Where an attack that copies a decoy stands among those whom its row stands for, by each order of them. */
export async function placeInFold(client: Client, plan: FloodPlan) {
  const origin = attackOrigin(plan.seed);
  const { items } = alertPageSchema.parse(await ask(client, `/api/v1/alerts?entity=${origin}&limit=10`));
  const [row] = items;
  if (row === undefined) return { found: false, origins: 0, byScore: null, byEvents: null, byRarest: null };
  const placeBy = async (sort: string) => {
    let cursor = "";
    for (let before = 0; ; before += 1000) {
      const path = `/api/v1/alerts/${row.id}/origins?sort=${sort}&limit=1000&cursor=${cursor}`;
      const page = originPageSchema.parse(await ask(client, path));
      const at = page.items.findIndex(({ name }) => name === origin);
      if (at >= 0) return before + at + 1;
      if (page.nextCursor === null) return null;
      cursor = page.nextCursor;
    }
  };
  const [byScore, byEvents, byRarest] = [await placeBy("score"), await placeBy("events"), await placeBy("rarest")];
  return { found: true, origins: row.originCount, byScore, byEvents, byRarest };
}
