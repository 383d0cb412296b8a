import { scoreOfMargin } from "../../lib/stats/margin.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { formatScore } from "../display/format.ts";
import styles from "./band-controls.module.css";
import { bandNames, marginIn, thresholdOf } from "./edit-policy.ts";
import { formatOneIn } from "./margin-scale.ts";
import { bandWords, policiesText } from "./policies-text.ts";

interface BandFactsProps {
  readonly policy: PolicyBody;
  readonly scopeId: string | null;
}

/** The three bands of a scope as they stand, for whoever only reads. */
export function BandFacts({ policy, scopeId }: BandFactsProps) {
  const { notify } = policy;
  return (
    <dl className={styles.facts}>
      {bandNames.map((band) => {
        const margin = marginIn(policy, scopeId, band);
        const isInherited = thresholdOf(policy, scopeId, band) === "inherit";
        return (
          <div key={band}>
            <dt>
              <b>{band}</b> {bandWords[band]}
            </dt>
            <dd>
              {margin === null ? policiesText.off : `${formatScore(scoreOfMargin(margin))}, ${formatOneIn(margin)}`}
            </dd>
            <dd>{isInherited ? policiesText.inherit : policy.severity[band]}</dd>
          </div>
        );
      })}
      {scopeId === null && notify.method === "neymanPearson" && (
        <div>
          <dt>{policiesText.notifyRule}</dt>
          <dd>{policiesText.neymanPearson}</dd>
          <dd>
            {policiesText.alpha} {notify.alpha * 100}, {policiesText.confidence} {100 - notify.delta * 100}
          </dd>
        </div>
      )}
    </dl>
  );
}
