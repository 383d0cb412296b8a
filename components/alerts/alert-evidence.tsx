"use client";

import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatCount, formatShare } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { ContributionBars } from "../explain/contribution-bars.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { type Fact, FactList } from "../explain/fact-list.tsx";
import { FeatureTable } from "../explain/feature-table.tsx";
import { plainName } from "../explain/plain-name.ts";
import styles from "./alert-detail.module.css";
import { alertText } from "./alert-text.ts";

interface AlertEvidenceProps {
  readonly alert: AlertDetail;
  readonly onOpenEvent: (id: number) => void;
}

/** Reason first, then the numbers behind it, then the events. */
export function AlertEvidence({ alert, onOpenEvent }: AlertEvidenceProps) {
  const { events, eventCount } = alert;
  return (
    <>
      <div className={styles.reason}>
        <p>{alert.reason}</p>
        <FactList facts={factsOf(alert)} />
      </div>
      <DetailSection title={alertText.contributions}>
        <ContributionBars
          contributions={alert.contributions}
          margin={alert.margin}
          score={alert.score}
          threshold={alert.threshold}
        />
      </DetailSection>
      <DetailSection title={`${alertText.evidence}: ${formatCount(eventCount)} event${eventCount === 1 ? "" : "s"}`}>
        {events.length < eventCount && (
          <p className={styles.quiet}>The first {formatCount(events.length)} are kept here.</p>
        )}
        <ol className={styles.events}>
          {events.map((event) => (
            <li key={event.id}>
              <button type="button" className={styles.event} onClick={() => onOpenEvent(event.id)}>
                <ScoreValue score={event.score} threshold={scoreOfMargin(alert.threshold)} />
                <span className={styles.cut} title={event.summary}>
                  {event.summary}
                </span>
                <RelativeTime at={event.time} />
              </button>
            </li>
          ))}
        </ol>
      </DetailSection>
      <DetailSection title={alertText.features} folded>
        <FeatureTable features={alert.features} />
      </DetailSection>
    </>
  );
}

/** The page of a technique; a sub-technique is a folder below its technique. */
function techniqueUrl(technique: string): string {
  return `https://attack.mitre.org/techniques/${technique.replace(".", "/")}/`;
}

function factsOf(alert: AlertDetail): Fact[] {
  const { score, threshold, confidence, entities, techniques, detectors } = alert;
  return [
    { name: "score", value: <ScoreValue score={score} threshold={scoreOfMargin(threshold)} /> },
    { name: "confidence", value: formatShare(confidence) },
    ...entities.map(({ role, name }) => ({ name: role, value: name })),
    {
      name: "seen",
      value: (
        <>
          first <RelativeTime at={alert.firstSeen} />, last <RelativeTime at={alert.lastSeen} />
        </>
      ),
    },
    { name: "detectors", value: detectors.map(plainName).join(", ") },
    ...(techniques.length === 0
      ? []
      : [
          {
            name: "ATT&CK",
            value: techniques.map((technique) => (
              <a
                key={technique}
                className={styles.technique}
                href={techniqueUrl(technique)}
                target="_blank"
                rel="noreferrer"
              >
                {technique}
              </a>
            )),
          },
        ]),
    { name: "versions", value: `threshold ${alert.thresholdVersion}, policy ${alert.policyVersion}` },
    ...(alert.assignee === null ? [] : [{ name: "assignee", value: alert.assignee }]),
    ...(alert.verdictReason === null ? [] : [{ name: "verdict because", value: alert.verdictReason }]),
  ];
}
