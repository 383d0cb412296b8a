"use client";

import { SegmentedControl } from "@mantine/core";
import type { Severity, StreamName } from "../../lib/contracts/common.ts";
import type { Consequences, PolicyPreview } from "../../lib/contracts/policy-preview.ts";
import { rateWords } from "../../lib/stats/rate-words.ts";
import { describeError } from "../data/api-error.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { formatDateTime } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import styles from "./consequences.module.css";
import { HourStrip } from "./hour-strip.tsx";
import { KnownAlerts } from "./known-alerts.tsx";
import { periods, policiesSentences, policiesText, previewedNotify } from "./policies-text.ts";
import { shownPeriod } from "./shown-period.ts";

// Only a draft has a field for it; the room it will take is there from the beginning.
const { Part: CommittedNumber, fetch: fetchCommittedNumber } = fetchedLater(() =>
  import("./committed-number.tsx").then((file) => file.CommittedNumber),
);

interface ConsequencesPanelProps {
  readonly stream: StreamName;
  /** How long people take for an alert, and how to say otherwise; null: it is only shown. */
  readonly handlingMinutes: number;
  readonly onHandlingMinutes: ((minutes: number) => void) | null;
  readonly preview: PolicyPreview | undefined;
  readonly error: unknown;
  readonly isStale: boolean;
  /** Where the policy contradicts itself, in words; while it does it is not computed. */
  readonly problems: readonly string[];
  readonly hours: number;
  /** Since when the draft is in shadow, ISO; null: it is not. */
  readonly shadowSince: string | null;
  /** Whether it is another policy than the live one: then both are shown. */
  readonly compares: boolean;
  readonly onHours: (hours: number) => void;
  readonly retry: () => unknown;
}

/** What the policy would have led to over a past period, beside the live one. */
export function ConsequencesPanel(props: ConsequencesPanelProps) {
  useFetchAhead(fetchCommittedNumber);
  const { preview, error, isStale, problems, hours, shadowSince, onHours, retry } = props;
  const isBlocked = problems.length > 0;
  const choices = periods.map((period) => ({ value: String(period.hours), label: period.label }));
  return (
    <Panel
      title={policiesText.consequences}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={policiesText.period}
          data={shadowSince === null ? choices : [{ value: "0", label: policiesText.shadow }, ...choices]}
          value={String(hours)}
          onChange={(value) => onHours(Number(value))}
        />
      }
    >
      {preview === undefined && isBlocked && <Blocked problems={problems} />}
      {preview === undefined && !isBlocked && error !== null && <ErrorState error={error} retry={retry} />}
      {preview === undefined && !isBlocked && error === null && (
        <LoadingState label={policiesText.computing} rows={8} />
      )}
      {preview !== undefined && error !== null && (
        <p className={styles.failed} role="alert">
          {describeError(error)}
        </p>
      )}
      {preview !== undefined && (
        <div className={styles.body} data-stale={isStale || undefined} aria-busy={isStale}>
          <p className={styles.status} role="status">
            {isBlocked
              ? policiesText.blocked
              : isStale
                ? policiesText.stale
                : policiesSentences.took(preview.events, preview.tookMs)}
          </p>
          {preview.events === 0 ? (
            <p className={styles.note}>{policiesText.noEvents}</p>
          ) : (
            <Figures {...props} preview={preview} />
          )}
        </div>
      )}
    </Panel>
  );
}

/** Why nothing is computed, while nothing was before. */
function Blocked({ problems }: Pick<ConsequencesPanelProps, "problems">) {
  return (
    <div className={styles.blocked} role="status">
      <p>{policiesText.notComputed}</p>
      <ul>
        {[...new Set(problems)].map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0);

type FiguresProps = ConsequencesPanelProps & { readonly preview: PolicyPreview };

const exceptedBy = ({ exceptions }: Consequences) => exceptions.reduce((total, { events }) => total + events, 0);

function Figures({ preview, compares, stream, handlingMinutes, onHandlingMinutes }: FiguresProps) {
  const { draft, live } = preview;
  const { days, isPerDay } = shownPeriod(preview);
  const alerts = (of: Consequences) => sum(of.alerts) / days;
  const rows = [
    { name: isPerDay ? policiesText.alertsADay : policiesText.alertsSoFar, of: alerts },
    {
      name: isPerDay ? policiesText.minutesADay : policiesText.minutesSoFar,
      of: (of: Consequences) => alerts(of) * handlingMinutes,
    },
    { name: policiesText.events, of: ({ events }: Consequences) => sum(events) },
    { name: policiesText.proposed, of: ({ responses }: Consequences) => responses.proposed },
    { name: policiesText.automatic, of: ({ responses }: Consequences) => responses.automatic },
    { name: policiesText.excepted, of: exceptedBy },
  ];
  return (
    <>
      <table className={styles.figures}>
        <thead>
          <tr>
            <td />
            <th scope="col">{compares ? policiesText.draft : policiesText.live}</th>
            {compares && <th scope="col">{policiesText.live}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of }, i) => (
            <tr key={name} data-main={i === 0 || undefined}>
              <th scope="row">{name}</th>
              <td>
                {rateWords(of(draft.consequences))}
                {compares && <Difference by={of(draft.consequences) - of(live.consequences)} />}
              </td>
              {compares && <td className={styles.quiet}>{rateWords(of(live.consequences))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.minutes}>
        <span>{policiesText.minutesEach}</span>
        {onHandlingMinutes === null ? (
          <span className={styles.minutesFigure}>{handlingMinutes}</span>
        ) : (
          <CommittedNumber
            label={policiesText.minutesEach}
            value={handlingMinutes}
            least={0.1}
            most={480}
            decimals={1}
            disabled={false}
            onCommit={onHandlingMinutes}
          />
        )}
      </div>
      <KnownAlerts stream={stream} draft={draft.known} live={compares ? live.known : null} />
      <BySeverity draft={draft.consequences} live={compares ? live.consequences : null} days={days} />
      <HourStrip hours={draft.consequences.hours} from={preview.from} to={preview.to} />
      <footer className={styles.footer}>
        <p>{policiesSentences.checked(live.compared, live.different)}</p>
        {preview.coarse > 0 && <p>{policiesSentences.coarse(preview.coarse)}</p>}
        <p>{previewedNotify[draft.simulated]}</p>
        <p>{policiesText.exact}</p>
        <p>
          {formatDateTime(preview.from)} to {formatDateTime(preview.to)}. {policiesText.alertsAre}
        </p>
      </footer>
    </>
  );
}

function Difference({ by }: { readonly by: number }) {
  if (Math.abs(by) < 0.05) return null;
  return (
    <span className={styles.difference}>
      {by > 0 ? "+" : "−"}
      {rateWords(Math.abs(by))}
    </span>
  );
}

const severities: readonly Severity[] = ["critical", "high", "medium", "low", "informational"];

interface BySeverityProps {
  readonly draft: Consequences;
  readonly live: Consequences | null;
  readonly days: number;
}

function BySeverity({ draft, live, days }: BySeverityProps) {
  const shown = severities.filter((severity) => draft.alerts[severity] + (live?.alerts[severity] ?? 0) > 0);
  const most = Math.max(1, ...shown.flatMap((severity) => [draft.alerts[severity], live?.alerts[severity] ?? 0]));
  if (shown.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{policiesText.bySeverity}</h3>
      {shown.map((severity) => (
        <div key={severity} className={styles.bar}>
          <SeverityMark severity={severity} />
          <span className={styles.track} aria-hidden="true">
            <span style={{ width: `${(draft.alerts[severity] / most) * 100}%` }} />
            {live !== null && <i style={{ left: `${(live.alerts[severity] / most) * 100}%` }} />}
          </span>
          <span className={styles.value}>
            {rateWords(draft.alerts[severity] / days)}
            {live !== null && <small> / {rateWords(live.alerts[severity] / days)}</small>}
          </span>
        </div>
      ))}
    </section>
  );
}
