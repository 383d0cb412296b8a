"use client";

import { Button } from "@mantine/core";
import type { StreamName } from "../../lib/contracts/common.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import rejects from "./rejects.module.css";
import styles from "./sources.module.css";
import { sourceText } from "./sources-text.ts";
import { useRejects } from "./use-sources.ts";

/** Refused records: why, when, and how each begins. */
export function RejectsList({ stream, source }: { readonly stream: StreamName; readonly source: number }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRejects(stream, source);
  const rows = data?.pages.flatMap(({ items }) => items);
  if (rows === undefined) {
    return error === null ? (
      <LoadingState label={sourceText.rejectsLoading} rows={4} />
    ) : (
      <ErrorState error={error} retry={refetch} />
    );
  }
  if (rows.length === 0) return <p className={styles.hint}>{sourceText.rejectsEmpty}</p>;
  return (
    <>
      <p className={styles.hint}>{sourceText.rejectsNote}</p>
      <ol className={rejects.list}>
        {rows.map(({ id, reason, received, head }) => (
          <li key={id}>
            <div className={rejects.head}>
              <span>{reason}</span>
              <RelativeTime at={received} />
            </div>
            <pre className={rejects.code}>{head}</pre>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {sourceText.more}
        </Button>
      )}
    </>
  );
}
