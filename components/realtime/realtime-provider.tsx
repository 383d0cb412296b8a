"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { applyAlertPush } from "../alerts/apply-alert-push.ts";
import { applyRecordPush } from "../audit/apply-record-push.ts";
import {
  alertKeys,
  auditKeys,
  ledgerKeys,
  liveKeys,
  policyKeys,
  responseKeys,
  sessionKeys,
  streamKeys,
} from "../data/keys.ts";
import { applyLedgerPush } from "../ledger/apply-ledger-push.ts";
import { applyLivePush } from "../live/apply-live-push.ts";
import { applyPolicyPush } from "../policies/apply-policy-push.ts";
import { applyResponsePush } from "../responses/apply-response-push.ts";
import { applyStreamPush } from "../sources/apply-stream-push.ts";
import { setConnection } from "./connection-store.ts";
import { receivedMessages } from "./message-log.ts";
import type { Push } from "./push-message.ts";
import type { SocketHandlers } from "./socket.ts";

/** One socket for the page: every message goes, in order, into the caches of those it concerns. */
export function RealtimeProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  useEffect(() => {
    const handlers: SocketHandlers = {
      onMessage: (message: Push) => {
        receivedMessages.add(message);
        applyLivePush(client, message);
        applyAlertPush(client, message);
        applyLedgerPush(client, message);
        applyPolicyPush(client, message);
        applyResponsePush(client, message);
        applyRecordPush(client, message);
        applyStreamPush(client, message);
      },
      onResync: () => {
        const { freshAll, seal } = auditKeys;
        const { all: streams } = streamKeys;
        const lists = [liveKeys.all, alertKeys.all, ledgerKeys.all, policyKeys.all, responseKeys.all];
        for (const queryKey of [...lists, freshAll, seal, streams]) {
          void client.invalidateQueries({ queryKey });
        }
      },
      onClosed: () => void client.invalidateQueries({ queryKey: sessionKeys.current }),
    };
    let close: (() => void) | null = null;
    let isLeft = false;
    // Loaded beside the page's first data, not before the page: what is pushed later is asked for anyhow.
    void import("./socket.ts").then(
      ({ openSocket }) => {
        if (!isLeft) close = openSocket(handlers);
      },
      () => setConnection({ phase: "cut", since: Date.now() }),
    );
    return () => {
      isLeft = true;
      close?.();
    };
  }, [client]);
  return children;
}
