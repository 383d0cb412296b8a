"use client";

import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { type AlertFilter, alertIdsSchema } from "../../lib/contracts/alert-query.ts";
import { describeError } from "../data/api-error.ts";
import { queryString, request } from "../data/request.ts";
import { formatCount } from "../display/format.ts";
import { alertSentences, alertText } from "./alert-text.ts";
import type { Triage } from "./use-triage.ts";

interface GroupMenuProps {
  readonly triage: Triage;
  readonly filter: AlertFilter;
  readonly label: string;
}

const verbs = [
  { kind: "acknowledge", text: alertText.acknowledge },
  { kind: "assign", text: alertText.assign },
  { kind: "snooze", text: alertText.snooze },
  { kind: "resolve", text: alertText.resolve },
] as const;

/** One decision about all alerts of a group, as they are when it is asked for; the dialog says how many. */
export function GroupMenu({ triage, filter, label }: GroupMenuProps) {
  const [reading, setReading] = useState(false);
  const ask = async (kind: (typeof verbs)[number]["kind"]) => {
    setReading(true);
    try {
      const { items, cut } = await request(alertIdsSchema, `/api/v1/alerts/ids${queryString(filter)}`);
      if (cut) notifications.show({ message: alertSentences.groupCut(formatCount(items.length)) });
      if (items.length > 0) triage.setDialog({ kind, targets: items, bulk: true });
    } catch (error) {
      notifications.show({ color: "red", message: describeError(error) });
    } finally {
      setReading(false);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          aria-label={alertSentences.groupAct(label)}
          loading={reading}
          disabled={triage.bulk.isPending}
          rightSection={<IconChevronDown size={13} aria-hidden="true" />}
        >
          {alertText.groupActions}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {verbs.map(({ kind, text }) => (
          <Menu.Item key={kind} onClick={() => void ask(kind)}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
