import type { PolicyRate } from "../../lib/contracts/policy-rates.ts";
import { oneIn } from "../live/describe-rate.ts";
import { policiesSentences } from "./policies-text.ts";
import styles from "./versions.module.css";

/** This many times the target is worth a colour, where enough events reached notify to say so. */
const muchMore = 2;
const fewestEvents = 5;

/** How often events reached notify while a version was in force, against what it aims at; nothing where none came. */
export function RealisedRate({ rate }: { readonly rate: PolicyRate | undefined }) {
  if (rate === undefined || rate.events === 0) return null;
  const { events, flagged, target } = rate;
  const share = flagged / events;
  const isOver = flagged >= fewestEvents && share >= muchMore * target.share;
  return (
    <span
      className={styles.versionRate}
      data-over={isOver || undefined}
      title={policiesSentences.realisedAbout(events, flagged)}
    >
      <span>{policiesSentences.realised(oneIn(share))}</span>{" "}
      <span>{policiesSentences.target(oneIn(target.share))}</span>
    </span>
  );
}
