import type { EntityMask } from "../../../lib/pipeline/policy-replay.ts";
import type { Policy } from "../../../lib/thresholds/policy.ts";
import { ScopeMatcher } from "../../../lib/thresholds/scope-matcher.ts";
import type { Pool } from "../../db/pg.ts";

const pageRows = 20_000;
const pageSql = "SELECT id, name FROM entity WHERE stream = $1 AND id > $2 ORDER BY id LIMIT $3";
const lowestId = "-9223372036854775808";

const keyOf = (high: number, low: number) => high * 4_294_967_296 + low;

/** For each policy the masks of the stream's entities that belong to any of its groups. */
export async function readEntityMasks(
  pool: Pool,
  stream: number,
  policies: readonly Policy[],
): Promise<readonly EntityMask[]> {
  const all = policies.map((policy) => ({ matcher: new ScopeMatcher(policy), masks: new Map<number, number>() }));
  const asking = all.filter(({ matcher }) => matcher.asksForGroups);
  let last = lowestId;
  while (asking.length > 0) {
    const { rows } = await pool.query<{ id: string; name: string }>(pageSql, [stream, last, pageRows]);
    for (const { id, name } of rows) {
      const bits = BigInt.asUintN(64, BigInt(id));
      for (const { matcher, masks } of asking) {
        const mask = matcher.entityMask(name);
        if (mask !== 0) masks.set(keyOf(Number(bits >> 32n), Number(bits & 0xffffffffn)), mask);
      }
    }
    if (rows.length < pageRows) break;
    last = rows.at(-1)?.id ?? last;
  }
  return all.map(
    ({ masks }) =>
      (high: number, low: number) =>
        masks.get(keyOf(high, low)) ?? 0,
  );
}
