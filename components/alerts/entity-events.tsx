"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { eventPageSchema } from "../../lib/contracts/events.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { eventKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import styles from "./alert-detail.module.css";
import { alertText } from "./alert-text.ts";

const shownEvents = 12;

interface EntityEventsProps {
  readonly alert: AlertDetail;
  readonly onOpenEvent: (id: number) => void;
}

/** What the alert's entities did lately, whether it scored or not: the same hands before and after. */
export function EntityEvents({ alert, onOpenEvent }: EntityEventsProps) {
  const { entities } = alert;
  const [chosen, setChosen] = useState<string | null>(null);
  const entity = entities.find(({ id }) => id === chosen) ?? entities[0];
  if (entity === undefined) return null;
  return (
    <DetailSection title={alertText.around}>
      {entities.length > 1 && (
        <div className={styles.entities}>
          {entities.map(({ id, name, role }) => (
            <button
              key={`${role} ${id}`}
              type="button"
              className={styles.entity}
              aria-pressed={id === entity.id}
              title={role}
              onClick={() => setChosen(id)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      <EventsOf key={entity.id} alert={alert} entityId={entity.id} onOpenEvent={onOpenEvent} />
    </DetailSection>
  );
}

function EventsOf({ alert, entityId, onOpenEvent }: EntityEventsProps & { readonly entityId: string }) {
  const { stream, threshold } = alert;
  const query = useQuery({
    queryKey: eventKeys.ofEntity(stream, entityId),
    queryFn: ({ signal }) => {
      const search = queryString({ stream, entity: entityId, limit: shownEvents });
      return request(eventPageSchema, `/api/v1/events${search}`, { signal });
    },
  });
  return (
    <QueryView query={query} loading={alertText.around} rows={4}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={styles.quiet}>{alertText.aroundNone}</p>
        ) : (
          <ol className={styles.events}>
            {items.map((event) => (
              <li key={event.id}>
                <button type="button" className={styles.event} onClick={() => onOpenEvent(event.id)}>
                  <ScoreValue score={event.score} threshold={scoreOfMargin(threshold)} />
                  <span className={styles.cut} title={event.summary}>
                    {event.excepted && <b>{alertText.excepted} </b>}
                    {event.summary}
                  </span>
                  <RelativeTime at={event.time} />
                </button>
              </li>
            ))}
          </ol>
        )
      }
    </QueryView>
  );
}
