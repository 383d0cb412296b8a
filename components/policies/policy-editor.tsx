"use client";

import { useMemo } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { PolicyRecord } from "../../lib/contracts/policies.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { policyProblems } from "../../lib/thresholds/policy-problems.ts";
import { Panel } from "../display/panel.tsx";
import { BandControls } from "./band-controls.tsx";
import { ChangeList } from "./change-list.tsx";
import { ConsequencesPanel } from "./consequences-panel.tsx";
import { withThreshold } from "./edit-policy.ts";
import { GroupsPanel } from "./groups-panel.tsx";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";
import type { PoliciesView } from "./policies-view.ts";
import { ScopeFields } from "./scope-fields.tsx";
import { ScopeTable } from "./scope-table.tsx";
import { ThresholdChart } from "./threshold-chart.tsx";
import type { usePolicyPreview } from "./use-policies.ts";
import { WherePanel } from "./where-panel.tsx";

interface PolicyEditorProps {
  readonly stream: StreamName;
  readonly policy: PolicyBody;
  readonly view: PoliciesView;
  readonly preview: ReturnType<typeof usePolicyPreview>;
  /** What the changes are held against; null: it is the live version itself. */
  readonly against: PolicyRecord | null;
  /** Null: only shown. */
  readonly onChange: ((policy: PolicyBody) => void) | null;
}

/** A policy with its consequences: scopes, the histogram with its thresholds, groups; what it would lead to, what changed. */
export function PolicyEditor({ policy, view, preview, against, onChange }: PolicyEditorProps) {
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
          <BandControls policy={policy} scopeId={scopeId} onChange={onChange} problems={problems} />
        </Panel>
        <GroupsPanel policy={policy} problems={problems} onChange={onChange} />
      </div>
      <div className={styles.side}>
        <ConsequencesPanel
          preview={preview.data}
          error={preview.error}
          isStale={preview.isStale}
          isBlocked={problems.size > 0}
          hours={view.hours}
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
