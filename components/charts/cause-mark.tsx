import styles from "./cause-mark.module.css";
import { type CauseName, causeWords } from "./threshold-cause.ts";

/** A shape for each cause in a box of 12 around 0,0: told apart without colour. */
const shapes: Readonly<Record<CauseName, string>> = {
  people: "M-4 -4h8v8h-8z",
  estimate: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
  verdicts: "M0 -5.2L5 4H-5z",
  request: "M0 -5.6L5.6 0L0 5.6L-5.6 0z",
  rollBack: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0zM-2.2 0a2.2 2.2 0 1 1 4.4 0a2.2 2.2 0 1 1 -4.4 0z",
  byHand: "M-1.7 -5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z",
};

/** The shape alone, for use inside another drawing. Notify that fell is drawn upside down. */
export function CauseShape({ cause, down = false }: { readonly cause: CauseName; readonly down?: boolean }) {
  const turned = down && cause === "verdicts";
  return (
    <path
      className={styles.causeShape}
      data-cause={cause}
      d={shapes[cause]}
      fillRule="evenodd"
      {...(turned ? { transform: "scale(1 -1)" } : {})}
    />
  );
}

/** Shape and word. */
export function CauseMark({ cause }: { readonly cause: CauseName }) {
  return (
    <span className={styles.cause} title={causeWords[cause].about}>
      <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
        <CauseShape cause={cause} />
      </svg>
      {causeWords[cause].word}
    </span>
  );
}
