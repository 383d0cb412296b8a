"use client";

import { Fragment } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import { bandNames } from "../charts/prepare-threat-chart.ts";
import { Swatch } from "../charts/swatch.tsx";
import { causeOf, causeWords } from "../charts/threshold-cause.ts";
import { formatScore } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import aside from "./aside.module.css";
import { describeRate } from "./describe-rate.ts";
import { describeStep } from "./describe-step.ts";
import { liveRequestOf } from "./live-request.ts";
import { liveText } from "./live-text.ts";
import type { LiveView } from "./live-view.ts";
import type { LiveData } from "./merge-live.ts";
import styles from "./thresholds.module.css";
import { useLive } from "./use-live.ts";
import { useLiveRate } from "./use-live-aside.ts";

const stepsOf = (data: LiveData) => data.thresholds;
const scopeOf = (data: LiveData) => data.scope;
const shownMoves = 5;

/** Where the thresholds stand, why, and how they came there: the chart's steps in words. */
export function ThresholdsPanel({ stream, view }: { readonly stream: StreamName; readonly view: LiveView }) {
  const { data: steps, error, refetch } = useLive(liveRequestOf(stream, view), stepsOf);
  const { data: scope } = useLive(liveRequestOf(stream, view), scopeOf);
  return (
    <Panel
      title={liveText.thresholds}
      actions={scope != null && <span className={aside.hint}>{liveText.ofScope(scope)}</span>}
    >
      {steps === undefined && error === null && <LoadingState label={liveText.loadingThresholds} rows={3} />}
      {steps === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {steps !== undefined && <Standing steps={steps} />}
      <Rates stream={stream} view={view} />
    </Panel>
  );
}

/** How often events reach notify, against what the policy aims at. */
function Rates({ stream, view }: { readonly stream: StreamName; readonly view: LiveView }) {
  const { data } = useLiveRate(liveRequestOf(stream, view));
  if (data === undefined) return null;
  return (
    <dl className={aside.rates} aria-label={liveText.rates}>
      {describeRate(data).map(({ name, value, over }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd data-over={over}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Standing({ steps }: { readonly steps: readonly ThresholdStep[] }) {
  const current = steps.at(-1);
  if (current === undefined) return <p className={styles.quiet}>{liveText.noThreshold}</p>;
  return (
    <>
      <dl className={styles.levels}>
        {bandNames.map((band) => (
          <div key={band}>
            <dt>
              <Swatch kind={band} /> {band}
            </dt>
            <dd data-off={current[band] === null}>
              {current[band] === null ? liveText.thresholdOff : formatScore(current[band])}
            </dd>
          </div>
        ))}
      </dl>
      <ol className={styles.moves}>{movesOf(steps).map(stepItem)}</ol>
    </>
  );
}

/** The newest first, each with the one before it, which may lie before those that are shown. */
function movesOf(steps: readonly ThresholdStep[]) {
  const moves = steps.map((step, index) => ({ step, before: steps[index - 1] }));
  return moves.slice(-shownMoves).reverse();
}

function stepItem({ step, before }: ReturnType<typeof movesOf>[number]) {
  return (
    <li key={step.version}>
      <span className={styles.moveHead}>
        {describeStep(step, before)} · {causeWords[causeOf(step.cause)].word} · <RelativeTime at={step.at} />
      </span>
      <span>{step.reason}</span>
    </li>
  );
}
