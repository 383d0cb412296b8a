"use client";

import { notifications } from "@mantine/notifications";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ThresholdMoveRow } from "../../lib/contracts/thresholds.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { formatScore } from "../display/format.ts";
import styles from "./thresholds.module.css";
import { thresholdsText } from "./thresholds-text.ts";
import { useRollBackMove } from "./use-thresholds.ts";

interface RollBackDialogProps {
  readonly stream: StreamName;
  /** What is asked about; null: nothing. */
  readonly move: ThresholdMoveRow | null;
  /** Margin of notify now. */
  readonly now: number | null;
  readonly onClose: () => void;
}

const level = (margin: number | null) => (margin === null ? thresholdsText.off : formatScore(scoreOfMargin(margin)));
const saidMs = 8000;

/** Says exactly what a roll back brings back, and whether it takes effect at once or is asked for. */
export function RollBackDialog({ stream, move, now, onClose }: RollBackDialogProps) {
  const rollBack = useRollBackMove(stream);
  const to = move?.from ?? null;
  const loosens = to !== null && now !== null && to > now;
  return (
    <ConfirmDialog
      opened={move !== null}
      title={`Notify back to ${level(to)}?`}
      confirm={loosens && stream !== "demo" ? "Ask for it" : thresholdsText.rollBack}
      reasonLabel={thresholdsText.rollBackReason}
      onClose={onClose}
      onConfirm={async (reason) => {
        if (move === null) return;
        const { outcome } = await rollBack.mutateAsync({ version: move.version, reason });
        notifications.show({
          message: outcome === "asked" ? thresholdsText.asked : thresholdsText.underWay,
          autoClose: saidMs,
        });
      }}
    >
      <p className={styles.dialogText}>
        Notify goes from {level(now)} to <b>{level(to)}</b>, exactly where it stood before this move. What verdicts
        wanted since and is not done yet is forgotten.
      </p>
      <p className={styles.dialogText}>{effectOf(loosens, stream)}</p>
    </ConfirmDialog>
  );
}

function effectOf(loosens: boolean, stream: StreamName): string {
  if (!loosens) return "More events reach people again. It takes effect with the next event that is scored.";
  return stream === "demo"
    ? "Fewer events reach people. With generated traffic it takes effect at once; elsewhere another person would decide."
    : "Fewer events reach people, so that another person has to agree: it becomes a request, and nothing moves until then.";
}
