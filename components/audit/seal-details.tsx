"use client";

import { Button, Popover } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck } from "@tabler/icons-react";
import type { AuditSeal, AuditVerifyAnswer } from "../../lib/contracts/audit.ts";
import { describeError } from "../data/api-error.ts";
import { AnchoredPopover } from "../display/anchored-menu.tsx";
import { CopyBlock } from "../display/copy-block.tsx";
import { formatCount, formatCountOf, formatDuration } from "../display/format.ts";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import styles from "./audit.module.css";
import { auditText } from "./audit-text.ts";
import { useVerifyRecord } from "./use-audit.ts";

interface SealDetailsProps {
  readonly place: DropDownPlace;
  readonly label: string;
  readonly seal: AuditSeal;
}

/** What the seal is made with, the verifier, and how to verify elsewhere. */
export function SealDetails({ place, label, seal }: SealDetailsProps) {
  const verify = useVerifyRecord();
  const key = seal.keys.find(({ id }) => id === seal.keyId)?.publicKey;
  return (
    <AnchoredPopover place={place} position="bottom-end" width={440}>
      <Popover.Dropdown aria-label={label}>
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
      </Popover.Dropdown>
    </AnchoredPopover>
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
