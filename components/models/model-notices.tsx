import type { ModelRow } from "../../lib/contracts/models.ts";
import styles from "./models.module.css";
import { modelsText } from "./models-text.ts";
import { TrainingBar } from "./training-bar.tsx";

/** What has to be known of a model before its figures. */
export function ModelNotices({ row }: { readonly row: ModelRow }) {
  return (
    <>
      {row.state === "champion" && row.refusal !== null && (
        <p className={styles.notice} role="alert">
          Scoring refused it, and what was before it stays in force: {row.refusal}
        </p>
      )}
      {row.failure !== null && (
        <p className={styles.notice} role="alert">
          {row.failure}
        </p>
      )}
      {row.origin === "imported" && row.headline !== null && <p className={styles.note}>{modelsText.statedByFile}</p>}
      {row.state === "training" && (
        <p className={styles.note} role="status">
          <TrainingBar model={row} />
        </p>
      )}
    </>
  );
}
