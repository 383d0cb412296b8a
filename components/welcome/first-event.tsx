"use client";

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { eventPageSchema } from "../../lib/contracts/events.ts";
import { eventKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EventExplanation } from "../event/event-explanation.tsx";
import { eventText } from "../event/event-text.ts";
import { useEvent } from "../event/use-event.ts";
import styles from "./welcome.module.css";
import { welcomeText } from "./welcome-text.ts";

const stream = "main";
const lookMs = 1500;
const noEvent = -1;

/** The id of the newest scored event of main, looked for again and again; null until it is known, -1 for none. */
function useNewestId(): number | null {
  const { data } = useQuery({
    queryKey: eventKeys.newest(stream),
    queryFn: ({ signal }) =>
      request(eventPageSchema, `/api/v1/events${queryString({ stream, order: "newest", limit: 1 })}`, { signal }),
    select: (page) => page.items[0]?.id ?? noEvent,
    refetchInterval: lookMs,
    staleTime: 0,
    gcTime: 0,
  });
  return data ?? null;
}

/** The first event that is scored after the page was opened; it stays, whatever comes after it. */
function useFirstNewId(): number | null {
  const newest = useNewestId();
  const [start, setStart] = useState<number | null>(null);
  const [found, setFound] = useState<number | null>(null);
  if (newest !== null && start === null) setStart(newest);
  if (newest !== null && start !== null && newest > start && found === null) setFound(newest);
  return found;
}

/** Waits for an event, and shows it with everything that made its score. */
export function FirstEvent() {
  const id = useFirstNewId();
  return (
    <Panel
      title={welcomeText.seeTitle}
      actions={
        <Button component={Link} href="/live" variant={id === null ? "default" : "filled"}>
          {welcomeText.toLive}
        </Button>
      }
    >
      <div className={styles.body}>
        <p role="status">
          {id === null && <span className={styles.dot} aria-hidden="true" />}
          {id === null ? welcomeText.waiting : welcomeText.arrived}
        </p>
        <p className={styles.quiet}>{welcomeText.early}</p>
      </div>
      {id !== null && <Explained id={id} />}
    </Panel>
  );
}

function Explained({ id }: { readonly id: number }) {
  const event = useEvent(stream, id);
  return (
    <QueryView query={event} loading={eventText.loading} rows={10}>
      {(data) => <EventExplanation event={data} />}
    </QueryView>
  );
}
