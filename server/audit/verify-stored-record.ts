import type { AuditVerifyAnswer } from "../../lib/contracts/audit.ts";
import { verifyRecord } from "../../lib/record/verify-record.ts";
import type { Pool } from "../db/pg.ts";
import { cryptography } from "./cryptography.ts";
import { readRecord } from "./read-record.ts";

/** Entries between two breaths, so that a long record does not hold up everybody else's requests. */
const breathEvery = 250;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Verifies the record where it stands, by the code that verifies an export. */
async function verifyStoredRecord(pool: Pool, now: Date): Promise<AuditVerifyAnswer> {
  const startedMs = performance.now();
  const verifier = verifyRecord({ publicKey: null, expected: null }, cryptography);
  let lines = 0;
  for await (const line of readRecord(pool, now)) {
    verifier.line(JSON.stringify(line));
    lines += 1;
    if (lines % breathEvery === 0) await breathe();
  }
  const { findings, exportedAt: _at, ...report } = verifier.finish();
  return {
    ...report,
    findings: findings.map(({ kind, seal, message }) => ({ kind, seal, message })),
    milliseconds: Math.round(performance.now() - startedMs),
  };
}

const underWay = new WeakMap<Pool, Promise<AuditVerifyAnswer>>();

/** `verifyStoredRecord`, once at a time: it takes a processor, and who asks meanwhile gets the same answer. */
export function verifyTogether(pool: Pool, now: Date): Promise<AuditVerifyAnswer> {
  const known = underWay.get(pool);
  if (known !== undefined) return known;
  const verifying = verifyStoredRecord(pool, now).finally(() => underWay.delete(pool));
  underWay.set(pool, verifying);
  return verifying;
}
