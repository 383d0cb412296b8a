"use client";

import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { GuardedThreshold } from "../../lib/contracts/thresholds.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { formatScore } from "../display/format.ts";
import { CommittedNumber } from "../policies/committed-number.tsx";
import { marginOfScore } from "../policies/margin-scale.ts";
import styles from "./thresholds.module.css";
import { thresholdSentences, thresholdsText } from "./thresholds-text.ts";
import { useMoveByHand } from "./use-thresholds.ts";

interface MoveByHandDialogProps {
  readonly stream: StreamName;
  readonly guarded: GuardedThreshold;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const saidMs = 8000;
const tenth = (score: number, round: (value: number) => number) => round(score * 10) / 10;

/** Puts notify elsewhere between its rails: lower at once, higher once another person agrees. */
export function MoveByHandDialog({ stream, guarded, opened, onClose }: MoveByHandDialogProps) {
  const { notify, rails } = guarded;
  const [asked, setAsked] = useState<number | null>(null);
  const move = useMoveByHand(stream);
  const least = tenth(scoreOfMargin(rails.low), Math.ceil);
  const most = tenth(scoreOfMargin(rails.high), Math.floor);
  const now = scoreOfMargin(notify);
  const to = asked ?? tenth(now, Math.round);
  const raises = asked !== null && asked > now;
  const close = () => {
    setAsked(null);
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={thresholdsText.byHandTitle}
      confirm={raises && stream !== "demo" ? thresholdsText.ask : thresholdsText.move}
      isReady={asked !== null}
      reasonLabel={thresholdsText.rollBackReason}
      startsAbove
      onClose={close}
      onConfirm={async (reason) => {
        const margin = Math.min(rails.high, Math.max(rails.low, marginOfScore(to)));
        const { outcome } = await move.mutateAsync({ to: margin, reason });
        const message = outcome === "asked" ? thresholdsText.asked : thresholdsText.underWay;
        notifications.show({ message, autoClose: saidMs });
      }}
    >
      <p className={styles.dialogText}>{thresholdSentences.byHand(formatScore(now), least, most)}</p>
      <CommittedNumber
        label={thresholdsText.byHandScore}
        value={to}
        least={least}
        most={most}
        decimals={1}
        disabled={false}
        showsLabel
        saysBounds
        isFirst
        onCommit={setAsked}
      />
      <p className={styles.dialogText}>
        {asked === null
          ? thresholdsText.byHandNothing
          : raises && stream !== "demo"
            ? thresholdsText.byHandUp
            : thresholdsText.byHandDown}
      </p>
    </ConfirmDialog>
  );
}
