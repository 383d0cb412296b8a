import type { ModelState } from "../../lib/contracts/models.ts";
import styles from "./models.module.css";
import { stateHints, stateWords } from "./models-text.ts";

/** A shape of its own for each state, in a 12 x 12 box: readable without colour. */
const shapes: Readonly<Record<ModelState, string>> = {
  training:
    "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM6 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM5.4 3.8h1.2v2l1.3 1.3l-.8.8l-1.7-1.7z",
  candidate: "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM6 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6z",
  champion: "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z",
  retired: "M1.5 5.2h9v1.6h-9z",
  failed: "M6 .9L11.6 10.8H.4zM5.3 4v3.6h1.4V4zM5.3 8.4v1.3h1.4V8.4z",
  cancelled: "M2.2 1.1L6 4.9l3.8-3.8l1.1 1.1L7.1 6l3.8 3.8l-1.1 1.1L6 7.1l-3.8 3.8l-1.1-1.1L4.9 6L1.1 2.2z",
};

/** Where a model stands: shape, word, and what it means on hover. */
export function ModelStateMark({ state }: { readonly state: ModelState }) {
  return (
    <span className={styles.state} data-state={state} title={stateHints[state]}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapes[state]} fillRule="evenodd" fill="currentColor" />
      </svg>
      {stateWords[state]}
    </span>
  );
}
