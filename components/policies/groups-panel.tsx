"use client";

import { Button, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import type { EntityGroup } from "../../lib/thresholds/policy-scope.ts";
import { Panel } from "../display/panel.tsx";
import { membersOf, withNewGroup } from "./edit-policy.ts";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";

interface GroupsPanelProps {
  readonly policy: PolicyBody;
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: ((policy: PolicyBody) => void) | null;
}

/** Entities that scopes treat alike. */
export function GroupsPanel({ policy, problems, onChange }: GroupsPanelProps) {
  const setGroup = (id: string, next: Partial<EntityGroup>) =>
    onChange?.({ ...policy, groups: policy.groups.map((group) => (group.id === id ? { ...group, ...next } : group)) });
  return (
    <Panel
      title={policiesText.groups}
      actions={
        onChange !== null && (
          <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => onChange(withNewGroup(policy))}>
            {policiesText.addGroup}
          </Button>
        )
      }
    >
      {policy.groups.map((group, place) => (
        <div key={group.id} className={styles.group}>
          <TextInput
            label={policiesText.groupName}
            size="xs"
            value={group.name}
            readOnly={onChange === null}
            error={problems.get(`groups.${place}.name`)}
            onChange={(event) => setGroup(group.id, { name: event.currentTarget.value })}
          />
          <Members group={group} place={place} problems={problems} readOnly={onChange === null} onChange={setGroup} />
          {onChange !== null && (
            <Button
              variant="subtle"
              onClick={() => onChange({ ...policy, groups: policy.groups.filter(({ id }) => id !== group.id) })}
            >
              {policiesText.removeScope}
            </Button>
          )}
        </div>
      ))}
    </Panel>
  );
}

interface MembersProps {
  readonly group: EntityGroup;
  readonly place: number;
  readonly problems: ReadonlyMap<string, string>;
  readonly readOnly: boolean;
  readonly onChange: (id: string, next: Partial<EntityGroup>) => void;
}

function Members({ group, place, problems, readOnly, onChange }: MembersProps) {
  const [text, setText] = useState([...group.names, ...group.ranges].join("\n"));
  const problem = [...problems].find(([path]) => path.startsWith(`groups.${place}.`) && !path.endsWith("name"));
  return (
    <Textarea
      label={policiesText.groupMembers}
      size="xs"
      autosize
      minRows={2}
      maxRows={8}
      readOnly={readOnly}
      value={text}
      error={problem?.[1]}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(group.id, membersOf(event.currentTarget.value));
      }}
    />
  );
}
