"use client";

import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { Executor } from "../../lib/contracts/executors.ts";
import { describeError } from "../data/api-error.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import tableStyles from "../display/data-table.module.css";
import { formatDuration } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { useMay } from "../session/use-session.ts";
import { AddExecutorDialog } from "./add-executor-dialog.tsx";
import detailStyles from "./response-detail.module.css";
import formStyles from "./response-forms.module.css";
import styles from "./responses.module.css";
import { useChangeExecutor, useExecutors, useProbeExecutor } from "./use-response-settings.ts";

const words = {
  loading: "Loading executors",
  about: "Who carries a response out: a signed webhook of yours, a dry run, or the demonstration's lab network.",
  add: "New webhook or dry run",
  probe: "Test",
  why: "Why? Kept in the record.",
} as const;
const kindWords = { webhook: "webhook", dry_run: "dry run", lab: "lab network" } as const;

/** What carries responses out, and whether it hears us. */
export function ExecutorsTab({ stream }: { readonly stream: StreamName }) {
  const executors = useExecutors(stream);
  const mayChange = useMay("responses:configure");
  const [asked, setAsked] = useState<"add" | Executor | null>(null);
  return (
    <>
      <div className={styles.bulk}>
        <span className={detailStyles.quiet}>{words.about}</span>
        <span className={styles.push} />
        {mayChange && <Button onClick={() => setAsked("add")}>{words.add}</Button>}
      </div>
      <QueryView query={executors} loading={words.loading}>
        {({ items }) => <ExecutorTable items={items} mayChange={mayChange} onChange={setAsked} />}
      </QueryView>
      {asked === "add" && <AddExecutorDialog stream={stream} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== "add" && <ChangeDialog executor={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface ExecutorTableProps {
  readonly items: readonly Executor[];
  readonly mayChange: boolean;
  readonly onChange: (executor: Executor) => void;
}

function ExecutorTable({ items, mayChange, onChange }: ExecutorTableProps) {
  return (
    <div className={tableStyles.scroller}>
      <table className={tableStyles.table} aria-label="Executors">
        <thead>
          <tr>
            <th scope="col">Executor</th>
            <th scope="col">Kind</th>
            <th scope="col">Address</th>
            <th scope="col">In use</th>
            <th scope="col">Repeats are safe</th>
            <th scope="col">Changed</th>
            <th scope="col">
              <span className="sr-only">Test and change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((executor) => (
            <tr key={executor.id}>
              <th scope="row">
                {executor.name}
                {executor.isDefault && <span className={styles.why}>default</span>}
              </th>
              <td className={tableStyles.shrink}>{kindWords[executor.kind]}</td>
              <td className={tableStyles.fill} title={executor.url ?? undefined}>
                {executor.url ?? "–"}
              </td>
              <td className={tableStyles.shrink}>{executor.enabled ? "yes" : "no"}</td>
              <td className={tableStyles.shrink}>{executor.idempotent ? "yes, promised" : "no, called once"}</td>
              <td className={tableStyles.shrink} title={executor.updatedBy}>
                <RelativeTime at={executor.updatedAt} />
              </td>
              <td className={tableStyles.shrink}>
                {mayChange && (
                  <span className={styles.rowActions}>
                    <Probe executor={executor} />
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Change ${executor.name}`}
                      onClick={() => onChange(executor)}
                    >
                      Change…
                    </Button>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Probe({ executor }: { readonly executor: Executor }) {
  const { mutate, data, error, isPending } = useProbeExecutor();
  const said =
    error !== null ? describeError(error) : data === undefined ? "" : `${data.detail} (${formatDuration(data.ms)})`;
  return (
    <>
      <span role="status" className={data?.ok === false || error !== null ? detailStyles.problem : detailStyles.quiet}>
        {said}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        loading={isPending}
        aria-label={`${words.probe} ${executor.name}`}
        onClick={() => mutate(executor.id)}
      >
        {words.probe}
      </Button>
    </>
  );
}

function ChangeDialog({ executor, onClose }: { readonly executor: Executor; readonly onClose: () => void }) {
  const change = useChangeExecutor();
  const [enabled, setEnabled] = useState(executor.enabled);
  const [isDefault, setDefault] = useState(executor.isDefault);
  const [idempotent, setIdempotent] = useState(executor.idempotent);
  const body = { basedOn: executor.version, enabled, isDefault, idempotent };
  return (
    <ConfirmDialog
      opened
      title={`Change ${executor.name}`}
      confirm="Save"
      reasonLabel={words.why}
      onClose={onClose}
      onConfirm={(reason) =>
        change.mutateAsync({ method: "PATCH", path: `/executors/${executor.id}`, body: { ...body, reason } })
      }
    >
      <div className={formStyles.form}>
        <Switch label="In use" checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
        <Switch
          label="Default for proposals by hand"
          checked={isDefault}
          onChange={(event) => setDefault(event.currentTarget.checked)}
        />
        {executor.kind === "webhook" && (
          <Switch
            label="Repeats are safe"
            description="The other side promises that the same action id twice does the same as once."
            checked={idempotent}
            onChange={(event) => setIdempotent(event.currentTarget.checked)}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}
