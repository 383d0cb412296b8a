"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import type { ModelPage, ModelRow } from "../../lib/contracts/models.ts";
import { PageHeader } from "../display/page-header.tsx";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { Tip } from "../display/tip.tsx";
import { useMay } from "../session/use-session.ts";
import { useStream } from "../url/use-stream.ts";
import { ChampionLine } from "./champion-line.tsx";
import { ModelDetailView } from "./model-detail.tsx";
import { type AskedOfModel, type AskModel, ModelDialogs } from "./model-dialogs.tsx";
import { ModelList } from "./model-list.tsx";
import styles from "./models.module.css";
import { modelsText } from "./models-text.ts";
import { shownModel, useModelsView } from "./models-view.ts";
import { ReadinessNote } from "./readiness-note.tsx";
import { useModels, useOlderModels } from "./use-models.ts";

/** Which trained models there are, which of them scores, how good each is and from what it was learnt. */
export function ModelsPage() {
  const stream = useStream();
  const models = useModels(stream);
  const mayManage = useMay("models:manage");
  const [asked, setAsked] = useState<AskedOfModel | null>(null);
  const ask: AskModel | null = mayManage ? setAsked : null;
  return (
    <div className={styles.page}>
      <PageHeader
        title={modelsText.title}
        about={models.data !== undefined && <ChampionLine page={models.data} />}
        actions={ask === null ? <span className={styles.quiet}>{modelsText.readOnly}</span> : <PageActions ask={ask} />}
      />
      <QueryView query={models} loading={modelsText.loading} rows={12}>
        {(page) => <Models page={page} ask={ask} />}
      </QueryView>
      {asked !== null && models.data !== undefined && (
        <ModelDialogs
          key={asked.kind}
          asked={asked}
          stream={stream}
          page={models.data}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

function PageActions({ ask }: { readonly ask: AskModel }) {
  return (
    <>
      <Tip label={modelsText.importHint}>
        {(described) => (
          <Button variant="default" onClick={() => ask({ kind: "import" })} {...described}>
            {modelsText.import}
          </Button>
        )}
      </Tip>
      <Tip label={modelsText.trainHint}>
        {(described) => (
          <Button onClick={() => ask({ kind: "train" })} {...described}>
            {modelsText.train}
          </Button>
        )}
      </Tip>
    </>
  );
}

function Models({ page: newest, ask }: { readonly page: ModelPage; readonly ask: AskModel | null }) {
  const stream = useStream();
  const view = useModelsView();
  const [isLonger, setLonger] = useState(false);
  const older = useOlderModels(stream, isLonger ? newest.nextCursor : null);
  const items = [...newest.items, ...(older.data?.pages.flatMap((page) => page.items) ?? [])];
  const page = { ...newest, items };
  const shown = shownModel(view, page);
  const hasMore = isLonger ? older.hasNextPage : newest.nextCursor !== null;
  if (items.length === 0) {
    return (
      <EmptyState title={modelsText.none}>
        <p>{modelsText.noneText}</p>
        <ReadinessNote stream={stream} />
      </EmptyState>
    );
  }
  const onCancel = ask === null ? null : (model: ModelRow) => ask({ kind: "cancel", model });
  return (
    <div className={styles.body}>
      <Panel title={modelsText.list}>
        <ModelList models={items} shownId={shown?.id ?? null} onOpen={view.open} onCancel={onCancel} />
        {(hasMore || older.isFetching) && (
          <Button
            variant="subtle"
            size="xs"
            loading={older.isFetching}
            onClick={() => (isLonger ? void older.fetchNextPage() : setLonger(true))}
          >
            {modelsText.more}
          </Button>
        )}
      </Panel>
      {shown === null ? (
        <EmptyState title={modelsText.noSuch} />
      ) : (
        <ModelDetailView key={shown.id} row={shown} page={page} view={view} ask={ask} />
      )}
    </div>
  );
}
