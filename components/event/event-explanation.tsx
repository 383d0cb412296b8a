"use client";

import type { EventDetail } from "../../lib/contracts/events.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatExact, formatMargin, formatScore, formatShare } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { CodeBlock } from "../explain/code-block.tsx";
import { ContributionBars } from "../explain/contribution-bars.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { type Fact, FactList } from "../explain/fact-list.tsx";
import { FeatureTable } from "../explain/feature-table.tsx";
import { ScoreWhy } from "../explain/score-why.tsx";
import styles from "./event.module.css";
import { eventText } from "./event-text.ts";

/** Everything behind one score: parts, features, thresholds then, and the record itself. */
export function EventExplanation({ event }: { readonly event: EventDetail }) {
  const { thresholds, original } = event;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.summary}>{event.summary}</p>
        <FactList facts={factsOf(event)} />
      </div>
      <DetailSection title={eventText.why}>
        <ContributionBars
          contributions={event.contributions}
          margin={event.margin}
          score={event.score}
          threshold={thresholds.notify}
        />
      </DetailSection>
      <ScoreWhy stream={event.stream} eventId={event.id} />
      <DetailSection title={eventText.thresholds}>
        <FactList
          facts={[
            ...(["notify", "approve", "auto"] as const).map((band) => ({
              name: band,
              value: thresholdWords(thresholds[band]),
            })),
            { name: "scope", value: thresholds.scope ?? eventText.noScope },
            { name: "why", value: thresholds.reason },
            { name: "versions", value: `threshold ${thresholds.version}, policy ${thresholds.policyVersion}` },
          ]}
        />
      </DetailSection>
      <DetailSection title={eventText.features}>
        <FeatureTable features={event.features} />
      </DetailSection>
      <DetailSection title={eventText.original}>
        <CodeBlock label={eventText.original} text={original.text ?? `${eventText.notText}\n${original.base64}`} />
      </DetailSection>
      <DetailSection title={eventText.ocsf} folded>
        <CodeBlock label={eventText.ocsf} text={JSON.stringify(event.ocsf, null, 2)} />
      </DetailSection>
    </>
  );
}

/** A threshold as the score at which it takes effect; the margin is for comparing with the bars above. */
function thresholdWords(margin: number | null): string {
  return margin === null ? "off" : `score ${formatScore(scoreOfMargin(margin))} (margin ${formatMargin(margin)})`;
}

function exceptionWords({ name, reason, expiresAt }: NonNullable<EventDetail["exception"]>): string {
  return `${name}, until ${formatExact(Date.parse(expiresAt))}: ${reason}`;
}

/** The family is said where the class does not say it already. */
function classWords({ className, family }: EventDetail): string {
  return className.toLowerCase() === family ? className : `${className} (${family})`;
}

function factsOf(event: EventDetail): Fact[] {
  const { thresholds } = event;
  const threshold = thresholds.notify === null ? null : scoreOfMargin(thresholds.notify);
  const entities = [
    { name: "user", value: event.user?.name },
    { name: "from", value: event.src?.name },
    { name: "host", value: event.host?.name },
    { name: "to", value: event.dst?.name },
  ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value: visibleName(value) }]));
  return [
    { name: "score", value: <ScoreValue score={event.score} threshold={threshold} /> },
    { name: "confidence", value: formatShare(event.confidence) },
    {
      name: "probability",
      value: event.probability === null ? eventText.uncalibrated : formatShare(event.probability),
    },
    { name: "band", value: event.band },
    ...(event.exception === null ? [] : [{ name: "excepted by", value: exceptionWords(event.exception) }]),
    {
      name: "time",
      value: (
        <>
          {formatExact(Date.parse(event.time))} (<RelativeTime at={event.time} />)
          {event.timeAdjusted && ", not its own: that is missing or cannot be right"}
        </>
      ),
    },
    ...entities,
    { name: "class", value: classWords(event) },
    { name: "source", value: visibleName(event.source) },
  ];
}
