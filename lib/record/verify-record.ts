import { type ChainCheck, checkChain } from "./check-chain.ts";
import { type Cryptography, checkRoots, type RootCheck } from "./check-roots.ts";
import { collectFindings, type Finding, type Findings } from "./finding.ts";
import {
  keyAction,
  keyResource,
  type RecordEnd,
  type RecordEntry,
  type RecordHeader,
  type RecordLine,
  type RecordRoot,
  recordLineSchema,
} from "./record-lines.ts";

export interface VerifyOptions {
  /** Public key (base64url) that the newest root must be signed by; null takes the file's word for it. */
  readonly publicKey: string | null;
  /** A place in the chain that is known from elsewhere: the file must hold it, so that an older one cannot pass. */
  readonly expected: { readonly seal: number; readonly hash: string } | null;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly entries: number;
  readonly roots: number;
  /** The last entry that a signature speaks for, its hash, when that was signed and by which key. */
  readonly sealedTo: number;
  readonly hash: string | null;
  readonly signedAt: string | null;
  readonly keyId: string | null;
  readonly exportedAt: string | null;
  readonly findings: readonly Finding[];
  /** All of them; `findings` holds the first ones. */
  readonly findingCount: number;
}

/** Reads an export line by line, in bounded space. */
export interface RecordVerifier {
  line(text: string): void;
  finish(): VerifyReport;
}

/** The line's text is the one way in which it is written; a line end of another system may have come on the way. */
function parseLine(text: string): { readonly line: RecordLine; readonly asWritten: boolean } | null {
  try {
    const value: unknown = JSON.parse(text);
    const line = recordLineSchema.safeParse(value).data;
    return line === undefined ? null : { line, asWritten: JSON.stringify(value) === text.replace(/\r$/, "") };
  } catch {
    return null;
  }
}

/** State of one pass over a file. */
interface Pass {
  readonly options: VerifyOptions;
  readonly cryptography: Cryptography;
  readonly findings: Findings;
  readonly chain: ChainCheck;
  readonly recordedKeys: Set<string>;
  header: RecordHeader | null;
  roots: RootCheck | null;
  end: RecordEnd | null;
  lines: number;
  entries: number;
  rootCount: number;
  expectedSeen: boolean;
}

function beginPass(options: VerifyOptions, cryptography: Cryptography): Pass {
  const findings = collectFindings();
  const chain = checkChain(findings, cryptography.sha256);
  const nothing = { header: null, roots: null, end: null, lines: 0, entries: 0, rootCount: 0, expectedSeen: false };
  return { options, cryptography, findings, chain, recordedKeys: new Set(), ...nothing };
}

function takeHeader(pass: Pass, header: RecordHeader): void {
  pass.header = header;
  pass.roots = checkRoots(header, pass.findings, pass.cryptography);
}

function takeEntry(pass: Pass, entry: RecordEntry): void {
  pass.entries += 1;
  pass.chain.entry(entry, pass.lines);
  const { expected } = pass.options;
  if (expected !== null && entry.seal === expected.seal && entry.hash === expected.hash) pass.expectedSeen = true;
  if (entry.action === keyAction) pass.recordedKeys.add(entry.resource);
}

function takeRoot(pass: Pass, root: RecordRoot): void {
  pass.rootCount += 1;
  pass.roots?.root(root, { line: pass.lines, last: pass.chain.last });
}

function takeLine(pass: Pass, text: string): void {
  pass.lines += 1;
  const parsed = parseLine(text);
  const add = (kind: Finding["kind"], message: string) =>
    pass.findings.add({ kind, line: pass.lines, seal: null, message });
  const refuse = (message: string) => add("unreadable", message);
  if (parsed === null) {
    refuse("This is no line of an audit export.");
    return;
  }
  const { line, asWritten } = parsed;
  // A field that stands there twice counts by its last value here, and by its first to who reads it.
  if (!asWritten) add("changed", "This line is not written as an export writes it: something was put into it.");
  if (pass.end !== null) refuse("Something stands behind the end.");
  else if (line.type === "header" && pass.lines > 1) refuse("A second header.");
  else if (line.type === "header") takeHeader(pass, line);
  else if (line.type === "entry") takeEntry(pass, line);
  else if (line.type === "root") takeRoot(pass, line);
  else pass.end = line;
}

function whole(kind: Finding["kind"], message: string): Finding {
  return { kind, line: null, seal: null, message };
}

/** What the header and the end line promise must be there. */
function* checkCompleteness({ header, end, chain, entries, rootCount, roots }: Pass): Generator<Finding> {
  if (header === null) return yield whole("unreadable", "There is no header: this is no complete audit export.");
  const { seal } = chain.last;
  if (end === null) yield whole("truncated", `The file ends at entry ${seal} without its end line.`);
  else if (end.entries !== entries || end.roots !== rootCount) {
    const message = `The end line speaks of ${end.entries} entries and ${end.roots} roots; ${entries} and ${rootCount} are there.`;
    yield whole(end.entries > entries || end.roots > rootCount ? "truncated" : "inserted", message);
  }
  if (seal < header.sealedTo) {
    yield whole("truncated", `The header promises entries up to ${header.sealedTo}; the file ends at ${seal}.`);
  } else if (seal > header.sealedTo) {
    yield whole("inserted", `The header promises entries up to ${header.sealedTo}; the file goes on to ${seal}.`);
  } else if (seal > 0 && header.hash !== chain.last.hash) {
    yield whole("changed", `The header names another hash for entry ${seal}.`);
  }
  const signed = roots?.newest?.seal ?? 0;
  if (signed < seal) {
    yield whole("unsigned", `No signature that holds speaks for entries ${signed + 1} to ${seal}.`);
  }
}

/** Whose signature it is: without this a forger could sign everything anew. */
function* checkKeys({ header, entries, roots, options, recordedKeys, expectedSeen }: Pass): Generator<Finding> {
  const { publicKey, expected } = options;
  const newest = roots?.newest ?? null;
  const signedBy = header?.keys.find(({ id }) => id === newest?.keyId)?.publicKey;
  if (publicKey !== null && newest !== null && signedBy !== publicKey) {
    yield whole("wrongKey", `The newest root is signed by the key ${newest.keyId}, which is not the one you gave.`);
  }
  if (publicKey !== null && header !== null && entries === 0) {
    // A key is known once it has signed, and its own entry is the first that it signs.
    yield whole("truncated", "The file holds no entry at all, and so nothing that the key you gave has signed.");
  }
  for (const keyId of roots?.usedKeys ?? []) {
    if (recordedKeys.has(keyResource(keyId))) continue;
    yield whole("wrongKey", `The record itself never names the key ${keyId}, which signed roots.`);
  }
  if (expected !== null && !expectedSeen) {
    const message = `Entry ${expected.seal} with the hash you gave is not in the file: it is older than that, or was rewritten.`;
    yield whole("truncated", message);
  }
}

/** Verifies a complete export; tells everything that is wrong, not only the first of it. */
export function verifyRecord(options: VerifyOptions, cryptography: Cryptography): RecordVerifier {
  const pass = beginPass(options, cryptography);
  return {
    line: (text) => takeLine(pass, text),
    finish() {
      pass.chain.finish();
      for (const finding of [...checkCompleteness(pass), ...checkKeys(pass)]) pass.findings.add(finding);
      const newest = pass.roots?.newest ?? null;
      return {
        ok: pass.findings.count === 0,
        entries: pass.entries,
        roots: pass.rootCount,
        sealedTo: newest?.seal ?? 0,
        hash: newest?.hash ?? null,
        signedAt: newest?.at ?? null,
        keyId: newest?.keyId ?? null,
        exportedAt: pass.header?.exportedAt ?? null,
        findings: pass.findings.kept,
        findingCount: pass.findings.count,
      };
    },
  };
}
