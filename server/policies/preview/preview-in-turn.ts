import type { PolicyPreview } from "../../../lib/contracts/policy-preview.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { previewPolicy } from "./preview-policy.ts";

/** Each takes a processor for its time, and the process has events to take in. */
const mostAtOnce = 2;
const mostWaiting = 8;

let running = 0;
const waiting: (() => void)[] = [];

async function enter(): Promise<void> {
  if (running < mostAtOnce) {
    running += 1;
    return;
  }
  if (waiting.length >= mostWaiting) {
    const detail = "Many previews are being computed: try again in a moment.";
    throw new AppError("rate_limited", { detail, retryAfterSeconds: 2 });
  }
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function leave(): void {
  const next = waiting.shift();
  // The place is handed on, not given up and taken again.
  if (next === undefined) running -= 1;
  else next();
}

/** A preview, as soon as fewer than two others are under way in this process. */
export async function previewInTurn(app: App, input: Parameters<typeof previewPolicy>[1]): Promise<PolicyPreview> {
  await enter();
  try {
    return await previewPolicy(app, input);
  } finally {
    leave();
  }
}
