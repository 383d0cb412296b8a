import { z } from "zod";
import {
  assignableListSchema,
  userCreateSchema,
  userPageSchema,
  userPatchSchema,
  userQuerySchema,
  userSchema,
  userWithPasswordSchema,
} from "../../../lib/contracts/users.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { createUser } from "../../users/create-user.ts";
import { getUser, listAssignable, listUsers } from "../../users/list-users.ts";
import { resetPassword } from "../../users/reset-password.ts";
import { updateUser } from "../../users/update-user.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/users";
const params = z.object({ id: z.string().min(1).max(100) });

export const listUsersRoute = defineRoute({
  method: "GET",
  path,
  summary: "Everyone with an account",
  access: "users:manage",
  query: userQuerySchema,
  answer: userPageSchema,
  handle: ({ app, query }) => listUsers(app.db, query),
});

export const createUserRoute = defineRoute({
  method: "POST",
  path,
  summary: "Make an account; its one-time password is in this answer and nowhere else",
  access: "users:manage",
  body: userCreateSchema,
  answer: userWithPasswordSchema,
  status: 201,
  handle: (call) => {
    const creation = { input: call.body, actor: actorOf(call) };
    return call.app.db.$transaction((tx) => createUser(call.app, tx, creation));
  },
});

export const getUserRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One person with an account",
  access: "users:manage",
  params,
  answer: userSchema,
  handle: ({ app, params: { id } }) => getUser(app.db, id),
});

export const updateUserRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Change name, role, or whether the person may sign in",
  access: "users:manage",
  params,
  body: userPatchSchema,
  answer: userSchema,
  handle: (call) => updateUser(call.app, { id: call.params.id, patch: call.body, actor: actorOf(call) }),
});

export const resetPasswordRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/password`,
  summary: "Give a person a one-time password and end their sessions",
  access: "users:manage",
  params,
  answer: userWithPasswordSchema,
  handle: (call) => resetPassword(call.app, { id: call.params.id, actor: actorOf(call) }),
});

export const listAssignableRoute = defineRoute({
  method: "GET",
  path: `${path}/assignable`,
  summary: "To whom alerts can be assigned",
  access: "alerts:triage",
  answer: assignableListSchema,
  handle: async ({ app }) => ({ items: await listAssignable(app.db) }),
});
