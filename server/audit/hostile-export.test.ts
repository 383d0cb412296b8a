import { expect, test } from "vitest";
import {
  entryText,
  genesisHash,
  keyAction,
  keyResource,
  recordFormat,
  rootText,
} from "../../lib/record/record-lines.ts";
import { verifyRecord } from "../../lib/record/verify-record.ts";
import { cryptography } from "./cryptography.ts";
import { signingKeyOf } from "./signing-key.ts";

const key = signingKeyOf(new Uint8Array(32).fill(3));
const other = signingKeyOf(new Uint8Array(32).fill(5));

/** A record of one entry, which puts its key on it, as an export writes it. */
function smallExport(): string[] {
  const content = {
    seal: 1,
    id: 1,
    at: "2026-11-22T12:00:00.000000Z",
    actorKind: "system",
    actor: "sealer",
    address: null,
    action: keyAction,
    resource: keyResource(key.id),
    outcome: "success",
    before: null,
    after: { id: key.id },
    requestId: null,
    previousHash: genesisHash,
  };
  const hash = cryptography.sha256(entryText(content));
  const statement = { seal: 1, hash, at: "2026-11-22T12:00:01.000Z", keyId: key.id };
  const signature = Buffer.from(key.sign(rootText(statement))).toString("base64url");
  const keys = [{ id: key.id, publicKey: key.publicKey, since: statement.at }];
  const lines = [
    { type: "header", format: recordFormat, exportedAt: statement.at, sealedTo: 1, hash, keys },
    { type: "entry", ...content, hash },
    { type: "root", ...statement, signature },
    { type: "end", entries: 1, roots: 1 },
  ];
  return lines.map((line) => JSON.stringify(line));
}

function kindsIn(lines: readonly string[], publicKey: string | null = key.publicKey, by = cryptography) {
  const verifier = verifyRecord({ publicKey, expected: null }, by);
  for (const line of lines) verifier.line(line);
  return verifier.finish().findings.map(({ kind }) => kind);
}

test("it is intact as it was written, also with the line ends of another system", () => {
  expect(kindsIn(smallExport())).toEqual([]);
  expect(kindsIn(smallExport().map((line) => `${line}\r`))).toEqual([]);
});

test.each([
  ["a field", `"actor":`, `"actor":"mallory","actor":`],
  ["a field within", `"after":{`, `"after":{"id":"mine",`],
  ["a space", `"actor":`, `"actor": `],
])("%s that was put in beside what was sealed", (_what, from, to) => {
  expect(kindsIn(smallExport().map((line) => line.replace(from, to)))).toEqual(["changed"]);
});

test("all of it taken out: whoever holds a key of it knows that there was something", () => {
  const empty = [
    JSON.stringify({
      type: "header",
      format: recordFormat,
      exportedAt: "2026-11-22T12:00:00.000Z",
      sealedTo: 0,
      hash: genesisHash,
      keys: [],
    }),
    JSON.stringify({ type: "end", entries: 0, roots: 0 }),
  ];
  expect(kindsIn(empty)).toEqual(["truncated"]);
  expect(kindsIn(empty, null)).toEqual([]);
});

test("a key whose short name is the same is another key", () => {
  // As if two keys had been found whose digests begin alike.
  const sha256 = (text: string) => cryptography.sha256(text === other.publicKey ? key.publicKey : text);
  expect(kindsIn(smallExport(), other.publicKey, { ...cryptography, sha256 })).toEqual(["wrongKey"]);
});
