import { BlockExceptions, BlockMasks, type BlockPlaces, BlockScopes } from "../../../lib/pipeline/block-places.ts";
import { MaskTable } from "../../../lib/pipeline/mask-table.ts";
import type { Policy } from "../../../lib/thresholds/policy.ts";
import {
  type MatchedParts,
  partsOfExceptions,
  partsOfScopes,
  ScopeMatcher,
} from "../../../lib/thresholds/scope-matcher.ts";
import type { Pool } from "../../db/pg.ts";

const pageRows = 20_000;
const pageSql = "SELECT id, name FROM entity WHERE stream = $1 AND id > $2 ORDER BY id LIMIT $3";
const lowestId = "-9223372036854775808";

interface StreamNames {
  readonly stream: number;
  readonly sourceNames: ReadonlyMap<number, string>;
}

interface Parting {
  readonly matcher: ScopeMatcher;
  readonly table: MaskTable;
  readonly masks: BlockMasks;
  readonly scopes: BlockScopes;
}

function partingOf(parts: MatchedParts, sourceNames: StreamNames["sourceNames"]): Parting {
  const table = new MaskTable();
  const entityMask = (high: number, low: number) => table.get(high, low);
  const masks = new BlockMasks({ parts, sourceNames, entityMask });
  return { table, masks, matcher: new ScopeMatcher(parts), scopes: new BlockScopes(masks) };
}

/** Which events go where: thresholds and ends aside, policies that say the same part the stream alike. */
const keyOf = ({ parts, groups, zones }: MatchedParts) =>
  JSON.stringify([parts.map(({ match }) => match), groups, zones]);

/** Finds out which entities belong to what the parts ask for. */
async function readMasks(pool: Pool, stream: number, partings: readonly Parting[]): Promise<void> {
  const asking = partings.filter(({ matcher }) => matcher.asksForGroups);
  let last = lowestId;
  while (asking.length > 0) {
    const { rows } = await pool.query<{ id: string; name: string }>(pageSql, [stream, last, pageRows]);
    for (const { id, name } of rows) {
      const bits = BigInt.asUintN(64, BigInt(id));
      for (const { matcher, table } of asking) {
        const mask = matcher.entityMask(name);
        if (mask !== 0) table.set(Number(bits >> 32n), Number(bits & 0xffffffffn), mask);
      }
    }
    if (rows.length < pageRows) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** For each of the policies what finds the scopes and exceptions of stored rows; shared where they part alike. */
export async function readBlockPlaces(
  pool: Pool,
  { stream, sourceNames }: StreamNames,
  policies: readonly Policy[],
): Promise<(policy: Policy) => BlockPlaces> {
  const known = new Map<string, Parting>();
  const find = (parts: MatchedParts): Parting => {
    const key = keyOf(parts);
    const parting = known.get(key) ?? partingOf(parts, sourceNames);
    known.set(key, parting);
    return parting;
  };
  for (const policy of policies) {
    find(partsOfScopes(policy));
    find(partsOfExceptions(policy));
  }
  await readMasks(pool, stream, [...known.values()]);
  return (policy) => ({
    scopes: find(partsOfScopes(policy)).scopes,
    exceptions: new BlockExceptions(policy.exceptions, find(partsOfExceptions(policy)).masks),
  });
}
