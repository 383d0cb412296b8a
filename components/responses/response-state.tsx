import type { ResponseState } from "../../lib/contracts/responses.ts";
import styles from "./response-detail.module.css";
import { type StateTone, stateHints, stateTones, stateWords } from "./response-text.ts";

/** A shape of its own for each tone, in a 12 x 12 box: readable without colour. */
const shapes: Readonly<Record<StateTone, string>> = {
  waits:
    "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM6 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM5.4 3.8h1.2v2l1.3 1.3l-.8.8l-1.7-1.7z",
  moves: "M2 2.5L7 6L2 9.5zM7 2.5h1.8v7H7z",
  holds: "M6 1L10.5 2.8V6c0 2.6-1.9 4.4-4.5 5.2C3.4 10.4 1.5 8.6 1.5 6V2.8z",
  settled: "M4.6 9.8L1.2 6.4l1.3-1.3l2.1 2.1l4.9-4.9l1.3 1.3z",
  bad: "M6 .9L11.6 10.8H.4zM5.3 4v3.6h1.4V4zM5.3 8.4v1.3h1.4V8.4z",
  off: "M1.5 5.2h9v1.6h-9z",
};

/** Where a response stands: shape, word, and what it means on hover. */
export function ResponseStateMark({ state }: { readonly state: ResponseState }) {
  const tone = stateTones[state];
  return (
    <span className={styles.state} data-tone={tone} title={stateHints[state]}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapes[tone]} fillRule="evenodd" fill="currentColor" />
      </svg>
      {stateWords[state]}
    </span>
  );
}
