import type { NotifyAt } from "../../../lib/pipeline/replayed-thresholds.ts";
import type { Policy } from "../../../lib/thresholds/policy.ts";
import { Sql } from "../../db/prisma.ts";
import { streamName } from "../../db/stream-number.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { readLiveVersion } from "../live-version.ts";
import { policyRecord } from "../policy-record.ts";

/** What a preview rests on beside the scores. */
export interface PreviewBasis {
  readonly live: { readonly policy: Policy; readonly activeFrom: number };
  /** Where `notify` stood under the live version, in offset order. */
  readonly moves: readonly NotifyAt[];
  /** Offsets from which another reference held. */
  readonly references: ReadonlySet<number>;
  /** Offsets from which another trained model scored, ascending. */
  readonly models: readonly number[];
  readonly sourceNames: ReadonlyMap<number, string>;
}

export async function readBasis({ db }: App, stream: number): Promise<PreviewBasis> {
  const version = await readLiveVersion(db, stream);
  const row =
    version === null ? null : await db.policyVersion.findUnique({ where: { stream_version: { stream, version } } });
  if (version === null || row === null || row.activeFrom === null) {
    const detail = `Scoring has not begun with the stream ${streamName(stream)} yet.`;
    throw new AppError("unavailable", { detail, retryAfterSeconds: 5 });
  }
  const [changes, references, models, sources] = await Promise.all([
    db.thresholdChange.findMany({
      where: { stream, policyVersion: version },
      orderBy: { version: "asc" },
      select: { offset: true, notify: true },
    }),
    db.artefact.findMany({ where: { stream, kind: "reference" }, select: { offset: true } }),
    db.modelActivation.findMany({
      where: { stream, activeFrom: { not: null } },
      orderBy: { version: "asc" },
      select: { activeFrom: true },
    }),
    db.source.findMany({ where: { stream }, select: { id: true, name: true } }),
  ]);
  return {
    live: { policy: policyRecord(row, version).body, activeFrom: Number(row.activeFrom) },
    moves: changes.flatMap(({ offset, notify }) => (notify === null ? [] : [{ offset: Number(offset), notify }])),
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
