"use client";

import { z } from "zod";
import type { PolicyDraft, PolicyRecord } from "../../lib/contracts/policies.ts";
import { keptBackOf } from "../event/kept-events-text.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { periods } from "./policies-text.ts";
import { type PolicyTabName, policyTabNames } from "./policy-tabs.ts";

const wholeNumber = z.coerce.number().int().positive();
const defaultHours = 24;

/** What of the page lives in its address: the tab, the draft or version, the scope and the period looked at. */
export function usePoliciesView() {
  const { params, change } = useUrlParams();
  const numberAt = (name: string) => {
    const parsed = wholeNumber.safeParse(params.get(name));
    return parsed.success ? parsed.data : null;
  };
  const asked = numberAt("hours");
  const hours = asked ?? defaultHours;
  const tab: PolicyTabName = policyTabNames.find((name) => name === params.get("tab")) ?? "policy";
  return {
    tab,
    setTab: (next: PolicyTabName) => change({ tab: next === "policy" ? null : next }, "push"),
    draft: numberAt("draft"),
    version: numberAt("version"),
    /** Null: everything else. */
    scope: params.get("scope"),
    /** Whose events are listed over the page; null: none. */
    kept: keptBackOf(params.get("kept")),
    closeKept: () => change({ kept: null }),
    hours: periods.some((period) => period.hours === hours) ? hours : defaultHours,
    /** Nobody has chosen a period: a draft in shadow is looked at since it is. */
    isHoursChosen: asked !== null,
    openDraft: (id: number) => change({ draft: String(id), version: null }, "push"),
    openVersion: (version: number | null) =>
      change({ draft: null, version: version === null ? null : String(version) }, "push"),
    openRequest: (id: number) =>
      change({ tab: "requests", request: String(id), requests: null, draft: null, version: null }, "push"),
    selectScope: (scope: string | null) => change({ scope }),
    selectHours: (chosen: number) => change({ hours: chosen === 0 ? null : String(chosen) }),
  };
}
export type PoliciesView = ReturnType<typeof usePoliciesView>;

export type Shown =
  | { readonly kind: "draft"; readonly draft: PolicyDraft }
  | { readonly kind: "version"; readonly record: PolicyRecord };

/** What the address asks for, else the live version, else the newest. */
export function shownOf(
  { draft, version }: Pick<PoliciesView, "draft" | "version">,
  { drafts, versions }: { readonly drafts: readonly PolicyDraft[]; readonly versions: readonly PolicyRecord[] },
): Shown | null {
  const found = drafts.find(({ id }) => id === draft);
  if (found !== undefined) return { kind: "draft", draft: found };
  const asked = versions.find((record) => record.version === version);
  const record = asked ?? liveOf(versions) ?? versions[0];
  return record === undefined ? null : { kind: "version", record };
}

export function liveOf(versions: readonly PolicyRecord[]): PolicyRecord | undefined {
  return versions.find(({ state }) => state === "live");
}
