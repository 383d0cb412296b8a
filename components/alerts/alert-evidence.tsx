"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { useNow } from "../display/clock.ts";
import { formatCount, formatCountOf, formatExact, formatShare } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { ContributionBars } from "../explain/contribution-bars.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { type Fact, FactList } from "../explain/fact-list.tsx";
import { FeatureTable } from "../explain/feature-table.tsx";
import { plainName } from "../explain/plain-name.ts";
import { ScoreWhy } from "../explain/score-why.tsx";
import styles from "./alert-detail.module.css";
import { alertSentences, alertText } from "./alert-text.ts";
import { evidenceButtonId } from "./use-evidence-focus.ts";

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
      <ScoreWhy stream={alert.stream} eventId={alert.eventId} />
      <DetailSection title={`${alertText.evidence}: ${formatCountOf(eventCount, "event")}`}>
        {events.length < eventCount && (
          <p className={styles.quiet}>The first {formatCount(events.length)} are kept here.</p>
        )}
        <EvidenceList alert={alert} onOpenEvent={onOpenEvent} />
      </DetailSection>
      <DetailSection title={alertText.features} folded>
        <FeatureTable features={alert.features} />
      </DetailSection>
    </>
  );
}

/** Few at first: what people did stands below and must be seen without scrolling past a hundred events. */
const eventsAtFirst = 5;

function EvidenceList({ alert, onOpenEvent }: AlertEvidenceProps) {
  const [all, setAll] = useState(false);
  const { events, threshold } = alert;
  return (
    <>
      <ol className={styles.events}>
        {(all ? events : events.slice(0, eventsAtFirst)).map((event) => (
          <li key={event.id}>
            <button
              id={evidenceButtonId(event.id)}
              type="button"
              className={styles.event}
              onClick={() => onOpenEvent(event.id)}
            >
              <ScoreValue score={event.score} threshold={scoreOfMargin(threshold)} />
              <span className={styles.cut} title={event.summary}>
                {event.summary}
              </span>
              <RelativeTime at={event.time} />
            </button>
          </li>
        ))}
      </ol>
      {!all && events.length > eventsAtFirst && (
        <Button variant="default" mt="sm" onClick={() => setAll(true)}>
          {alertSentences.showAll(events.length)}
        </Button>
      )}
    </>
  );
}

/** The page of a technique; a sub-technique is a folder below its technique. */
function techniqueUrl(technique: string): string {
  return `https://attack.mitre.org/techniques/${technique.replace(".", "/")}/`;
}

const dayMs = 86_400_000;

/** The exact time, and how long ago where that says more than a date. */
function ExactTime({ at }: { readonly at: string }) {
  const now = useNow();
  const ms = Date.parse(at);
  const exact = formatExact(ms);
  return now - ms < dayMs ? (
    <>
      {exact} (<RelativeTime at={at} />)
    </>
  ) : (
    exact
  );
}

function factsOf(alert: AlertDetail): Fact[] {
  const { score, threshold, confidence, entities, techniques, detectors } = alert;
  return [
    { name: "score", value: <ScoreValue score={score} threshold={scoreOfMargin(threshold)} /> },
    { name: "confidence", value: formatShare(confidence) },
    ...entities.map(({ role, name }) => ({ name: role, value: visibleName(name) })),
    { name: "first seen", value: <ExactTime at={alert.firstSeen} /> },
    { name: "last seen", value: <ExactTime at={alert.lastSeen} /> },
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
    ...(alert.scope === null ? [] : [{ name: "judged in scope", value: alert.scope }]),
    { name: "versions", value: `threshold ${alert.thresholdVersion}, policy ${alert.policyVersion}` },
    ...(alert.verdictReason === null ? [] : [{ name: "verdict because", value: alert.verdictReason }]),
  ];
}
