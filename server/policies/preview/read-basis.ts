import type { NotifyAt } from "../../../lib/pipeline/replayed-thresholds.ts";
import type { Policy } from "../../../lib/thresholds/policy.ts";
import { Sql } from "../../db/prisma.ts";
import { streamName } from "../../db/stream-number.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { readLiveVersion } from "../live-version.ts";
import { storedPolicy } from "../policy-record.ts";

/** A version of the policy that was live, from an offset on, and where `notify` stood under it, in offset order. */
interface LivedVersion {
  readonly policy: Policy;
  readonly activeFrom: number;
  readonly moves: readonly NotifyAt[];
}

/** What a preview rests on beside the scores. */
export interface PreviewBasis {
  readonly live: LivedVersion;
  /** All versions that were live at some time since the period began, oldest first; the live one is the last. */
  readonly lived: readonly LivedVersion[];
  /** Offsets from which another reference held. */
  readonly references: ReadonlySet<number>;
  /** Offsets from which another trained model scored, ascending. */
  readonly models: readonly number[];
  readonly sourceNames: ReadonlyMap<number, string>;
}

/** Versions taken up since then, and the one before them. */
async function readLived({ db }: App, stream: number, sinceMs: number): Promise<LivedVersion[]> {
  const version = await readLiveVersion(db, stream);
  const before = await db.policyVersion.findFirst({
    where: { stream, activeFrom: { not: null }, activatedAt: { lte: new Date(sinceMs) } },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  const rows = await db.policyVersion.findMany({
    where: { stream, activeFrom: { not: null }, version: { gte: before?.version ?? 0, lte: version ?? 0 } },
    orderBy: { version: "asc" },
  });
  const changes = await db.thresholdChange.findMany({
    where: { stream, policyVersion: { gte: rows[0]?.version ?? 0 } },
    orderBy: { version: "asc" },
    select: { offset: true, notify: true, policyVersion: true },
  });
  return rows.map((row) => ({
    policy: storedPolicy(row),
    activeFrom: Number(row.activeFrom),
    moves: changes.flatMap(({ offset, notify, policyVersion }) =>
      notify === null || policyVersion !== row.version ? [] : [{ offset: Number(offset), notify }],
    ),
  }));
}

/** Where notify stood under the live version, and under those just before it that had the same rule. */
export function movesOfLiveRule({ live, lived }: Pick<PreviewBasis, "live" | "lived">): readonly NotifyAt[] {
  const rule = JSON.stringify(live.policy.notify);
  const other = lived.findLastIndex(({ policy }) => JSON.stringify(policy.notify) !== rule);
  return lived.slice(other + 1).flatMap(({ moves }) => moves);
}

/** What holds of the stream in a period that begins at `fromMs`. */
export async function readBasis(app: App, stream: number, fromMs: number): Promise<PreviewBasis> {
  const { db } = app;
  const lived = await readLived(app, stream, fromMs);
  const live = lived.at(-1);
  if (live === undefined) {
    const detail = `Scoring has not begun with the stream ${streamName(stream)} yet.`;
    throw new AppError("unavailable", { detail, retryAfterSeconds: 5 });
  }
  const [references, models, sources] = await Promise.all([
    db.artefact.findMany({ where: { stream, kind: "reference" }, select: { offset: true } }),
    db.modelActivation.findMany({
      where: { stream, activeFrom: { not: null } },
      orderBy: { version: "asc" },
      select: { activeFrom: true },
    }),
    db.source.findMany({ where: { stream }, select: { id: true, name: true } }),
  ]);
  return {
    live,
    lived,
    references: new Set(references.map(({ offset }) => Number(offset))),
    models: models.map(({ activeFrom }) => Number(activeFrom)),
    sourceNames: new Map(sources.map(({ id, name }) => [id, name])),
  };
}

/** Names of entities by their ids as 16 hexadecimal digits. */
export async function readEntityNames(
  { db }: App,
  stream: number,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const byId = new Map(ids.map((hex) => [BigInt.asIntN(64, BigInt(`0x${hex}`)), hex]));
  if (byId.size === 0) return new Map();
  const rows = await db.$queryRaw<{ id: bigint; name: string }[]>(Sql.sql`
    SELECT id, name FROM entity WHERE stream = ${stream}::smallint AND id = ANY(${[...byId.keys()]}::bigint[])`);
  return new Map(rows.map(({ id, name }) => [byId.get(id) ?? "", name]));
}
