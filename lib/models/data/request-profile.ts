import type { NumberColumn } from "./frame.ts";
import type { RequestParts } from "./readers/request-features.ts";

/** What normal requests put into one parameter. */
interface ParameterProfile {
  values: number;
  /** How often each value came; no more are kept than tell a closed list from an open one. */
  readonly known: Map<string, number>;
  lengths: number;
  squaredLengths: number;
  /** In how many values each character, each pair of neighbours and each shape came. */
  readonly characters: Map<string, number>;
  readonly neighbours: Map<string, number>;
  readonly shapes: Map<string, number>;
}

/** What normal requests look like: pages, folders, and what each page's parameters hold. */
export interface RequestProfile {
  readonly pages: ReadonlyMap<string, number>;
  readonly folders: ReadonlySet<string>;
  readonly extensions: ReadonlySet<string>;
  /** By page and name, and by name alone for pages that were not met. */
  readonly parameters: ReadonlyMap<string, ParameterProfile>;
  /** By page the names that each of its requests had. */
  readonly always: ReadonlyMap<string, ReadonlySet<string>>;
}

const mostKnown = 40;

/** Learns from normal requests alone. O(characters). */
export function fitRequestProfile(requests: readonly RequestParts[]): RequestProfile {
  const pages = new Map<string, number>();
  const parameters = new Map<string, ParameterProfile>();
  const always = new Map<string, Set<string>>();
  for (const request of requests) {
    countUp(pages, request.page);
    const names = new Set(request.pairs.map(({ name }) => name));
    const before = always.get(request.page);
    always.set(request.page, before === undefined ? names : new Set([...before].filter((name) => names.has(name))));
    for (const { name, value } of request.pairs) {
      for (const key of [keyOf(request.page, name), name]) learnValue(parameters, key, value);
    }
  }
  const folders = new Set(requests.map(({ page }) => folderOf(page)));
  const extensions = new Set(requests.map(({ extension }) => extension));
  return { pages, folders, extensions, parameters, always };
}

function learnValue(parameters: Map<string, ParameterProfile>, key: string, value: string): void {
  const found = parameters.get(key) ?? {
    values: 0,
    known: new Map(),
    lengths: 0,
    squaredLengths: 0,
    characters: new Map(),
    neighbours: new Map(),
    shapes: new Map(),
  };
  parameters.set(key, found);
  found.values += 1;
  found.lengths += value.length;
  found.squaredLengths += value.length ** 2;
  if (found.known.size <= mostKnown || found.known.has(value)) countUp(found.known, value);
  for (const character of new Set(value)) countUp(found.characters, character);
  for (const pair of neighboursOf(value)) countUp(found.neighbours, pair);
  countUp(found.shapes, shapeOf(value));
}

function countUp(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function keyOf(page: string, name: string): string {
  return `${page}?${name}`;
}

function folderOf(page: string): string {
  return page.slice(0, page.lastIndexOf("/") + 1);
}

/** Every two characters beside each other, once; ^ and $ stand for the ends. */
function neighboursOf(value: string): Set<string> {
  const text = `^${value}$`;
  return new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)));
}

/** Runs of letters as a, of digits as 9, each other character as itself. */
function shapeOf(value: string): string {
  return value.replace(/[a-z\u0080-\uffff]+/g, "a").replace(/\d+/g, "9");
}

const columnNames = [
  "profile page",
  "profile folder",
  "profile extension",
  "profile unknown parameters",
  "profile absent parameters",
  "profile new values",
  "profile length",
  "profile characters",
  "profile rarest character",
  "profile neighbours",
  "profile rarest neighbours",
  "profile shape",
] as const;

type ProfileNumbers = Record<(typeof columnNames)[number], number>;

/** How far each request is from what is normal: one column for each way; high = far. */
export function profileColumns(profile: RequestProfile, requests: readonly RequestParts[]): NumberColumn[] {
  const rows = requests.map((request) => compareRequest(profile, request));
  return columnNames.map((name) => ({ kind: "number", name, values: Float64Array.from(rows, (row) => row[name]) }));
}

function compareRequest(profile: RequestProfile, request: RequestParts): ProfileNumbers {
  const names = new Set(request.pairs.map(({ name }) => name));
  const absent = [...(profile.always.get(request.page) ?? [])].filter((name) => !names.has(name)).length;
  const found: ProfileNumbers = {
    "profile page": profile.pages.has(request.page) ? 0 : 1,
    "profile folder": profile.folders.has(folderOf(request.page)) ? 0 : 1,
    "profile extension": profile.extensions.has(request.extension) ? 0 : 1,
    "profile unknown parameters": 0,
    "profile absent parameters": absent,
    "profile new values": 0,
    "profile length": 0,
    "profile characters": 0,
    "profile rarest character": 0,
    "profile neighbours": 0,
    "profile rarest neighbours": 0,
    "profile shape": 0,
  };
  for (const { name, value } of request.pairs) {
    const own = profile.parameters.get(keyOf(request.page, name));
    if (own === undefined && profile.pages.has(request.page)) found["profile unknown parameters"] += 1;
    const known = own ?? profile.parameters.get(name);
    if (known === undefined) found["profile unknown parameters"] += 1;
    else compareValue(known, value, found);
  }
  return found;
}

/** Adds what one value says: the largest distance of all values counts, and how many are new. */
function compareValue(known: ParameterProfile, value: string, found: ProfileNumbers): void {
  const farthest = (name: keyof ProfileNumbers, distance: number) => {
    found[name] = Math.max(found[name], distance);
  };
  const { values } = known;
  const rarity = (count: number | undefined) => Math.log((values + 1) / ((count ?? 0) + 0.5));
  if (known.known.size <= mostKnown && !known.known.has(value)) found["profile new values"] += 1;
  const mean = known.lengths / values;
  const deviation = Math.sqrt(Math.max(0, known.squaredLengths / values - mean ** 2));
  farthest("profile length", Math.abs(value.length - mean) / (deviation + 0.5));
  for (const character of new Set(value)) {
    const distance = rarity(known.characters.get(character));
    if (!known.characters.has(character)) found["profile characters"] += 1;
    farthest("profile rarest character", distance);
  }
  let sum = 0;
  const pairs = neighboursOf(value);
  for (const pair of pairs) {
    const distance = rarity(known.neighbours.get(pair));
    sum += distance;
    farthest("profile rarest neighbours", distance);
  }
  farthest("profile neighbours", sum / pairs.size);
  farthest("profile shape", rarity(known.shapes.get(shapeOf(value))));
}
