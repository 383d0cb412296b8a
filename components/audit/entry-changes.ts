import { valueWords } from "./entry-words.ts";

/** One value that differs between before and after, by its path. */
export interface EntryChange {
  readonly path: string;
  /** Undefined where there was nothing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const isHolder = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Every single value within, by its path; lists count as one value where they hold nothing but single values. */
function leavesOf(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  const isPlainList = Array.isArray(value) && !value.some(isHolder);
  if (!isHolder(value) || isPlainList) {
    into.set(path, Array.isArray(value) ? value.join(", ") || "none" : textOf(value));
    return into;
  }
  const members = Object.entries(value);
  if (members.length === 0 && path !== "") into.set(path, "empty");
  for (const [name, member] of members) leavesOf(member, path === "" ? name : `${path}.${name}`, into);
  return into;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "none" : String(value);
}

const nothing: ReadonlyMap<string, string> = new Map();

/** What has another value comes before what was only added or is gone. */
const rankOf = ({ before, after }: EntryChange) => (before === undefined || after === undefined ? 1 : 0);

/** What differs between the two states of an entry, in the order of the later one; what stayed the same is left out. */
export function changesOf({ before, after }: { readonly before?: unknown; readonly after?: unknown }): EntryChange[] {
  const was = isHolder(before) ? leavesOf(before, "", new Map()) : nothing;
  const is = isHolder(after) ? leavesOf(after, "", new Map()) : nothing;
  const paths = [...new Set([...is.keys(), ...was.keys()])];
  return paths
    .map((path) => ({ path, before: was.get(path), after: is.get(path) }))
    .filter((change) => change.before !== change.after)
    .sort((one, other) => rankOf(one) - rankOf(other));
}

const mostInSummary = 3;

/** The first changes in one line: `status New → In progress · assignee none → ann`. */
export function summaryOf(entry: { readonly before?: unknown; readonly after?: unknown }): string {
  const changes = changesOf(entry);
  const told = changes.slice(0, mostInSummary).map(({ path, before, after }) => {
    const is = after === undefined ? undefined : valueWords(path, after);
    if (before === undefined) return `${path} ${is ?? ""}`;
    return `${path} ${valueWords(path, before)} → ${is ?? "gone"}`;
  });
  const more = changes.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join(" · ");
}
