"use client";

import type { ReactNode } from "react";
import { RelativeTime } from "./relative-time.tsx";
import styles from "./states.module.css";
import { ErrorState, LoadingState } from "./states.tsx";

/** What a view needs to know of a TanStack query. */
interface ShownQuery<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

interface QueryViewProps<T> {
  readonly query: ShownQuery<T>;
  /** What is being loaded, for those who hear it: "Loading policies". */
  readonly loading: string;
  readonly rows?: number;
  /** The data; an empty state of its own where there is nothing in it. */
  readonly children: (data: T) => ReactNode;
}

/** Loading, failed, stale and there, the same on every page: what was read once stays, and says when it is old. */
export function QueryView<T>({ query, loading, rows = 8, children }: QueryViewProps<T>) {
  const { data, error, dataUpdatedAt, refetch } = query;
  const failed = error !== null && error !== undefined;
  if (data === undefined) {
    return failed ? <ErrorState error={error} retry={refetch} /> : <LoadingState label={loading} rows={rows} />;
  }
  return (
    <>
      {failed && <StaleNote since={dataUpdatedAt} />}
      {children(data)}
    </>
  );
}

/** Above what is shown although it could not be read again. */
export function StaleNote({ since }: { readonly since: number }) {
  return (
    <p className={styles.stale} role="status">
      Not up to date: read <RelativeTime at={since} />, and Tideline does not answer since.
    </p>
  );
}
