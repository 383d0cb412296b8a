"use client";

import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ApiKeyRow } from "../../lib/contracts/keys.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { useMay } from "../session/use-session.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { KeyTable } from "./key-table.tsx";
import { MakeKeyDialog } from "./make-key-dialog.tsx";
import { PagedPart } from "./paged-part.tsx";
import styles from "./sources.module.css";
import { keyText, tabWords } from "./sources-text.ts";
import { type KeyState, useApiKeys, useRevokeKey } from "./use-api-keys.ts";

/** The keys that machines send and read with; administrators make and revoke them. */
export function KeysTab({ stream }: { readonly stream: StreamName }) {
  if (useMay("keys:manage")) return <Keys stream={stream} />;
  return (
    <EmptyState title={keyText.notYours}>
      <p>{keyText.notYoursHint}</p>
    </EmptyState>
  );
}

function Keys({ stream }: { readonly stream: StreamName }) {
  const { params, change } = useUrlParams();
  const state: KeyState = params.get("keys") === "all" ? "all" : "active";
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyRow | null>(null);
  const query = useApiKeys(state);
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className={styles.head}>
        <Button leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={() => setMaking(true)}>
          {keyText.make}
        </Button>
        <SegmentedControl
          size="xs"
          className={styles.end}
          aria-label={keyText.state}
          value={state}
          onChange={(next) => change({ keys: next === "all" ? "all" : null })}
          data={Object.entries(keyText.states).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <QueryView query={query} loading={keyText.loading}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={keyText.empty}>
              <p>{keyText.emptyHint}</p>
            </EmptyState>
          ) : (
            <PagedPart label={tabWords.keys} pages={query}>
              <KeyTable rows={rows} onRevoke={setRevoking} />
            </PagedPart>
          )
        }
      </QueryView>
      <MakeKeyDialog stream={stream} opened={making} onClose={() => setMaking(false)} />
      <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

/** Asks once more: a key that is revoked stays so. */
function RevokeKey({ apiKey, onClose }: { readonly apiKey: ApiKeyRow | null; readonly onClose: () => void }) {
  const { mutateAsync } = useRevokeKey();
  return (
    <ConfirmDialog
      opened={apiKey !== null}
      title={apiKey === null ? "" : keyText.revokeTitle(apiKey.name)}
      confirm={keyText.revoke}
      danger
      onClose={onClose}
      onConfirm={async () => apiKey !== null && (await mutateAsync(apiKey))}
    >
      <p className={styles.plain}>{keyText.revokeNote}</p>
    </ConfirmDialog>
  );
}
