import type { PolicyPreview } from "../../../lib/contracts/policy-preview.ts";
import type { App } from "../../http/app.ts";
import { createTurns } from "../../http/turns.ts";
import { previewPolicy } from "./preview-policy.ts";

/** Each takes a processor for its time, and the process has events to take in. */
const turns = createTurns({
  atOnce: 2,
  waiting: 8,
  detail: "Many previews are being computed: try again in a moment.",
});

/** A preview, as soon as fewer than two others are under way in this process. */
export function previewInTurn(app: App, input: Parameters<typeof previewPolicy>[1]): Promise<PolicyPreview> {
  return turns.run("preview", () => previewPolicy(app, input));
}
