"use client";

import { TextInput } from "@mantine/core";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { withScope } from "./edit-policy.ts";
import { MatchFields } from "./match-fields.tsx";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";

interface ScopeFieldsProps {
  readonly policy: PolicyBody;
  readonly scopeId: string;
  readonly sources: readonly string[];
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (policy: PolicyBody) => void;
}

/** Which events the scope takes, and what it is called. */
export function ScopeFields({ policy, scopeId, sources, problems, onChange }: ScopeFieldsProps) {
  const place = policy.scopes.findIndex(({ id }) => id === scopeId);
  const scope = policy.scopes[place];
  if (scope === undefined) return null;
  const problem = problems.get(`scopes.${place}.match`) ?? problems.get(`scopes.${place}.match.group`);
  return (
    <div className={styles.scopeFields}>
      <TextInput
        label={policiesText.scopeName}
        size="xs"
        value={scope.name}
        maxLength={60}
        error={problems.get(`scopes.${place}.name`)}
        onChange={(event) => {
          const name = event.currentTarget.value;
          onChange(withScope(policy, scopeId, (old) => ({ ...old, name })));
        }}
      />
      <MatchFields
        match={scope.match}
        groups={policy.groups}
        sources={sources}
        onChange={(match) => onChange(withScope(policy, scopeId, (old) => ({ ...old, match })))}
      />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
