import Link from "next/link";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { KnownOutcome, PolicyPreview } from "../../lib/contracts/policy-preview.ts";
import { inStream } from "../url/use-stream.ts";
import styles from "./consequences.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";

type Known = PolicyPreview["draft"]["known"];

interface KnownAlertsProps {
  readonly stream: StreamName;
  readonly draft: Known;
  /** Null: the policy shown is the live one. */
  readonly live: Known | null;
}

/** What would have become of alerts that people have judged: noise that goes, and attacks that would be missed. */
export function KnownAlerts({ stream, draft, live }: KnownAlertsProps) {
  if (draft.falsePositives.judged + draft.truePositives.judged === 0) return null;
  const rows = [
    { name: policiesText.falseGone, own: draft.falsePositives, before: live?.falsePositives },
    { name: policiesText.trueGone, own: draft.truePositives, before: live?.truePositives },
  ];
  return (
    <section className={styles.part}>
      <h3>{policiesText.known}</h3>
      {rows.map(({ name, own, before }) => (
        <div key={name} className={styles.known}>
          <p>
            <b>{policiesSentences.ofJudged(own.gone, own.judged)}</b> {name}
            {before !== undefined && <small> ({before.gone} under the live version)</small>}
          </p>
          {own.gone > 0 && <Listed stream={stream} outcome={own} />}
        </div>
      ))}
    </section>
  );
}

function Listed({ stream, outcome }: { readonly stream: StreamName; readonly outcome: KnownOutcome }) {
  return (
    <ul className={styles.listed}>
      {outcome.listed.map(({ id, title }) => (
        <li key={id}>
          <Link href={inStream(`/alerts?alert=${id}`, stream)}>{title}</Link>
        </li>
      ))}
      {outcome.gone > outcome.listed.length && (
        <li>{policiesSentences.andMore(outcome.gone - outcome.listed.length)}</li>
      )}
    </ul>
  );
}
