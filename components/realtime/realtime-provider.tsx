"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { applyAlertPush } from "../alerts/apply-alert-push.ts";
import { applyRecordPush } from "../audit/apply-record-push.ts";
import { alertKeys, auditKeys, ledgerKeys, liveKeys, responseKeys, sessionKeys, streamKeys } from "../data/keys.ts";
import { applyLedgerPush } from "../ledger/apply-ledger-push.ts";
import { applyLivePush } from "../live/apply-live-push.ts";
import { applyResponsePush } from "../responses/apply-response-push.ts";
import { applyStreamPush } from "../sources/apply-stream-push.ts";
import { receivedMessages } from "./message-log.ts";
import type { Push } from "./push-message.ts";
import { openSocket } from "./socket.ts";

/** One socket for the page: every message goes, in order, into the caches of those it concerns. */
export function RealtimeProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  useEffect(
    () =>
      openSocket({
        onMessage: (message: Push) => {
          receivedMessages.add(message);
          applyLivePush(client, message);
          applyAlertPush(client, message);
          applyLedgerPush(client, message);
          applyResponsePush(client, message);
          applyRecordPush(client, message);
          applyStreamPush(client, message);
        },
        onResync: () => {
          const { freshAll, seal } = auditKeys;
          for (const queryKey of [
            liveKeys.all,
            alertKeys.all,
            ledgerKeys.all,
            responseKeys.all,
            freshAll,
            seal,
            streamKeys.all,
          ]) {
            void client.invalidateQueries({ queryKey });
          }
        },
        onClosed: () => void client.invalidateQueries({ queryKey: sessionKeys.current }),
      }),
    [client],
  );
  return children;
}
