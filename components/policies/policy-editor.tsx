"use client";

import { useMemo } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { PolicyRecord } from "../../lib/contracts/policies.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { policyProblems } from "../../lib/thresholds/policy-problems.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { Panel } from "../display/panel.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { BandFacts } from "./band-facts.tsx";
import { ChangeList } from "./change-list.tsx";
import { ConsequencesPanel } from "./consequences-panel.tsx";
import { withThreshold } from "./edit-policy.ts";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";
import type { PoliciesView } from "./policies-view.ts";
import { ScopeTable } from "./scope-table.tsx";
import { ThresholdChart } from "./threshold-chart.tsx";
import type { usePolicyPreview } from "./use-policies.ts";
import { WherePanel } from "./where-panel.tsx";

// What is only read is there first; the fields of a draft follow at once.
const { Part: BandControls, fetch: fetchBandControls } = fetchedLater(() =>
  import("./band-controls.tsx").then((file) => file.BandControls),
);
const { Part: ScopeFields, fetch: fetchScopeFields } = fetchedLater(() =>
  import("./scope-fields.tsx").then((file) => file.ScopeFields),
);
const { Part: GroupsPanel, fetch: fetchGroupsPanel } = fetchedLater(() =>
  import("./groups-panel.tsx").then((file) => file.GroupsPanel),
);
const { Part: ExceptionsPanel, fetch: fetchExceptionsPanel } = fetchedLater(() =>
  import("./exceptions-panel.tsx").then((file) => file.ExceptionsPanel),
);
const { Part: AdvicePane, fetch: fetchAdvicePane } = fetchedLater(() =>
  import("./advice-pane.tsx").then((file) => file.AdvicePane),
);
const fieldParts = [fetchBandControls, fetchScopeFields, fetchGroupsPanel, fetchExceptionsPanel, fetchAdvicePane];
const loadFields = () => Promise.all(fieldParts.map((fetch) => fetch()));

interface PolicyEditorProps {
  readonly stream: StreamName;
  readonly policy: PolicyBody;
  readonly view: PoliciesView;
  readonly preview: ReturnType<typeof usePolicyPreview>;
  /** What the changes are held against; null: it is the live version itself. */
  readonly against: PolicyRecord | null;
  /** Since when it is in shadow; null: it is not. */
  readonly shadowSince?: string | null;
  /** Null: only shown. */
  readonly onChange: ((policy: PolicyBody) => void) | null;
}

/** A policy with its consequences: scopes, the histogram with its thresholds, groups; what it would lead to, what changed. */
export function PolicyEditor(props: PolicyEditorProps) {
  const { stream, policy, view, preview, against, shadowSince = null, onChange } = props;
  useFetchAhead(loadFields);
  const scopeId = policy.scopes.some(({ id }) => id === view.scope) ? view.scope : null;
  const problems = useMemo(() => new Map(policyProblems(policy).map(({ path, message }) => [path, message])), [policy]);
  const sources = preview.data?.sourceNames ?? [];
  const scopeName = policy.scopes.find(({ id }) => id === scopeId)?.name ?? policiesText.everythingElse;
  return (
    <>
      <div className={styles.middle}>
        <ScopeTable
          policy={policy}
          preview={preview.data}
          selected={scopeId}
          onSelect={view.selectScope}
          onChange={onChange}
        />
        <Panel title={scopeName}>
          {scopeId !== null && onChange !== null && (
            <ScopeFields policy={policy} scopeId={scopeId} sources={sources} problems={problems} onChange={onChange} />
          )}
          <ThresholdChart
            policy={policy}
            scopeId={scopeId}
            preview={preview.data}
            onMove={
              onChange === null
                ? null
                : (band, margin) => onChange(withThreshold(policy, { scopeId, band, value: margin }))
            }
          />
          {onChange === null ? (
            <BandFacts policy={policy} scopeId={scopeId} />
          ) : (
            <BandControls policy={policy} scopeId={scopeId} onChange={onChange} problems={problems} />
          )}
          {onChange !== null && scopeId === null && (
            <AdvicePane
              stream={stream}
              handlingMinutes={policy.handlingMinutes}
              onUse={(value) => onChange(withThreshold(policy, { scopeId: null, band: "notify", value }))}
            />
          )}
        </Panel>
        {(onChange !== null || policy.exceptions.length > 0) && (
          <ExceptionsPanel stream={stream} policy={policy} sources={sources} problems={problems} onChange={onChange} />
        )}
        {(onChange !== null || policy.groups.length > 0) && (
          <GroupsPanel policy={policy} problems={problems} onChange={onChange} />
        )}
      </div>
      <div className={styles.side}>
        <ConsequencesPanel
          preview={preview.data}
          error={preview.error}
          isStale={preview.isStale}
          problems={[...problems.values()]}
          stream={stream}
          handlingMinutes={policy.handlingMinutes}
          onHandlingMinutes={onChange === null ? null : (handlingMinutes) => onChange({ ...policy, handlingMinutes })}
          hours={shadowSince !== null && !view.isHoursChosen ? 0 : view.hours}
          shadowSince={shadowSince}
          compares={against !== null}
          onHours={view.selectHours}
          retry={preview.refetch}
        />
        {against !== null && (
          <Panel title={`${policiesText.changes} since version ${against.version}`}>
            <ChangeList before={against.body} after={policy} />
          </Panel>
        )}
        {preview.data !== undefined && (
          <WherePanel consequences={preview.data.draft.consequences} isStale={preview.isStale} />
        )}
      </div>
    </>
  );
}
