import type { DraftCreate, PolicyDraft } from "../../../lib/contracts/policies.ts";
import { type Actor, writeAudit } from "../../audit/write-audit.ts";
import type { Database } from "../../db/prisma.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import { AppError } from "../../http/app-error.ts";
import { policyRecord } from "../policy-record.ts";
import { draftRecord } from "./draft-record.ts";
import { tellOfDraft } from "./tell-of-draft.ts";

/** Begins a draft from the newest version, or from an older one that it is to bring back. */
export function createDraft(
  db: Database,
  { input, actor }: { readonly input: DraftCreate; readonly actor: Actor },
): Promise<PolicyDraft> {
  const stream = streamNumbers[input.stream];
  return db.$transaction(async (tx) => {
    const newest = await tx.policyVersion.findFirst({ where: { stream }, orderBy: { version: "desc" } });
    if (newest === null) {
      const detail = "Scoring has not begun with this stream yet.";
      throw new AppError("unavailable", { detail, retryAfterSeconds: 5 });
    }
    const version = input.from ?? newest.version;
    const source = await tx.policyVersion.findUnique({ where: { stream_version: { stream, version } } });
    if (source === null) throw new AppError("not_found", { detail: `There is no version ${version}.` });
    const restores = version === newest.version ? null : version;
    const { version: _version, ...body } = policyRecord(source, null).body;
    const name = input.name ?? (restores === null ? `Draft after version ${version}` : `Back to version ${version}`);
    const row = await tx.policyDraft.create({
      data: { stream, name, basedOn: newest.version, restores, body, author: actor.name, updatedBy: actor.name },
    });
    const draft = draftRecord(row);
    const resource = `policyDraft:${draft.id}`;
    await writeAudit(tx, { actor, action: "policy.draft", resource, outcome: "success", after: draft });
    await tellOfDraft(tx, draft, "drafted");
    return draft;
  });
}
