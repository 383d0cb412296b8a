"use client";

import { Button, Popover } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck, IconShieldLock } from "@tabler/icons-react";
import type { AuditSeal, AuditVerifyAnswer } from "../../lib/contracts/audit.ts";
import { describeError } from "../data/api-error.ts";
import { useNow } from "../display/clock.ts";
import { CopyBlock } from "../display/copy-block.tsx";
import { formatCount, formatCountOf, formatDuration, formatWait } from "../display/format.ts";
import styles from "./audit.module.css";
import { auditText } from "./audit-text.ts";
import { useAuditSeal, useVerifyRecord } from "./use-audit.ts";

/** Sealing comes each second: longer than this, nobody seals. */
const lateMs = 10_000;

/** How late the oldest unsealed entry is; null while all is well. */
function lateness({ waitingSince }: AuditSeal, nowMs: number): number | null {
  if (waitingSince === null) return null;
  const ms = nowMs - Date.parse(waitingSince);
  return ms > lateMs ? ms : null;
}

/** "Sealed to entry N, k s ago", and behind it the key, the newest root, and the verifier. */
export function SealBadge() {
  const { data: seal, error } = useAuditSeal();
  const now = useNow();
  if (seal === undefined) return <span className={styles.quiet}>{error === null ? "Seal …" : "Seal unknown"}</span>;
  const late = lateness(seal, now);
  const ago = seal.signedAt === null ? null : Math.max(0, now - Date.parse(seal.signedAt));
  const text =
    seal.sealedTo === 0 || ago === null
      ? "Nothing sealed yet"
      : `Sealed to entry ${formatCount(seal.sealedTo)}, ${formatWait(ago)} ago`;
  return (
    <Popover position="bottom-end" width={440} trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button
          variant="default"
          className={styles.badge}
          data-late={late !== null}
          leftSection={
            late === null ? (
              <IconShieldLock size={15} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={15} aria-hidden="true" />
            )
          }
        >
          {late === null ? text : `${formatCount(seal.waiting)} unsealed for ${formatWait(late)}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text}>
        <SealDetails seal={seal} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SealDetails({ seal }: { readonly seal: AuditSeal }) {
  const verify = useVerifyRecord();
  const key = seal.keys.find(({ id }) => id === seal.keyId)?.publicKey;
  return (
    <div className={styles.sealDetails}>
      <p className={styles.quiet}>{auditText.sealHint}</p>
      <div className={styles.verifyRow}>
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          {auditText.verify}
        </Button>
        <div role="status">{verify.data !== undefined && <Verdict answer={verify.data} />}</div>
        {verify.error !== null && <p className={styles.broken}>{describeError(verify.error)}</p>}
      </div>
      {verify.data?.ok === false && <FindingList answer={verify.data} />}
      {key !== undefined && seal.hash !== null && (
        <>
          <h3 className={styles.heading}>{auditText.offline}</h3>
          <CopyBlock
            label={auditText.offline}
            text={`npm run verify-audit -- FILE \\\n  --key ${key} \\\n  --expect ${seal.sealedTo}:${seal.hash}`}
          />
        </>
      )}
    </div>
  );
}

function Verdict({ answer }: { readonly answer: AuditVerifyAnswer }) {
  if (!answer.ok) {
    return (
      <span className={styles.broken}>
        <IconAlertTriangle size={16} aria-hidden="true" /> Not intact: {formatCountOf(answer.findingCount, "fault")}
      </span>
    );
  }
  return (
    <span className={styles.intact}>
      <IconShieldCheck size={16} aria-hidden="true" /> Intact: {formatCount(answer.entries)} entries in{" "}
      {formatDuration(answer.milliseconds)}
    </span>
  );
}

const mostShown = 8;

function FindingList({ answer }: { readonly answer: AuditVerifyAnswer }) {
  return (
    <ul className={styles.findings}>
      {answer.findings.slice(0, mostShown).map(({ kind, seal, message }) => (
        <li key={`${kind} ${seal} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}
