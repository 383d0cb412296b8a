"use client";

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconShieldLock } from "@tabler/icons-react";
import type { AuditSeal } from "../../lib/contracts/audit.ts";
import { useNow } from "../display/clock.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { formatCount, formatWait } from "../display/format.ts";
import { useDropDown } from "../display/use-drop-down.ts";
import styles from "./audit.module.css";
import { useAuditSeal } from "./use-audit.ts";

const { Part: SealDetails, fetch } = fetchedLater(() => import("./seal-details.tsx").then((file) => file.SealDetails));

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
  const { trigger, place, wasOpened } = useDropDown("dialog", fetch);
  if (seal === undefined) return <span className={styles.quiet}>{error === null ? "Seal …" : "Seal unknown"}</span>;
  const late = lateness(seal, now);
  const ago = seal.signedAt === null ? null : Math.max(0, now - Date.parse(seal.signedAt));
  const text =
    seal.sealedTo === 0 || ago === null
      ? "Nothing sealed yet"
      : `Sealed to entry ${formatCount(seal.sealedTo)}, ${formatWait(ago)} ago`;
  return (
    <>
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
        {...trigger}
      >
        {late === null ? text : `${formatCount(seal.waiting)} unsealed for ${formatWait(late)}`}
      </Button>
      {wasOpened && <SealDetails place={place} label={text} seal={seal} />}
    </>
  );
}
