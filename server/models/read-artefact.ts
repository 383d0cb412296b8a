import { type ModelCard, modelCardSchema } from "../../lib/contracts/model-card.ts";
import { readArtefact } from "../../lib/models/artefact/artefact.ts";
import { readChampion } from "../../lib/models/champion/read-champion.ts";
import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { AppError } from "../http/app-error.ts";

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

/** A file as it leaves: the artefact with the model's card in it, so that whoever takes it in knows what it is. */
export function withCard(bytes: Uint8Array, card: ModelCard | null): Uint8Array {
  const reading = readChampion(bytes);
  return reading.ok && card !== null ? writeChampion(reading.champion, card) : bytes;
}

/** A file as it came: the artefact as it was trained, and the card that it carries, where this version understands one. */
export function apart(bytes: Uint8Array): { readonly artefact: Uint8Array; readonly card: ModelCard | null } {
  const file = readArtefact(bytes);
  const reading = readChampion(bytes);
  if (!file.ok || !reading.ok) return { artefact: bytes, card: null };
  const { settings } = file.artefact;
  const carried = typeof settings === "object" && settings !== null ? Reflect.get(settings, "card") : undefined;
  return { artefact: writeChampion(reading.champion), card: keepableCard(carried) };
}

/** A card of ours takes some tens of thousands of characters, and everybody who opens the model reads it. */
const mostCardLetters = 1_000_000;

/** Null where it is no card, or one that PostgreSQL cannot hold: jsonb takes neither NUL nor half a character. */
function keepableCard(carried: unknown): ModelCard | null {
  const card = modelCardSchema.safeParse(carried).data ?? null;
  const text = JSON.stringify(card);
  return text.length > mostCardLetters || /\\u(?:0000|d[89a-f])/.test(text) ? null : card;
}
