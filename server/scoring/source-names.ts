import type { RunStatement } from "../db/run-statement.ts";

const sql = "SELECT id, name FROM source WHERE stream = $1";

/** Names of a stream's log sources, read again when one is asked for that is not known yet. */
export interface SourceNames {
  /** Makes sure that the names of these sources are known, as far as there are such sources. */
  know(run: RunStatement, ids: Iterable<number>): Promise<void>;
  of(id: number): string;
}

export function createSourceNames(stream: number): SourceNames {
  const names = new Map<number, string>();
  return {
    async know(run, ids) {
      const unknown = [...ids].filter((id) => !names.has(id));
      if (unknown.length === 0) return;
      for (const { id, name } of (await run(sql, [stream])).rows) names.set(Number(id), String(name));
      // Asked for once: a source that does not exist must not cost a query a batch.
      for (const id of unknown) if (!names.has(id)) names.set(id, `source ${id}`);
    },
    of: (id) => names.get(id) ?? `source ${id}`,
  };
}
