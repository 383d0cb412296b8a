import Link from "next/link";
import type { FlaggedEvent, ModelTrial } from "../../lib/contracts/model-trial.ts";
import { formatCount, formatScore } from "../display/format.ts";
import { inStream } from "../url/use-stream.ts";
import cardStyles from "./card.module.css";
import styles from "./trial.module.css";
import { sayAlerts, sayFound, saySpan, trialText } from "./trial-words.ts";

/** What a model would have done to recent events, beside what the one in force did to the same: warnings first. */
export function TrialView({ trial }: { readonly trial: ModelTrial }) {
  return (
    <section className={styles.trial} aria-label={trialText.title}>
      <h3>{trialText.title}</h3>
      <Warnings warnings={trial.warnings} />
      <Comparison trial={trial} />
      <FlaggedEvents name={trialText.newly} events={trial.newlyFlagged} trial={trial} />
      <FlaggedEvents name={trialText.noLonger} events={trial.noLongerFlagged} trial={trial} />
      <LostAlerts trial={trial} />
    </section>
  );
}

function Warnings({ warnings }: Pick<ModelTrial, "warnings">) {
  return (
    <ul className={styles.warnings}>
      {warnings.map(({ kind, isSerious, text }) => (
        <li key={kind} data-serious={isSerious}>
          {isSerious && <b>{trialText.warning} </b>}
          {text}
        </li>
      ))}
    </ul>
  );
}

function Comparison({ trial }: { readonly trial: ModelTrial }) {
  const { inForce, tried, moved } = trial;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={cardStyles.scroll} tabIndex={0} aria-label={trialText.table}>
      <table className={cardStyles.figures} data-short="true">
        <caption>{saySpan(trial)}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{nameOf(inForce)}</th>
            <th scope="col">{nameOf(tried)}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(trial).map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {moved !== null && <p className={styles.moved}>{trialText.moved(moved)}</p>}
    </section>
  );
}

const nameOf = (model: ModelTrial["tried"]) => (model === null ? trialText.withoutModel : `Model ${model.number}`);

interface ComparedRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

function rowsOf({ events, alerts, verdicts, knownAttacks }: ModelTrial): ComparedRow[] {
  const both = (name: string, counts: { before: number; after: number; of: number }) =>
    counts.of === 0 ? [] : [{ name, before: sayFound(counts.before, counts), after: sayFound(counts.after, counts) }];
  const rate = (value: number | null) => (value === null ? "" : `${(value * 100).toFixed(2)} %`);
  const { falseAlarmRate, atOnePercent } = knownAttacks;
  const share = (value: number) => `${(value * 100).toFixed(1)} %`;
  return [
    ...(events.tried === 0
      ? []
      : [{ name: "Alerts in them", before: sayAlerts(alerts.before), after: sayAlerts(alerts.after) }]),
    ...both("True positives that are raised", verdicts.truePositive),
    ...both("False positives that are raised", verdicts.falsePositive),
    ...both("Known attacks found", knownAttacks.campaigns),
    ...both("Events of known attacks found", knownAttacks.events),
    {
      name: "The same at 1 % false alarms",
      before: share(atOnePercent.before),
      after: share(atOnePercent.after),
    },
    {
      name: "Normal events around them reported",
      before: rate(falseAlarmRate.before),
      after: rate(falseAlarmRate.after),
    },
  ];
}

interface FlaggedEventsProps {
  readonly name: (count: number) => string;
  readonly events: readonly FlaggedEvent[];
  readonly trial: ModelTrial;
}

function FlaggedEvents({ name, events, trial }: FlaggedEventsProps) {
  if (events.length === 0) return null;
  return (
    <details className={styles.more}>
      <summary>{name(events.length)}</summary>
      <ul>
        {events.map(({ event, summary, origin, scoreBefore, scoreAfter }) => (
          <li key={event}>
            <Link href={inStream(`/live?event=${event}`, trial.stream)} target="_blank">
              {summary}
            </Link>
            <small>
              {origin.name}: {formatScore(scoreBefore)} to {formatScore(scoreAfter)}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}

function LostAlerts({ trial: { verdicts, stream } }: { readonly trial: ModelTrial }) {
  if (verdicts.lost === 0) return null;
  return (
    <details className={styles.more} open>
      <summary>
        {formatCount(verdicts.lost)} {trialText.lost}
      </summary>
      <ul>
        {verdicts.lostAlerts.map(({ alert, title }) => (
          <li key={alert}>
            <Link href={inStream(`/alerts?alert=${alert}`, stream)} target="_blank">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
