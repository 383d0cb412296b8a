import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { getModel } from "./get-model.ts";
import { artefactOf, withCard } from "./read-artefact.ts";

/** The artefact of a model as a file. Who took a copy stays known: it says what is usual here, and so what is not. */
export async function downloadModel(
  app: App,
  { id, actor }: { readonly id: number; readonly actor: Actor },
): Promise<{ readonly bytes: Uint8Array; readonly fileName: string }> {
  const seconds = app.limits.take("record", actor.name, app.now().getTime());
  if (seconds !== null) throw new AppError("rate_limited", { retryAfterSeconds: seconds });
  const run = readingFrom(app.pool);
  const { stream, number, digest, card } = await getModel(app.pool, id);
  const bytes = withCard(await artefactOf(run, id), card);
  const resource = `model:${id}`;
  await appendAudit(run, { actor, action: "model.download", resource, outcome: "success", after: { digest } });
  return { bytes, fileName: `tideline-${stream}-model-${number}.tidemodel` };
}
