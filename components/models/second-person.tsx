import { requestText } from "../change-requests/request-text.ts";
import styles from "./models.module.css";
import { modelsText } from "./models-text.ts";

/** What scores less well is one person's wish and another's decision. */
export function SecondPerson() {
  return (
    <p className={styles.notice}>
      {modelsText.trialWarns} {requestText.secondPerson}
    </p>
  );
}
