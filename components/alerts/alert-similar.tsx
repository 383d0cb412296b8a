"use client";

import { useQuery } from "@tanstack/react-query";
import { type SimilarAlerts, similarAlertsSchema } from "../../lib/contracts/alert-query.ts";
import { alertKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { formatCount } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import styles from "./alert-detail.module.css";
import { AlertStanding } from "./alert-standing.tsx";
import { alertSentences, alertText, verdictWords } from "./alert-text.ts";

interface AlertSimilarProps {
  readonly id: number;
  readonly onOpen: (id: number) => void;
}

/** What was decided when this was found before, and what else there is about the same entities. */
export function AlertSimilar({ id, onOpen }: AlertSimilarProps) {
  const query = useQuery({
    queryKey: alertKeys.similar(id),
    queryFn: ({ signal }) => request(similarAlertsSchema, `/api/v1/alerts/${id}/similar`, { signal }),
  });
  return (
    <DetailSection title={alertText.similar}>
      <QueryView query={query} loading={alertText.similar} rows={3}>
        {(similar) => <SimilarList similar={similar} onOpen={onOpen} />}
      </QueryView>
    </DetailSection>
  );
}

interface SimilarListProps {
  readonly similar: SimilarAlerts;
  readonly onOpen: (id: number) => void;
}

function SimilarList({ similar: { items, verdicts }, onOpen }: SimilarListProps) {
  if (items.length === 0) return <p className={styles.quiet}>{alertText.similarNone}</p>;
  const decided = verdicts.map(({ verdict, count }) => `${formatCount(count)} ${verdictWords[verdict].toLowerCase()}`);
  return (
    <>
      {decided.length > 0 && <p className={styles.decided}>{alertSentences.decidedBefore(decided.join(", "))}</p>}
      <ul className={styles.events}>
        {items.map((alert) => (
          <li key={alert.id}>
            <button type="button" className={styles.similar} onClick={() => onOpen(alert.id)}>
              <SeverityMark severity={alert.severity} wordless />
              <span className={styles.cut} title={`${alert.title}\n${alert.verdictReason ?? alert.reason}`}>
                {alert.title}
                {alert.shared.length > 0 && <span className={styles.because}> {alert.shared.join(", ")}</span>}
                {alert.verdictReason !== null && <span className={styles.because}> “{alert.verdictReason}”</span>}
              </span>
              <AlertStanding status={alert.status} verdict={alert.verdict} />
              <RelativeTime at={alert.lastSeen} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
