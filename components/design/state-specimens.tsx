"use client";

import { Button } from "@mantine/core";
import { TransportError } from "../data/api-error.ts";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import styles from "./design.module.css";
import { designText } from "./design-text.ts";

const failure = new TransportError("Tideline answered with an error (503).");
const common = { dataUpdatedAt: Date.UTC(2026, 10, 22, 16, 4), refetch: () => undefined };
const states = [
  { name: "loading", query: { ...common, data: undefined, error: null } },
  { name: "failed", query: { ...common, data: undefined, error: failure } },
  { name: "stale", query: { ...common, data: "what was read", error: failure } },
] as const;

/** Loading, failed, stale, empty: as QueryView and EmptyState show them. */
export function StateSpecimens() {
  return (
    <Panel title={designText.states}>
      <div className={styles.states} data-specimen="true">
        {states.map(({ name, query }) => (
          <div key={name}>
            <QueryView query={query} loading={designText.loading} rows={3}>
              {(data) => <p className={styles.prose}>{data}</p>}
            </QueryView>
          </div>
        ))}
        <EmptyState title={designText.empty} action={<Button variant="default">{designText.clear}</Button>}>
          <p>{designText.emptyHint}</p>
        </EmptyState>
      </div>
    </Panel>
  );
}
