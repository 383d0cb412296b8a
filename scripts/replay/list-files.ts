import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { whySkipped } from "./skip-rules.ts";

export interface ListedFile {
  readonly path: string;
  /** Relative to what was named, for people. */
  readonly name: string;
  readonly bytes: number;
  /** Why it is left out, or null. */
  readonly skipped: string | null;
}

/** The files under a path in the order of their names. A file that is named itself is never left out. */
export async function listFiles(path: string): Promise<ListedFile[]> {
  const named = await stat(path).catch(() => null);
  if (named === null) throw new Error(`There is no ${path}.`);
  if (!named.isDirectory()) return [{ path, name: path, bytes: named.size, skipped: null }];
  return listFolder(path, path);
}

async function listFolder(root: string, folder: string): Promise<ListedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  const files: ListedFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await listFolder(root, path)));
    else if (entry.isFile()) {
      const { size } = await stat(path);
      files.push({ path, name: relative(root, path), bytes: size, skipped: whySkipped(entry.name) });
    }
  }
  return files;
}
