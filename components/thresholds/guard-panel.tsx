"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { GuardedThreshold, ThresholdState } from "../../lib/contracts/thresholds.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatCount, formatDateTime, formatScore } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { KeptLink } from "../event/kept-link.tsx";
import { inStream } from "../url/use-stream.ts";
import guardStyles from "./guard.module.css";
import { percent } from "./percent.ts";
import { RailGauge } from "./rail-gauge.tsx";
import { StreamTime, useLag } from "./stream-time.tsx";
import styles from "./thresholds.module.css";
import { guardNames, thresholdSentences, thresholdsText } from "./thresholds-text.ts";

const reasonsAgainst = {
  fixed: thresholdsText.fixedText,
  neymanPearson: thresholdsText.neymanPearsonText,
  guarded: thresholdsText.guardedSoon,
} as const;

interface GuardPanelProps {
  readonly stream: StreamName;
  readonly state: ThresholdState;
  /** Null: whoever looks may not move it by hand. */
  readonly onMove: (() => void) | null;
}

/** How the guard stands: where notify is between its rails, whether it holds its target, and what it waits for. */
export function GuardPanel({ stream, state, onMove }: GuardPanelProps) {
  const { guarded, method } = state;
  if (guarded === null) {
    return (
      <Panel title={method === "guarded" ? thresholdsText.guard : thresholdsText.notGuarded}>
        <p className={styles.hint}>{reasonsAgainst[method]}</p>
        {method !== "guarded" && (
          <p className={styles.hint}>
            {thresholdsText.offer}{" "}
            <Link className={styles.link} href={inStream("/policies", stream)}>
              {thresholdsText.toEditor}
            </Link>
          </p>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={thresholdsText.guard} actions={<GuardMark guarded={guarded} />}>
      <Notices stream={stream} guarded={guarded} />
      <RailGauge guarded={guarded} />
      {onMove !== null && (
        <p className={styles.hint}>
          <Button size="compact-xs" variant="default" onClick={onMove}>
            {thresholdsText.byHand}
          </Button>
        </p>
      )}
      <Figures guarded={guarded} />
      <Moved guarded={guarded} />
      <Counts counts={guarded.counts} />
    </Panel>
  );
}

/** From this score on events are found by it. */
const indexedScore = 50;

/** What moves away from the anchor have done, with the events where they can be found. */
function Moved({ guarded: { counts, anchor, rails } }: { readonly guarded: GuardedThreshold }) {
  const [hidden, shown] = [thresholdSentences.hidden(counts.hidden), thresholdSentences.shown(counts.shown)];
  const isFound = (count: number, from: number) => count > 0 && scoreOfMargin(from) >= indexedScore;
  return (
    <p className={styles.hint}>
      {isFound(counts.hidden, anchor) ? <KeptLink what="hidden">{hidden}</KeptLink> : hidden}{" "}
      {isFound(counts.shown, rails.low) ? <KeptLink what="shown">{shown}</KeptLink> : shown}
    </p>
  );
}

/** In one word what it does now. */
function GuardMark({ guarded }: { readonly guarded: GuardedThreshold }) {
  const [state, word] =
    guarded.frozen !== null
      ? (["warn", "frozen"] as const)
      : guarded.request !== null
        ? (["warn", "waits for people"] as const)
        : (["good", "follows verdicts"] as const);
  return (
    <span className={guardStyles.guardMark} data-state={state}>
      {word}
    </span>
  );
}

function Notices({ stream, guarded }: { readonly stream: StreamName; readonly guarded: GuardedThreshold }) {
  const { frozen, request } = guarded;
  const lag = useLag(guarded.at);
  return (
    <>
      {frozen !== null && (
        <p className={guardStyles.notice} role="status">
          <b>Frozen until {formatDateTime(frozen.untilMs)} by the stream's clock.</b> {frozen.reason}
        </p>
      )}
      {request !== null && (
        <p className={guardStyles.notice} role="status">
          <b>
            It asks to go to {formatScore(scoreOfMargin(request.to))}, past {guardNames[request.guard]}.
          </b>{" "}
          Two people decide, since <StreamTime at={request.openedAt} recordedAt={request.openedAt + lag} />.{" "}
          <Link
            className={styles.link}
            href={inStream(
              `/policies?tab=requests${request.changeRequest === null ? "" : `&request=${request.changeRequest}`}`,
              stream,
            )}
          >
            See the evidence
          </Link>
        </p>
      )}
    </>
  );
}

interface Figure {
  readonly name: string;
  readonly value: ReactNode;
  readonly about: string;
}

function Since({ guarded: { startedAt, at } }: { readonly guarded: GuardedThreshold }) {
  return <StreamTime at={startedAt} recordedAt={startedAt + useLag(at)} />;
}

function figuresOf(guarded: GuardedThreshold): Figure[] {
  const { target, realised, verdicts, alertsPerDay, capacityPerDay } = guarded;
  return [
    { name: "Target", value: percent(target), about: "of normal events may reach notify" },
    {
      name: thresholdsText.falseAlarmsNow,
      value: <span title={thresholdsText.falseAlarmsNowHint}>{realised === null ? "–" : percent(realised.rate)}</span>,
      about:
        realised === null ? thresholdSentences.tooFew(verdicts) : thresholdSentences.falseAlarmsNow(realised.verdicts),
    },
    {
      name: thresholdsText.capacity,
      value: <span title={thresholdsText.capacityHint}>about {formatCount(Math.round(alertsPerDay))}</span>,
      about: `over notify, from known origins, of ${formatCount(capacityPerDay)} that people can look at`,
    },
    { name: "Since", value: <Since guarded={guarded} />, about: "it began at its anchor" },
  ];
}

function Figures({ guarded }: { readonly guarded: GuardedThreshold }) {
  return (
    <dl className={guardStyles.figures}>
      {figuresOf(guarded).map(({ name, value, about }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          <dd className={guardStyles.figureAbout}>{about}</dd>
        </div>
      ))}
    </dl>
  );
}

const countWords: Readonly<Record<"clipped" | "capped" | "frozen" | "censored" | "held" | "strangers", string>> = {
  clipped: "verdicts that met the largest step of one verdict",
  capped: "verdicts that met the share of one origin or network",
  frozen: "verdicts on events of a freeze, not counted",
  censored: "verdicts unknown or too late, not counted",
  held: "hours in which a guard held it back",
  strangers: "events of origins known for less than a week",
};

function Counts({ counts }: { readonly counts: GuardedThreshold["counts"] }) {
  return (
    <details className={guardStyles.details}>
      <summary>{thresholdsText.counts}</summary>
      <dl className={guardStyles.counts}>
        {Object.entries(countWords).map(([name, words]) => (
          <div key={name}>
            <dt>{words}</dt>
            <dd>{formatCount(countOf(counts, name))}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function countOf(counts: Readonly<Record<string, number>>, name: string): number {
  return counts[name] ?? 0;
}
