"use client";

import { Button, NativeSelect } from "@mantine/core";
import type { ModelDetail, ModelPage, ModelRow } from "../../lib/contracts/models.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { LoadingState } from "../display/states.tsx";
import { TabList } from "../display/tab-list.tsx";
import { CardTab } from "./card-tab.tsx";
import { FamiliesTab } from "./families-tab.tsx";
import type { AskModel } from "./model-dialogs.tsx";
import { ModelNotices } from "./model-notices.tsx";
import { ModelStateMark } from "./model-state.tsx";
import styles from "./models.module.css";
import { modelsText, tabNames, tabWords } from "./models-text.ts";
import { isWhole, type ModelsView } from "./models-view.ts";
import { SummaryTab } from "./summary-tab.tsx";
import { TrainingTab } from "./training-tab.tsx";
import { artefactPath, useModel } from "./use-models.ts";

const loading = <LoadingState label={modelsText.loadingOne} rows={10} />;
// Charts bring their library along: a page that opens on figures does without it at first.
const { Part: CurvesTab } = fetchedLater(() => import("./curves-tab.tsx").then((file) => file.CurvesTab), loading);
const { Part: CompareView } = fetchedLater(
  () => import("./compare-view.tsx").then((file) => file.CompareView),
  loading,
);

interface ModelDetailViewProps {
  readonly row: ModelRow;
  readonly page: ModelPage;
  readonly view: ModelsView;
  readonly ask: AskModel | null;
}

/** One model: what can be done with it, then its card part by part, or beside another model. */
export function ModelDetailView({ row, page, view, ask }: ModelDetailViewProps) {
  const query = useModel(row.id);
  const other = page.items.find(({ id }) => id === view.compare && id !== row.id) ?? null;
  return (
    <Panel
      title={`${row.number} · ${row.name}`}
      actions={
        <span className={styles.tools}>
          <ModelStateMark state={row.state} />
          <CompareChoice row={row} page={page} view={view} />
          <Actions row={row} page={page} ask={ask} />
        </span>
      }
    >
      <ModelNotices row={row} />
      {other === null ? (
        <QueryView query={query} loading={modelsText.loadingOne} rows={10}>
          {(detail) => <Tabs detail={detail} view={view} />}
        </QueryView>
      ) : (
        <CompareView row={row} other={other} view={view} />
      )}
    </Panel>
  );
}

function CompareChoice({ row, page, view }: Pick<ModelDetailViewProps, "row" | "page" | "view">) {
  const others = page.items.filter((model) => model.id !== row.id && isWhole(model));
  if (!isWhole(row) || others.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label={modelsText.compareWith}
      value={view.compare === null ? "" : String(view.compare)}
      onChange={(event) =>
        view.compareWith(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))
      }
      data={[
        { value: "", label: `${modelsText.compareWith} …` },
        ...others.map(({ id, number, name }) => ({ value: String(id), label: `${number} · ${name}` })),
      ]}
    />
  );
}

/** What the person may do with it now; what the server would refuse is left out. */
function Actions({ row, page, ask }: Pick<ModelDetailViewProps, "row" | "page" | "ask">) {
  const download = isWhole(row) && (
    <Button component="a" variant="default" href={artefactPath(row.id)} download>
      {modelsText.download}
    </Button>
  );
  if (ask === null) return download;
  return (
    <>
      {download}
      {row.state === "candidate" && (
        <Button variant="default" onClick={() => ask({ kind: "retire", model: row })}>
          {modelsText.retire}
        </Button>
      )}
      {row.state === "training" && !row.cancelling && (
        <Button variant="default" onClick={() => ask({ kind: "cancel", model: row })}>
          {modelsText.cancel}
        </Button>
      )}
      {row.id === page.standing.champion && (
        <Button variant="default" onClick={() => ask({ kind: "rollBack", model: row })}>
          {modelsText.rollBack}
        </Button>
      )}
      {(row.state === "candidate" || row.state === "retired") && (
        <Button variant="default" onClick={() => ask({ kind: "promote", model: row })}>
          {modelsText.promote}
        </Button>
      )}
    </>
  );
}

const tabs = tabNames.map((name) => ({ name, word: tabWords[name] }));

function Tabs({ detail, view }: { readonly detail: ModelDetail; readonly view: ModelsView }) {
  return (
    <>
      <div className={styles.tabs}>
        <TabList id="model" label="Parts of the card" tabs={tabs} tab={view.tab} onTab={view.setTab} />
      </div>
      <div id="model-panel" role="tabpanel" aria-labelledby={`model-tab-${view.tab}`} className={styles.tabPanel}>
        <TabBody detail={detail} view={view} />
      </div>
    </>
  );
}

function whyNoCard(detail: ModelDetail): string {
  if (detail.state === "training") return modelsText.stillTraining;
  return isWhole(detail) ? modelsText.noCard : modelsText.notTrained;
}

function TabBody({ detail, view }: { readonly detail: ModelDetail; readonly view: ModelsView }) {
  if (view.tab === "training") return <TrainingTab detail={detail} />;
  const { card } = detail;
  if (card === null) return <p className={styles.note}>{whyNoCard(detail)}</p>;
  switch (view.tab) {
    case "summary":
      return <SummaryTab card={card} origin={detail.origin} />;
    case "curves":
      return <CurvesTab lines={[{ name: `Model ${detail.number}`, card }]} view={view} />;
    case "families":
      return <FamiliesTab card={card} />;
    case "card":
      return <CardTab card={card} digest={detail.digest} bytes={detail.bytes} />;
  }
}
