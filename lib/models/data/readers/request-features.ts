/** A request taken apart; all text in lower case. */
export interface RequestParts {
  readonly method: string;
  readonly page: string;
  /** What follows the last dot of the page; "none" without. */
  readonly extension: string;
  /** The names of its parameters, sorted, each once: forged requests drop, add or rename some. "none" without. */
  readonly parameters: string;
  readonly query: string;
  readonly values: readonly string[];
  /** Names and values in the order they came. */
  readonly pairs: readonly { readonly name: string; readonly value: string }[];
}

/** `get http://host/page.jsp?a=1&b=2` in parts. */
export function splitRequest(line: string): RequestParts {
  const text = line.toLowerCase();
  const space = text.indexOf(" ");
  const url = text.slice(space + 1).replace(/^https?:\/\/[^/]*/, "");
  const mark = url.indexOf("?");
  const page = mark === -1 ? url : url.slice(0, mark);
  const query = mark === -1 ? "" : url.slice(mark + 1);
  const pairs = query === "" ? [] : query.split("&").map(nameAndValue);
  const names = [...new Set(pairs.map((pair) => pair.name))].sort();
  const dot = page.lastIndexOf(".");
  return {
    method: text.slice(0, space),
    page: page === "" ? "/" : page,
    extension: dot === -1 ? "none" : page.slice(dot + 1),
    parameters: names.length === 0 ? "none" : names.join("&"),
    query,
    values: pairs.map((pair) => pair.value),
    pairs,
  };
}

function nameAndValue(pair: string): { name: string; value: string } {
  const equals = pair.indexOf("=");
  return equals === -1 ? { name: pair, value: "" } : { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
}

const counts = (pattern: RegExp) => (request: RequestParts) => request.query.match(pattern)?.length ?? 0;
const longest = (lengths: readonly number[]) => lengths.reduce((most, length) => Math.max(most, length), 0);

/** The numbers that are taken from a request, by name. Counts are of the query; lengths are in characters. */
export const requestNumbers: Readonly<Record<string, (request: RequestParts) => number>> = {
  pageLength: (request) => request.page.length,
  pageDepth: (request) => request.page.split("/").length - 1,
  pageSymbols: (request) => request.page.match(/[^a-z0-9/._-]/g)?.length ?? 0,
  queryLength: (request) => request.query.length,
  parameterCount: (request) => request.values.length,
  emptyValues: (request) => request.values.filter((value) => value === "").length,
  longestValue: (request) => longest(request.values.map((value) => value.length)),
  longestNumber: (request) => longest((request.query.match(/\d+/g) ?? []).map((digits) => digits.length)),
  letters: counts(/[a-z]/g),
  digits: counts(/\d/g),
  spaces: counts(/\+|%20| /g),
  encoded: counts(/%[0-9a-f]{2}/g),
  loosePercents: counts(/%(?![0-9a-f]{2})/g),
  quotes: counts(/['"`]|%27|%22/g),
  angles: counts(/[<>]|%3c|%3e/g),
  semicolons: counts(/;|%3b/g),
  brackets: counts(/[(){}[\]]|%28|%29/g),
  slashes: counts(/[/\\]|%2f|%5c/g),
  upwards: counts(/\.\.|%2e%2e/g),
  comments: counts(/--|\/\*|#|%23/g),
  comparisons: counts(/=[^&]*=|%3d/g),
  control: counts(/%0[0-9a-f]|%00|\r|\n/g),
  beyondAscii: counts(/[\u0080-\uffff]/g),
  otherSymbols: counts(/[!$*:@^|~,]/g),
  databaseWords: counts(/\b(select|union|insert|update|delete|drop|table|from|where|or|and|having|exec|waitfor)\b/g),
  scriptWords: counts(/\b(script|alert|onload|onerror|iframe|javascript|document|cookie|bcc|set-cookie)\b/g),
  systemWords: counts(/\b(etc|passwd|cmd|exe|bin|windows|system32|include|echo|printenv)\b/g),
  entropy: (request) => entropyOf(request.query),
};

/** Bits a character. */
function entropyOf(text: string): number {
  const seen = new Map<string, number>();
  for (const character of text) seen.set(character, (seen.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of seen.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
