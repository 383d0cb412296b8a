import { z } from "zod";
import { canonicalJson } from "./canonical-json.ts";

/** Named in everything that is hashed or signed, so that a digest of one form never passes for another. */
export const recordFormat = "tideline-audit-1";

/** What stands for the hash before the first entry. */
export const genesisHash = "0".repeat(64);

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 digest in hexadecimal");
const sealSchema = z.number().int().positive();

const contentSchema = z.strictObject({
  /** Place in the chain, from 1 on, without holes. */
  seal: sealSchema,
  id: z.number().int(),
  /** UTC with microseconds. */
  at: z.string(),
  actorKind: z.string(),
  actor: z.string(),
  address: z.string().nullable(),
  action: z.string(),
  resource: z.string(),
  outcome: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
  previousHash: hashSchema,
});
/** What an entry's hash is taken of. */
export type EntryContent = z.infer<typeof contentSchema>;

const statementSchema = z.strictObject({
  seal: sealSchema,
  /** Hash of the entry with this seal: through the chain it speaks for every entry before, too. */
  hash: hashSchema,
  at: z.string(),
  keyId: z.string(),
});
/** What a root's signature is made over. */
export type RootStatement = z.infer<typeof statementSchema>;

const headerSchema = z.object({
  type: z.literal("header"),
  format: z.literal(recordFormat),
  exportedAt: z.string(),
  sealedTo: z.number().int().nonnegative(),
  hash: hashSchema,
  keys: z.array(z.object({ id: z.string(), publicKey: z.string(), since: z.string() })),
});
const entrySchema = contentSchema.extend({ type: z.literal("entry"), hash: hashSchema });
const rootSchema = statementSchema.extend({ type: z.literal("root"), signature: z.string() });
const endSchema = z.object({ type: z.literal("end"), entries: z.number().int(), roots: z.number().int() });

/** A line of a complete export: one header, then entries each followed by the root that speaks for it, then an end. */
export const recordLineSchema = z.discriminatedUnion("type", [headerSchema, entrySchema, rootSchema, endSchema]);
export type RecordHeader = z.infer<typeof headerSchema>;
export type RecordEntry = z.infer<typeof entrySchema>;
export type RecordRoot = z.infer<typeof rootSchema>;
export type RecordEnd = z.infer<typeof endSchema>;
export type RecordLine = z.infer<typeof recordLineSchema>;

/** The text whose SHA-256 is the entry's hash. */
export function entryText(content: EntryContent): string {
  return canonicalJson({ format: recordFormat, kind: "entry", ...content });
}

/** The text that a root's Ed25519 signature is made over. */
export function rootText({ seal, hash, at, keyId }: RootStatement): string {
  return canonicalJson({ format: recordFormat, kind: "root", seal, hash, at, keyId });
}

/** The action and resource of the entry that puts a signing key on record. */
export const keyAction = "audit.key";
export const keyResource = (keyId: string) => `auditKey:${keyId}`;
