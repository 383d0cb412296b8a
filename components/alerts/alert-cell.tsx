import type { ReactNode } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { formatCount, formatExact, formatShare } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { plainName } from "../explain/plain-name.ts";
import type { ColumnName } from "./alert-columns.ts";
import { AlertStanding } from "./alert-standing.tsx";

/** `maria@example.org` as `maria`: the domain is nearly always the same, and the whole address is on hover. */
const shortName = (email: string) => email.split("@", 1)[0] ?? email;

/** What a column shows of an alert, its title aside. */
export function cellOf(name: Exclude<ColumnName, "alert">, alert: AlertRow): ReactNode {
  switch (name) {
    case "severity":
      return <SeverityMark severity={alert.severity} />;
    case "score":
      return <ScoreValue score={alert.score} />;
    case "entities":
      return (
        <span title={alert.entities.map(({ role, name: entity }) => `${role}: ${visibleName(entity)}`).join("\n")}>
          {alert.entities.map(({ name: entity }) => visibleName(entity)).join(" · ")}
        </span>
      );
    case "events":
      return formatCount(alert.eventCount);
    case "lastSeen":
      return <RelativeTime at={alert.lastSeen} />;
    case "status":
      return <AlertStanding status={alert.status} verdict={alert.verdict} />;
    case "assignee":
      return alert.assignee === null ? "–" : <span title={alert.assignee}>{shortName(alert.assignee)}</span>;
    case "raised":
      return <RelativeTime at={alert.createdAt} />;
    case "firstSeen":
      return <RelativeTime at={alert.firstSeen} />;
    case "detectors":
      return alert.detectors.map(plainName).join(", ");
    case "techniques":
      return alert.techniques.length === 0 ? "–" : alert.techniques.join(", ");
    case "confidence":
      return formatShare(alert.confidence);
    case "snoozedUntil":
      return alert.snoozedUntil === null ? "–" : formatExact(Date.parse(alert.snoozedUntil)).slice(0, 16);
    case "id":
      return String(alert.id);
  }
}
