import type { QueryClient } from "@tanstack/react-query";
import { applyAlertPush } from "../alerts/apply-alert-push.ts";
import { applyRecordPush } from "../audit/apply-record-push.ts";
import { applyRequestPush } from "../change-requests/apply-request-push.ts";
import {
  alertKeys,
  auditKeys,
  changeRequestKeys,
  ledgerKeys,
  liveKeys,
  modelKeys,
  policyKeys,
  responseKeys,
  sessionKeys,
  spotCheckKeys,
  streamKeys,
  thresholdKeys,
} from "../data/keys.ts";
import { applyLedgerPush } from "../ledger/apply-ledger-push.ts";
import { applyLivePush } from "../live/apply-live-push.ts";
import { applyModelPush } from "../models/apply-model-push.ts";
import { applyPolicyPush } from "../policies/apply-policy-push.ts";
import { applyResponsePush } from "../responses/apply-response-push.ts";
import { applyStreamPush } from "../sources/apply-stream-push.ts";
import { applyThresholdPush } from "../thresholds/apply-threshold-push.ts";
import { receivedMessages } from "./message-log.ts";
import type { Push } from "./push-message.ts";
import { openSocket } from "./socket.ts";

function applyPush(client: QueryClient, message: Push): void {
  receivedMessages.add(message);
  applyLivePush(client, message);
  applyAlertPush(client, message);
  applyLedgerPush(client, message);
  applyPolicyPush(client, message);
  applyThresholdPush(client, message);
  applyRequestPush(client, message);
  applyModelPush(client, message);
  applyResponsePush(client, message);
  applyRecordPush(client, message);
  applyStreamPush(client, message);
}

function readAgain(client: QueryClient): void {
  const { freshAll, seal } = auditKeys;
  const { all: streams } = streamKeys;
  const { all: policies } = policyKeys;
  const lists = [liveKeys.all, alertKeys.all, ledgerKeys.all, policies, modelKeys.all, responseKeys.all];
  const ofPolicies = [thresholdKeys.all, spotCheckKeys.all, changeRequestKeys.all];
  for (const queryKey of [...lists, ...ofPolicies, freshAll, seal, streams]) {
    void client.invalidateQueries({ queryKey });
  }
}

/** Opens the page's one socket: every message goes, in order, into the caches of those it concerns. Returns what ends it. */
export function follow(client: QueryClient): () => void {
  return openSocket({
    onMessage: (message) => applyPush(client, message),
    onResync: () => readAgain(client),
    onClosed: () => void client.invalidateQueries({ queryKey: sessionKeys.current }),
  });
}
