import { type ModelCard, modelCardSchema } from "../../lib/contracts/model-card.ts";
import { readArtefact } from "../../lib/models/artefact/artefact.ts";
import { readChampion } from "../../lib/models/champion/read-champion.ts";
import { AppError } from "../http/app-error.ts";
import type { RunStatement } from "../realtime/append-push.ts";

/** The stored bytes of a model; `not_found` where it has none. */
export async function artefactOf(run: RunStatement, id: number): Promise<Uint8Array> {
  const { rows } = await run("SELECT artefact FROM trained_model WHERE id = $1", [id]);
  const bytes = rows[0]?.artefact;
  if (bytes instanceof Uint8Array) return bytes;
  throw new AppError("not_found", { detail: "It has no artefact: it was never trained to the end." });
}

/** Why this version of Tideline could not score with these bytes, in one sentence; null where it could. */
export function refusalOfBytes(bytes: Uint8Array): string | null {
  const reading = readChampion(bytes);
  return reading.ok ? null : reading.reason;
}

/** As `refusalOfBytes`, of a stored model. */
export async function refusalOf(run: RunStatement, id: number): Promise<string | null> {
  return refusalOfBytes(await artefactOf(run, id));
}

/** The card that a file carries along; null where it has none that this version understands. */
export function cardWithin(bytes: Uint8Array): ModelCard | null {
  const reading = readArtefact(bytes);
  if (!reading.ok) return null;
  const { settings } = reading.artefact;
  const carried = typeof settings === "object" && settings !== null ? Reflect.get(settings, "card") : undefined;
  return modelCardSchema.safeParse(carried).data ?? null;
}
