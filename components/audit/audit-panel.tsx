"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { AuditRow } from "../../lib/contracts/audit.ts";
import { ApiError } from "../data/api-error.ts";
import { formatExact } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { SidePanel } from "../display/side-panel.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import styles from "./audit.module.css";
import { actorKindWords, auditText } from "./audit-text.ts";
import type { AuditView } from "./audit-view.ts";
import { changesOf, type EntryChange } from "./entry-changes.ts";
import { shortActor, valueWords } from "./entry-words.ts";
import { OutcomeMark } from "./outcome-mark.tsx";
import { SealMark } from "./seal-mark.tsx";
import { useAuditEntry } from "./use-audit.ts";

interface AuditPanelProps {
  readonly id: number;
  readonly view: AuditView;
  readonly onClose: () => void;
}

/** One entry: who did what to what, what changed by it, and its place in the chain. */
export function AuditPanel({ id, view, onClose }: AuditPanelProps) {
  const { data, error, refetch } = useAuditEntry(id);
  return (
    <SidePanel
      label={`Entry ${id}`}
      title={data?.action ?? `Entry ${id}`}
      onClose={onClose}
      closeLabel={auditText.close}
    >
      {data !== undefined && <EntryBody entry={data} view={view} />}
      {data === undefined && error === null && <LoadingState label={auditText.loadingEntry} rows={8} />}
      {data === undefined && error !== null && <EntryError error={error} retry={refetch} />}
    </SidePanel>
  );
}

/** What is not there does not come by asking again. */
function EntryError({ error, retry }: { readonly error: unknown; readonly retry: () => unknown }) {
  const missing = error instanceof ApiError && error.status === 404;
  return missing ? <EmptyState title={auditText.noSuchEntry} /> : <ErrorState error={error} retry={retry} />;
}

function EntryBody({ entry, view }: { readonly entry: AuditRow; readonly view: AuditView }) {
  const { actor, actorKind, address, resource, requestId, hash } = entry;
  return (
    <>
      <dl className={styles.facts}>
        <Fact name="When">
          <RelativeTime at={entry.at} /> <span className={styles.quiet}>{formatExact(Date.parse(entry.at))}</span>
        </Fact>
        <Fact name="Who">
          <FilterLink label={`${auditText.allOf} ${actor}`} onClick={() => view.setFilter("actor", actor)}>
            {shortActor(actor)}
          </FilterLink>{" "}
          <span className={styles.quiet}>
            {actorKindWords[actorKind]}
            {address !== null && ` at ${address}`}
          </span>
        </Fact>
        <Fact name="On what">
          <FilterLink label={`${auditText.allOf} ${resource}`} onClick={() => view.setFilter("resource", resource)}>
            {resource}
          </FilterLink>
        </Fact>
        <Fact name="Outcome">
          <OutcomeMark outcome={entry.outcome} />
        </Fact>
        <Fact name="Seal">
          <SealMark seal={entry.seal} />
          {hash !== null && <code className={styles.hash}>{hash}</code>}
        </Fact>
        {requestId !== null && (
          <Fact name="Request">
            <code className={styles.hash}>{requestId}</code>
          </Fact>
        )}
      </dl>
      <section className={styles.section}>
        <h3 className={styles.heading}>{auditText.changes}</h3>
        <Changes changes={changesOf(entry)} />
      </section>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface FilterLinkProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A value that leads to all entries with it. */
function FilterLink({ label, onClick, children }: FilterLinkProps) {
  return (
    <Button variant="transparent" size="compact-sm" className={styles.filterLink} title={label} onClick={onClick}>
      {children}
    </Button>
  );
}

/** Before and after, value by value; a sign and a word besides the colour. */
function Changes({ changes }: { readonly changes: readonly EntryChange[] }) {
  if (changes.length === 0) return <p className={styles.quiet}>{auditText.nothingStored}</p>;
  return (
    <dl className={styles.changes}>
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          <dt>{path}</dt>
          {before !== undefined && (
            <dd data-side="before">
              <span aria-hidden="true">−</span>
              <span className="sr-only">{auditText.before}</span>
              <span title={before}>{valueWords(path, before)}</span>
            </dd>
          )}
          {after !== undefined && (
            <dd data-side="after">
              <span aria-hidden="true">+</span>
              <span className="sr-only">{auditText.after}</span>
              <span title={after}>{valueWords(path, after)}</span>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
