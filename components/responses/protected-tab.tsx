"use client";

import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ProtectedEntity } from "../../lib/contracts/playbooks.ts";
import { responseTargetKindSchema } from "../../lib/contracts/responses.ts";
import { requestText } from "../change-requests/request-text.ts";
import { useOpenRequest } from "../change-requests/use-open-request.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import tableStyles from "../display/data-table.module.css";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { EmptyState } from "../display/states.tsx";
import { useMay } from "../session/use-session.ts";
import detailStyles from "./response-detail.module.css";
import formStyles from "./response-forms.module.css";
import styles from "./responses.module.css";
import { useAddProtected, useProtected, useRemoveProtected } from "./use-response-settings.ts";

const words = {
  loading: "Loading the protected list",
  about: "No response touches what is on this list, whoever approves it.",
  none: "Nothing is protected",
  add: "Protect…",
  remove: "Remove…",
  secondPerson: "A shorter list lets more be done: a second person decides.",
  atOnce: "In the demonstration it takes effect at once.",
  why: "Why? Kept with the entry.",
} as const;

/** What no response may touch. */
export function ProtectedTab({ stream }: { readonly stream: StreamName }) {
  const list = useProtected(stream);
  const mayChange = useMay("responses:configure");
  const [asked, setAsked] = useState<"add" | ProtectedEntity | null>(null);
  return (
    <>
      <div className={styles.bulk}>
        <span className={detailStyles.quiet}>{words.about}</span>
        <span className={styles.push} />
        {mayChange && <Button onClick={() => setAsked("add")}>{words.add}</Button>}
      </div>
      <QueryView query={list} loading={words.loading}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.none} />
          ) : (
            <ProtectedTable items={items} mayChange={mayChange} onRemove={setAsked} />
          )
        }
      </QueryView>
      {asked === "add" && <AddDialog stream={stream} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== "add" && <RemoveDialog entity={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface ProtectedTableProps {
  readonly items: readonly ProtectedEntity[];
  readonly mayChange: boolean;
  readonly onRemove: (entity: ProtectedEntity) => void;
}

function ProtectedTable({ items, mayChange, onRemove }: ProtectedTableProps) {
  return (
    <div className={tableStyles.scroller}>
      <table className={tableStyles.table} aria-label="Protected list">
        <thead>
          <tr>
            <th scope="col">Pattern</th>
            <th scope="col">Kind</th>
            <th scope="col">Where</th>
            <th scope="col">Why</th>
            <th scope="col">Added</th>
            <th scope="col">
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((entity) => (
            <tr key={entity.id}>
              <th scope="row">{entity.pattern}</th>
              <td className={tableStyles.shrink}>{entity.kind}</td>
              <td className={tableStyles.shrink}>{entity.stream ?? "every stream"}</td>
              <td className={tableStyles.fill} title={entity.reason}>
                {entity.reason}
              </td>
              <td className={tableStyles.shrink}>
                {entity.builtIn ? "comes with Tideline" : entity.addedBy}
                {!entity.builtIn && (
                  <>
                    , <RelativeTime at={entity.addedAt} />
                  </>
                )}
              </td>
              <td className={tableStyles.shrink}>
                {mayChange && !entity.builtIn && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Remove ${entity.pattern}`}
                    onClick={() => onRemove(entity)}
                  >
                    {words.remove}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AddDialog({ stream, onClose }: { readonly stream: StreamName; readonly onClose: () => void }) {
  const change = useAddProtected();
  const kinds = responseTargetKindSchema.options;
  const [kind, setKind] = useState<(typeof kinds)[number]>("address");
  const [pattern, setPattern] = useState("");
  const [everywhere, setEverywhere] = useState(false);
  return (
    <ConfirmDialog
      opened
      title="Protect from every response"
      confirm="Protect"
      reasonLabel={words.why}
      onClose={onClose}
      onConfirm={(reason) =>
        change.mutateAsync({
          method: "POST",
          path: "/protected-entities",
          body: { stream: everywhere ? null : stream, kind, pattern, reason },
        })
      }
    >
      <div className={formStyles.form}>
        <Select
          label="Kind"
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          data={kinds}
          value={kind}
          onChange={(value) => setKind(kinds.find((known) => known === value) ?? "address")}
        />
        <TextInput
          label="Name or pattern"
          description="A name, a name with *, or an address block such as 10.0.0.0/8"
          value={pattern}
          onChange={(event) => setPattern(event.currentTarget.value)}
        />
        <Select
          label="Where"
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          data={[
            { value: "here", label: `Stream ${stream}` },
            { value: "everywhere", label: "Every stream" },
          ]}
          value={everywhere ? "everywhere" : "here"}
          onChange={(value) => setEverywhere(value === "everywhere")}
        />
      </div>
    </ConfirmDialog>
  );
}

function RemoveDialog({ entity, onClose }: { readonly entity: ProtectedEntity; readonly onClose: () => void }) {
  const change = useRemoveProtected();
  const openRequest = useOpenRequest();
  return (
    <ConfirmDialog
      opened
      danger
      title={`Remove ${entity.pattern} from the protected list?`}
      confirm={entity.stream === "demo" ? "Remove" : requestText.askForIt}
      reasonLabel={words.why}
      onClose={onClose}
      onConfirm={async (reason) => {
        const path = `/protected-entities/${entity.id}`;
        const answer = await change.mutateAsync({ method: "DELETE", path, body: { reason } });
        if ("request" in answer) openRequest(answer.request);
      }}
    >
      <p>
        Responses may touch it from then on. Added by {entity.addedBy}: {entity.reason}{" "}
        {entity.stream === "demo" ? words.atOnce : words.secondPerson}
      </p>
    </ConfirmDialog>
  );
}
