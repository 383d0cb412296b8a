import { setTimeout as pause } from "node:timers/promises";
import { type alertGroupings, alertPageSchema } from "../../lib/contracts/alert-query.ts";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { createRandom } from "../../lib/stats/random.ts";
import type { Client } from "./sign-in.ts";

/** Milliseconds from request to answer read, by what was asked. */
export interface Samples {
  readonly page: number[];
  readonly nextPage: number[];
  readonly summary: number[];
  readonly groups: number[];
  readonly acknowledge: number[];
  /** Every list and count, with what was asked. */
  readonly asked: { readonly path: string; readonly ms: number }[];
  /** Acknowledgements that somebody else's were before. */
  conflicts: number;
  failures: number;
}

export const noSamples = (): Samples => ({
  page: [],
  nextPage: [],
  summary: [],
  groups: [],
  acknowledge: [],
  asked: [],
  conflicts: 0,
  failures: 0,
});

const orders = ["newest", "severity", "score", "lastSeen", "events"].flatMap((sort) => [
  `sort=${sort}`,
  `sort=${sort}&dir=asc`,
]);
/** What people look for: the usual views, each filter, searches for rare, common and absent texts. */
const filters = [
  "",
  "status=new,in_progress",
  "status=new",
  "status=new,in_progress&assignee=me",
  "status=new,in_progress&severity=high,critical&assignee=none",
  "status=suppressed",
  "status=resolved&time=resolved&within=24h",
  "status=new&severity=critical",
  "detector=beacon",
  "technique=T1048&status=new",
  "entity=user.42",
  "verdict=false_positive",
  "scoreFrom=99.7&status=new",
  "status=new&within=24h",
  "q=password",
  "q=user.42",
  "q=host-1007&status=new",
  "q=nothing+of+the+kind",
];
const groupings: readonly (typeof alertGroupings)[number][] = ["severity", "detector", "entity", "assignee"];

async function timed(client: Client, samples: Samples, into: number[], path: string): Promise<unknown> {
  const began = performance.now();
  const response = await client.ask("GET", path);
  const body: unknown = await response.json();
  const ms = performance.now() - began;
  into.push(ms);
  samples.asked.push({ path: path.replace(/cursor=[^&]*/, "cursor"), ms });
  if (!response.ok) samples.failures += 1;
  return body;
}

async function acknowledge(client: Client, samples: Samples, { id, revision }: AlertRow): Promise<void> {
  const began = performance.now();
  const response = await client.ask("PATCH", `/api/v1/alerts/${id}`, { status: "in_progress", revision });
  await response.arrayBuffer();
  samples.acknowledge.push(performance.now() - began);
  if (response.status === 409) samples.conflicts += 1;
  else if (!response.ok) samples.failures += 1;
}

interface Shift {
  readonly client: Client;
  readonly samples: Samples;
  readonly seed: number;
  readonly untilMs: number;
  readonly thinkMs: number;
}

/** One analyst at work: shows a list with its counts, scrolls on, acknowledges what is new, now and then groups. */
export async function workShift({ client, samples, seed, untilMs, thinkMs }: Shift): Promise<void> {
  const random = createRandom(seed);
  const below = (count: number) => Math.floor(random.fraction() * count);
  const any = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  const think = () => pause(thinkMs / 2 + below(thinkMs));
  // People do not begin in the same millisecond.
  await pause(below(2 * thinkMs));
  while (performance.now() < untilMs) {
    const filter = any(filters) ?? "";
    const list = `/api/v1/alerts?limit=100&${any(orders)}&${filter}`;
    const [first] = await Promise.all([
      timed(client, samples, samples.page, list),
      timed(client, samples, samples.summary, `/api/v1/alerts/summary?${filter.replace(/status=[a-z_,]+&?/, "")}`),
    ]);
    const { items, nextCursor } = alertPageSchema.parse(first);
    await think();
    if (nextCursor !== null) await timed(client, samples, samples.nextPage, `${list}&cursor=${nextCursor}`);
    for (const alert of items.filter(({ status }) => status === "new").slice(0, 2)) {
      await think();
      await acknowledge(client, samples, alert);
    }
    if (below(10) === 0) {
      await timed(client, samples, samples.groups, `/api/v1/alerts/groups?status=new&by=${any(groupings)}`);
    }
    await think();
  }
}
