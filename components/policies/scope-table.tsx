"use client";

import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import type { Consequences, PolicyPreview } from "../../lib/contracts/policy-preview.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { rateWords } from "../../lib/stats/rate-words.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { wordsOfMatch } from "../../lib/thresholds/policy-diff.ts";
import table from "../display/data-table.module.css";
import { formatScore } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import {
  type BandName,
  bandNames,
  marginIn,
  thresholdOf,
  withNewScope,
  withoutScope,
  withScopeMoved,
} from "./edit-policy.ts";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";
import { shownPeriod } from "./shown-period.ts";

interface ScopeTableProps {
  readonly policy: PolicyBody;
  readonly preview: PolicyPreview | undefined;
  readonly selected: string | null;
  readonly onSelect: (scopeId: string | null) => void;
  readonly onChange: ((policy: PolicyBody) => void) | null;
}

/** The scopes in the order in which they are asked, then everything else, with what each leads to. */
export function ScopeTable({ policy, preview, selected, onSelect, onChange }: ScopeTableProps) {
  const { days, isPerDay } = preview === undefined ? { days: 1, isPerDay: true } : shownPeriod(preview);
  const rateOf = (id: string | null) => preview?.draft.consequences.scopes.find((scope) => scope.id === id);
  const add = () => {
    const { policy: next, id } = withNewScope(policy);
    onChange?.(next);
    onSelect(id);
  };
  const rows = [
    ...policy.scopes.map((scope) => ({ ...scope, about: wordsOfMatch(scope, policy.groups) || policiesText.anyClass })),
    null,
  ];
  return (
    <Panel
      title={policiesText.scopes}
      actions={
        onChange !== null && (
          <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
            {policiesText.addScope}
          </Button>
        )
      }
    >
      <p className={styles.hint}>{policiesText.scopesHint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={policiesText.scopesTable}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">scope</th>
              {bandNames.map((band) => (
                <th key={band} scope="col" className={table.number}>
                  {band}
                </th>
              ))}
              <th scope="col" className={table.number}>
                events
              </th>
              <th scope="col" className={table.number}>
                {isPerDay ? "over notify a day" : "over notify"}
              </th>
              {onChange !== null && <td />}
            </tr>
          </thead>
          <tbody>
            {rows.map((scope, place) => {
              const id = scope?.id ?? null;
              return (
                <tr key={id ?? ""} className={table.row} data-open={selected === id} onClick={() => onSelect(id)}>
                  <th scope="row" className={table.fill}>
                    <button
                      type="button"
                      className={styles.scopeName}
                      aria-pressed={selected === id}
                      onClick={() => onSelect(id)}
                    >
                      {scope?.name ?? policiesText.everythingElse}
                    </button>
                    {scope !== null && <span className={styles.about}>{scope.about}</span>}
                  </th>
                  {bandNames.map((band) => (
                    <Threshold key={band} policy={policy} scopeId={id} band={band} />
                  ))}
                  <Rates counts={rateOf(id)} days={days} />
                  {onChange !== null && (
                    <td className={table.shrink}>
                      {id !== null && <OrderButtons policy={policy} id={id} place={place} onChange={onChange} />}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

interface ThresholdProps {
  readonly policy: PolicyBody;
  readonly scopeId: string | null;
  readonly band: BandName;
}

/** An inherited threshold is said quietly: it is not the scope's own. */
function Threshold({ policy, scopeId, band }: ThresholdProps) {
  const margin = marginIn(policy, scopeId, band);
  const isOwn = thresholdOf(policy, scopeId, band) !== "inherit";
  return (
    <td className={table.number} data-quiet={!isOwn || margin === null || undefined}>
      {margin === null ? policiesText.off : formatScore(scoreOfMargin(margin))}
    </td>
  );
}

function Rates({
  counts,
  days,
}: {
  readonly counts: Consequences["scopes"][number] | undefined;
  readonly days: number;
}) {
  const over = counts === undefined ? null : counts.notify + counts.approve + counts.auto;
  return (
    <>
      <td className={table.number}>{counts?.total.toLocaleString("en") ?? ""}</td>
      <td className={table.number}>{over === null ? "" : rateWords(over / days)}</td>
    </>
  );
}

interface OrderButtonsProps {
  readonly policy: PolicyBody;
  readonly id: string;
  readonly place: number;
  readonly onChange: (policy: PolicyBody) => void;
}

function OrderButtons({ policy, id, place, onChange }: OrderButtonsProps) {
  const name = policy.scopes[place]?.name ?? "";
  const actions = [
    {
      label: policiesText.moveUp,
      Icon: IconArrowUp,
      disabled: place === 0,
      next: () => withScopeMoved(policy, id, -1),
    },
    {
      label: policiesText.moveDown,
      Icon: IconArrowDown,
      disabled: place === policy.scopes.length - 1,
      next: () => withScopeMoved(policy, id, 1),
    },
    { label: policiesText.removeScope, Icon: IconTrash, disabled: false, next: () => withoutScope(policy, id) },
  ];
  return (
    <span className={styles.order}>
      {actions.map(({ label, Icon, disabled, next }) => (
        <ActionIcon
          key={label}
          variant="transparent"
          size={24}
          aria-label={`${label}: ${name}`}
          title={label}
          disabled={disabled}
          onClick={(event) => {
            event.stopPropagation();
            onChange(next());
          }}
        >
          <Icon size={14} />
        </ActionIcon>
      ))}
    </span>
  );
}
