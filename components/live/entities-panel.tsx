"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import type { LiveEntities } from "../../lib/contracts/live.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { formatCount, formatScore } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import styles from "./aside.module.css";
import { liveRequestOf } from "./live-request.ts";
import { liveText } from "./live-text.ts";
import { type LiveView, useLiveView } from "./live-view.ts";
import { useLiveEntities } from "./use-live-aside.ts";

/** Three times the 50 points between an alarming event and the highest score: as much as an entity can have. */
const mostRisk = 150;

/** Who the alarming events of the range point at; choosing one narrows the page to its events. */
export function EntitiesPanel({ stream, view }: { readonly stream: StreamName; readonly view: LiveView }) {
  const { data, error, refetch } = useLiveEntities(liveRequestOf(stream, view));
  return (
    <Panel title={liveText.entities} actions={<span className={styles.hint}>{liveText.entitiesHint}</span>}>
      {data === undefined && error === null && <LoadingState label={liveText.loadingEntities} rows={4} />}
      {data === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {data?.entities.length === 0 && <EmptyState title={liveText.noEntities} />}
      {data !== undefined && data.entities.length > 0 && (
        <ol className={styles.entities}>
          {data.entities.map((ranked) => (
            <li key={`${ranked.entity.kind} ${ranked.entity.id}`}>
              <Entity ranked={ranked} selected={view.entity === ranked.entity.id} />
              <Highest ranked={ranked} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** Its highest score, which opens the event that has it, with why. */
function Highest({ ranked: { entity, highest, highestEvent } }: Pick<EntityProps, "ranked">) {
  const { openEvent } = useLiveView();
  const score = formatScore(highest);
  return (
    <button
      type="button"
      className={styles.highest}
      aria-label={`Highest score of ${visibleName(entity.name)}: ${score}; opens the event`}
      onClick={() => openEvent(highestEvent)}
    >
      {score}
    </button>
  );
}

interface EntityProps {
  readonly ranked: LiveEntities["entities"][number];
  readonly selected: boolean;
}

function Entity({ ranked, selected }: EntityProps) {
  const { setEntity } = useLiveView();
  const { entity, risk, highest, alarming, flagged, openAlerts } = ranked;
  const words = [
    `${formatCount(alarming)} alarming ${alarming === 1 ? "event" : "events"}`,
    `${formatCount(flagged)} over notify`,
    `highest ${formatScore(highest)}`,
    `${formatCount(openAlerts)} open ${openAlerts === 1 ? "alert" : "alerts"}`,
  ].join(", ");
  return (
    <button
      type="button"
      className={styles.entity}
      aria-pressed={selected}
      title={`${entity.kind} ${visibleName(entity.name)}: risk ${Math.round(risk)} of ${mostRisk}; ${words}`}
      onClick={() => setEntity(selected ? null : entity.id)}
    >
      <span className={styles.entityName}>{visibleName(entity.name)}</span>
      <span className={styles.entityKind}>{entity.kind}</span>
      <span className={styles.riskTrack} aria-hidden="true">
        <span className={styles.riskFill} style={{ width: `${(risk / mostRisk) * 100}%` }} />
      </span>
      <span className={styles.figure}>{Math.round(risk)}</span>
      <span className={styles.figure}>{formatCount(alarming)}</span>
    </button>
  );
}
