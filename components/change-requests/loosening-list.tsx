import type { Loosening } from "../../lib/thresholds/loosening.ts";
import styles from "./change-requests.module.css";
import { looseningLine } from "./request-text.ts";

/** What lets more through, one line each: of which events, from what, to what. */
export function LooseningList({ loosenings }: { readonly loosenings: readonly Loosening[] }) {
  return (
    <ul className={styles.loosenings}>
      {loosenings.map((loosening) => (
        <li key={JSON.stringify(loosening)}>
          {looseningLine(loosening)}
          <span className={styles.fromTo}>
            {loosening.before} → {loosening.after}
          </span>
        </li>
      ))}
    </ul>
  );
}
