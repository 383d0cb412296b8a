"use client";

import type { ModelPage, ModelRow } from "../../lib/contracts/models.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { type TabName, tabNames } from "./models-text.ts";

const idOf = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** What of the page lives in its address: the model, the one beside it, the part of its card, charts or tables. */
export function useModelsView() {
  const { params, change } = useUrlParams();
  const tab: TabName = tabNames.find((name) => name === params.get("tab")) ?? "summary";
  return {
    model: idOf(params.get("model")),
    compare: idOf(params.get("compare")),
    tab,
    asTables: params.get("view") === "table",
    open: (id: number) => change({ model: String(id), compare: null }, "push"),
    compareWith: (id: number | null) => change({ compare: id === null ? null : String(id) }, "push"),
    setTab: (next: TabName) => change({ tab: next === "summary" ? null : next }),
    setTables: (asTables: boolean) => change({ view: asTables ? "table" : null }),
  };
}
export type ModelsView = ReturnType<typeof useModelsView>;

/** The model of the address, else the champion, else the newest; null where the address names one that is not there. */
export function shownModel({ model }: Pick<ModelsView, "model">, { items, standing }: ModelPage): ModelRow | null {
  if (model !== null) return items.find(({ id }) => id === model) ?? null;
  return items.find(({ id }) => id === standing.champion) ?? items[0] ?? null;
}

/** Whether it has been trained to its end. */
export function isWhole({ state }: Pick<ModelRow, "state">): boolean {
  return state === "candidate" || state === "champion" || state === "retired";
}
