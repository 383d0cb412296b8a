import type { EventColumns } from "../../lib/event/columns.ts";

/** Reads all sources of a stream. */
export type ReadSources = () => Promise<readonly { readonly id: number; readonly name: string }[]>;

/** Names of log sources by id, of all sources of the blocks that were shown. A source never changes its name. */
export interface BlockSources {
  /** The same map as before as long as nothing was added to it. */
  know(blocks: readonly EventColumns[]): Promise<ReadonlyMap<number, string>>;
}

function anyUnknown({ source, length }: EventColumns, names: ReadonlyMap<number, string>): boolean {
  let last = Number.NaN;
  for (let row = 0; row < length; row += 1) {
    const id = source[row] ?? 0;
    if (id === last) continue;
    if (!names.has(id)) return true;
    last = id;
  }
  return false;
}

export function createBlockSources(read: ReadSources): BlockSources {
  let names: ReadonlyMap<number, string> = new Map();
  return {
    async know(blocks) {
      const strange = blocks.filter((columns) => anyUnknown(columns, names));
      if (strange.length === 0) return names;
      const more = new Map(names);
      // An id without a source is asked for once: it must not cost a query a block.
      for (const { source, length } of strange) for (const id of source.subarray(0, length)) more.set(id, "");
      for (const { id, name } of await read()) more.set(id, name);
      names = more;
      return names;
    },
  };
}
