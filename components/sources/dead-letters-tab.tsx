"use client";

import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { useMay } from "../session/use-session.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { DeadLetterTable } from "./dead-letter-table.tsx";
import { DeadLetterTools } from "./dead-letter-tools.tsx";
import { deadText } from "./operations-text.ts";
import { PagedPart } from "./paged-part.tsx";
import { ReplayStatus } from "./replay-status.tsx";
import styles from "./sources.module.css";
import { tabWords } from "./sources-text.ts";
import { deadStateSchema, useDeadLetters } from "./use-dead-letters.ts";
import { useReplay } from "./use-replay.ts";

/** What was taken in and could not be scored: why, the records to take away, and another try. */
export function DeadLettersTab({ stream }: { readonly stream: StreamName }) {
  const may = useMay("deadLetters:replay");
  const { params } = useUrlParams();
  const named = deadStateSchema.safeParse(params.get("letters"));
  const state = named.success ? named.data : "waiting";
  const query = useDeadLetters(stream, state);
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const count = query.data?.pages[0]?.count ?? 0;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState(false);
  const { progress, replay, stop } = useReplay(stream);
  const offsets = rows.map(({ offset }) => offset).filter((offset) => chosen.has(offset));

  async function replayChosen(): Promise<void> {
    await replay(offsets, offsets.length);
    setChosen(new Set());
  }
  return (
    <>
      <DeadLetterTools
        stream={stream}
        state={state}
        count={query.data === undefined ? null : count}
        offsets={offsets}
        mayReplay={may}
        busy={progress?.running === true}
        onReplay={() => void replayChosen()}
        onReplayAll={() => setAsking(true)}
      />
      {progress !== null && <ReplayStatus progress={progress} onStop={stop} />}
      <QueryView query={query} loading={deadText.loading}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={deadText.empty[state]}>
              <p>{deadText.emptyHint}</p>
            </EmptyState>
          ) : (
            <PagedPart label={tabWords["dead-letters"]} pages={query}>
              <DeadLetterTable rows={rows} chosen={chosen} onChoose={setChosen} />
            </PagedPart>
          )
        }
      </QueryView>
      <ConfirmDialog
        opened={asking}
        title={deadText.allTitle}
        confirm={deadText.replayAll}
        onClose={() => setAsking(false)}
        onConfirm={async () => void replay(null, count)}
      >
        <p className={styles.plain}>{deadText.allNote}</p>
      </ConfirmDialog>
    </>
  );
}
