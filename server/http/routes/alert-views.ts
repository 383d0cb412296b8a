import { z } from "zod";
import {
  alertViewCreateSchema,
  alertViewListSchema,
  alertViewPatchSchema,
  alertViewSchema,
} from "../../../lib/contracts/alert-views.ts";
import { idParameterSchema } from "../../../lib/contracts/common.ts";
import { createView } from "../../alert-views/create-view.ts";
import { deleteView } from "../../alert-views/delete-view.ts";
import { listViews } from "../../alert-views/list-views.ts";
import { updateView } from "../../alert-views/update-view.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { defineRoute, noAnswer } from "../define-route.ts";
import { requireUser } from "../require-user.ts";

const path = "/api/v1/alerts/views";
const params = z.object({ id: idParameterSchema });

export const listViewsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Saved views of the alerts: the shared ones and one's own",
  access: "alertViews:keep",
  answer: alertViewListSchema,
  handle: async ({ app, principal }) => ({ items: await listViews(app.db, requireUser(principal).id) }),
});

export const createViewRoute = defineRoute({
  method: "POST",
  path,
  summary: "Keep a view under a name; an administrator may share it with everybody",
  access: "alertViews:keep",
  body: alertViewCreateSchema,
  answer: alertViewSchema,
  status: 201,
  handle: (call) => createView(call.app, { input: call.body, user: requireUser(call.principal), actor: actorOf(call) }),
});

export const updateViewRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Rename a view or change what it shows",
  access: "alertViews:keep",
  params,
  body: alertViewPatchSchema,
  answer: alertViewSchema,
  handle: (call) => {
    const change = { id: call.params.id, patch: call.body };
    return updateView(call.app, { ...change, user: requireUser(call.principal), actor: actorOf(call) });
  },
});

export const deleteViewRoute = defineRoute({
  method: "DELETE",
  path: `${path}/{id}`,
  summary: "Remove a view",
  access: "alertViews:keep",
  params,
  answer: noAnswer,
  async handle(call) {
    await deleteView(call.app, { id: call.params.id, user: requireUser(call.principal), actor: actorOf(call) });
    return undefined;
  },
});
