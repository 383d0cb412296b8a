import {
  policyPageSchema,
  policyPublishSchema,
  policyQuerySchema,
  policyRecordSchema,
} from "../../../lib/contracts/policies.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { listPolicies } from "../../policies/list-policies.ts";
import { publishPolicy } from "../../policies/publish-policy.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/policies";

export const listPoliciesRoute = defineRoute({
  method: "GET",
  path,
  summary: "The versions of a stream's policy, newest first",
  access: "policies:read",
  query: policyQuerySchema,
  answer: policyPageSchema,
  handle: ({ app, query }) => listPolicies(app.db, query),
});

export const publishPolicyRoute = defineRoute({
  method: "POST",
  path,
  summary: "Publish the next version of a stream's policy",
  access: "policies:publish",
  body: policyPublishSchema,
  answer: policyRecordSchema,
  status: 201,
  handle: (call) => publishPolicy(call.app.db, { input: call.body, actor: actorOf(call) }),
});
