import type { FindingKind, Findings } from "./finding.ts";
import { type RecordHeader, type RecordRoot, rootText } from "./record-lines.ts";

/** What only a platform can do; passed in. */
export interface Cryptography {
  /** SHA-256 of the text's UTF-8 bytes, in hexadecimal. */
  sha256(text: string): string;
  /** Whether the Ed25519 signature (base64url) over the text was made by the key's private half. False for bad input. */
  verify(input: { readonly publicKey: string; readonly text: string; readonly signature: string }): boolean;
}

/** A key's short name: the beginning of the digest of its public half. */
export function keyIdOf(publicKey: string, sha256: Cryptography["sha256"]): string {
  return sha256(publicKey).slice(0, 16);
}

interface RootPlace {
  readonly line: number;
  /** Where the chain stands: the root should follow its entry. */
  readonly last: { readonly seal: number; readonly hash: string };
}

/** Checks the signatures over the chain, and that they speak of the entries that are there. */
export interface RootCheck {
  root(root: RecordRoot, place: RootPlace): void;
  /** The newest root whose signature holds, by the key it names. */
  readonly newest: RecordRoot | null;
  readonly usedKeys: ReadonlySet<string>;
}

/** What is wrong with a root whose signature holds; null if it speaks of the chain that is there. */
function misplaced(
  { seal, hash }: RecordRoot,
  { last, since }: { readonly last: RootPlace["last"]; readonly since: number },
): string | null {
  if (seal !== last.seal) return `The root of entry ${seal} stands behind entry ${last.seal}.`;
  if (hash === last.hash) return null;
  return `The root at entry ${seal} was signed over another chain: among entries ${since} to ${seal} something was rewritten together with the hashes.`;
}

export function checkRoots(header: RecordHeader, findings: Findings, { sha256, verify }: Cryptography): RootCheck {
  const publicKeys = new Map<string, string>();
  for (const { id, publicKey } of header.keys) {
    if (keyIdOf(publicKey, sha256) === id) publicKeys.set(id, publicKey);
    else findings.add({ kind: "wrongKey", line: 1, seal: null, message: `The key ${id} is not the one of that name.` });
  }
  let newest: RecordRoot | null = null;
  const usedKeys = new Set<string>();
  return {
    root(root, { line, last }) {
      const { seal, keyId, signature } = root;
      const add = (kind: FindingKind, message: string) => findings.add({ kind, line, seal, message });
      const publicKey = publicKeys.get(keyId);
      if (publicKey === undefined) {
        add("wrongKey", `The root at entry ${seal} names a key that is not listed.`);
      } else if (!verify({ publicKey, text: rootText(root), signature })) {
        add("forgedRoot", `The signature of the root at entry ${seal} does not hold.`);
      } else {
        usedKeys.add(keyId);
        const message = misplaced(root, { last, since: newest === null ? 1 : newest.seal + 1 });
        if (message === null) newest = root;
        else add("wrongRoot", message);
      }
    },
    get newest() {
      return newest;
    },
    usedKeys,
  };
}
