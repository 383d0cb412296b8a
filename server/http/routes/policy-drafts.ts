import {
  draftCreateSchema,
  draftParamsSchema,
  draftPatchSchema,
  policyDraftPageSchema,
  policyDraftSchema,
  policyQuerySchema,
} from "../../../lib/contracts/policies.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { changeDraft } from "../../policies/drafts/change-draft.ts";
import { createDraft } from "../../policies/drafts/create-draft.ts";
import { discardDraft } from "../../policies/drafts/discard-draft.ts";
import { listDrafts } from "../../policies/drafts/list-drafts.ts";
import { getDraft } from "../../policies/drafts/open-draft.ts";
import { checkOwnStream } from "../check-own-stream.ts";
import { defineRoute, noAnswer } from "../define-route.ts";

const path = "/api/v1/policies/drafts";

export const listDraftsRoute = defineRoute({
  method: "GET",
  path,
  summary: "The open drafts of a stream's policy, newest first",
  access: "policies:read",
  query: policyQuerySchema,
  answer: policyDraftPageSchema,
  handle: ({ app, query }) => listDrafts(app.db, query),
});

export const createDraftRoute = defineRoute({
  method: "POST",
  path,
  summary: "Begin a draft from the newest version, or from an older one to bring it back",
  access: "policies:draft",
  body: draftCreateSchema,
  answer: policyDraftSchema,
  status: 201,
  handle: (call) => createDraft(call.app.db, { input: call.body, actor: actorOf(call) }),
});

export const getDraftRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One draft",
  access: "policies:read",
  params: draftParamsSchema,
  answer: policyDraftSchema,
  async handle({ app, params, principal }) {
    const draft = await getDraft(app.db, params.id);
    checkOwnStream(principal, draft.stream);
    return draft;
  },
});

export const changeDraftRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Change a draft, or bring it up to a newer version",
  access: "policies:draft",
  params: draftParamsSchema,
  body: draftPatchSchema,
  answer: policyDraftSchema,
  handle: (call) => changeDraft(call.app.db, { id: call.params.id, patch: call.body, actor: actorOf(call) }),
});

export const discardDraftRoute = defineRoute({
  method: "DELETE",
  path: `${path}/{id}`,
  summary: "Discard a draft",
  access: "policies:draft",
  params: draftParamsSchema,
  answer: noAnswer,
  async handle(call) {
    await discardDraft(call.app.db, { id: call.params.id, actor: actorOf(call) });
    return undefined;
  },
});
