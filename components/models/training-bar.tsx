import type { ModelRow } from "../../lib/contracts/models.ts";
import { formatShare } from "../display/format.ts";
import styles from "./models.module.css";
import { modelsText } from "./models-text.ts";
import { ProgressBar } from "./progress-bar.tsx";

/** How far a training is, and at what. */
export function TrainingBar({ model }: { readonly model: ModelRow }) {
  const { progress, cancelling, number } = model;
  if (progress === null) return null;
  const step = cancelling ? modelsText.cancelling : progress.step;
  return (
    <span className={styles.progress}>
      <ProgressBar value={progress.share} max={1} label={`Training of model ${number}: ${step}`} />
      <span className={styles.progressShare}>{formatShare(progress.share)}</span>
      <span className={styles.progressStep}>{step}</span>
    </span>
  );
}
