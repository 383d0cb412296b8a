import { scoreOfMargin } from "../../lib/stats/margin.ts";
import type { NotifyRule, PolicyBody } from "../../lib/thresholds/policy.ts";
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
      {scopeId === null && notify.method !== "fixed" && (
        <div>
          <dt>{policiesText.notifyRule}</dt>
          <dd>{policiesText[notify.method]}</dd>
          <dd>{ruleFacts(notify)}</dd>
        </div>
      )}
    </dl>
  );
}

const percent = (share: number) => `${Number((share * 100).toPrecision(4))} %`;

/** The numbers of a rule in words. */
function ruleFacts(rule: Exclude<NotifyRule, { method: "fixed" }>): string {
  if (rule.method === "neymanPearson") {
    return `false alarms at most ${percent(rule.alpha)}, with a confidence of ${percent(1 - rule.delta)}`;
  }
  const { target, rail, capacityPerDay, spotCheckShare } = rule;
  return `target ${percent(target)}, rails ${rail} either way, ${capacityPerDay.toLocaleString("en")} a day, spot checks ${percent(spotCheckShare)} of the alerts`;
}
