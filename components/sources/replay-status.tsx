import { Button } from "@mantine/core";
import { formatCount } from "../display/format.ts";
import { deadSentences, deadText } from "./operations-text.ts";
import styles from "./sources.module.css";
import type { ReplayProgress } from "./use-replay.ts";

/** How far a replay is, and what came of it. */
export function ReplayStatus({ progress, onStop }: { readonly progress: ReplayProgress; readonly onStop: () => void }) {
  const { done, refused, total, running, problem } = progress;
  const sentence = running ? deadSentences.progress : deadSentences.finished;
  const words = sentence(formatCount(done), formatCount(refused));
  return (
    <div className={styles.progress}>
      {running && <progress max={Math.max(1, total)} value={done + refused} aria-label={deadText.replay} />}
      <span role="status">{words}</span>
      {problem !== null && <span className={styles.warn}>{problem}</span>}
      {running && (
        <Button size="compact-xs" variant="default" onClick={onStop}>
          {deadText.stop}
        </Button>
      )}
    </div>
  );
}
