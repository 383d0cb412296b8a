"use client";

import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ApiError, describeError } from "../data/api-error.ts";
import styles from "./states.module.css";

/** Lines where rows will be: says that something is on its way without moving. */
export function LoadingState({ label, rows = 6 }: { readonly label: string; readonly rows?: number }) {
  return (
    <div className={styles.loading} role="status" data-loading="true">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={`row-${String(row)}`} className={styles.bone} style={{ width: `${92 - ((row * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The button or link that would change it. */
  readonly action?: ReactNode;
}

/** Nothing to show, and what would change that. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  readonly error: unknown;
  readonly retry?: () => unknown;
}

/** What went wrong in one sentence, the request id for the logs, and a way to try again. */
export function ErrorState({ error, retry }: ErrorStateProps) {
  const requestId = error instanceof ApiError ? error.requestId : "";
  return (
    <div className={styles.error} role="alert">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <div>
        <p className={styles.title}>{describeError(error)}</p>
        {requestId !== "" && <p className={styles.detail}>Request {requestId}</p>}
        {retry !== undefined && (
          <Button variant="default" mt="sm" onClick={() => retry()}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
