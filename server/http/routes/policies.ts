import {
  exceptionUsesQuerySchema,
  exceptionUsesSchema,
  policyPageSchema,
  policyPublishSchema,
  policyQuerySchema,
  policyRecordSchema,
} from "../../../lib/contracts/policies.ts";
import { policyAdviceQuerySchema, policyAdviceSchema } from "../../../lib/contracts/policy-advice.ts";
import {
  policyPreviewBodySchema,
  policyPreviewQuerySchema,
  policyPreviewSchema,
} from "../../../lib/contracts/policy-preview.ts";
import { policyRatesQuerySchema, policyRatesSchema } from "../../../lib/contracts/policy-rates.ts";
import { exceptionSuggestionsSchema, suggestionsQuerySchema } from "../../../lib/contracts/policy-suggestions.ts";
import { adviseInTurn } from "../../policies/advice/advise-in-turn.ts";
import { listExceptionUses } from "../../policies/list-exception-uses.ts";
import { listPolicies } from "../../policies/list-policies.ts";
import { previewInTurn } from "../../policies/preview/preview-in-turn.ts";
import { publishPolicy } from "../../policies/publish-policy.ts";
import { readPolicyRates } from "../../policies/read-rates.ts";
import { suggestExceptions } from "../../policies/suggestions/suggest-exceptions.ts";
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
  summary:
    "Publish the next version of a stream's policy; with 202 it is asked for, as it loosens: a second person decides",
  access: "policies:publish",
  body: policyPublishSchema,
  answer: policyRecordSchema,
  status: 201,
  mayAsk: true,
  handle: (call) => publishPolicy(call.app, { input: call.body, caller: call }),
});

export const previewPolicyRoute = defineRoute({
  method: "POST",
  path: `${path}/preview`,
  summary: "What a policy would have led to over a past period, beside what the live one leads to; changes nothing",
  access: "policies:read",
  query: policyPreviewQuerySchema,
  body: policyPreviewBodySchema,
  answer: policyPreviewSchema,
  handle: ({ app, query, body }) => previewInTurn(app, { query, policy: body.policy }),
});

export const listPolicyRatesRoute = defineRoute({
  method: "GET",
  path: `${path}/rates`,
  summary: "How often events reached notify while each of the newest versions was in force, against its target",
  access: "policies:read",
  query: policyRatesQuerySchema,
  answer: policyRatesSchema,
  handle: ({ app, query }) => readPolicyRates(app.db, query, app.now()),
});

export const listExceptionUsesRoute = defineRoute({
  method: "GET",
  path: `${path}/exceptions`,
  summary: "What each exception of a stream's policies has covered so far",
  access: "policies:read",
  query: exceptionUsesQuerySchema,
  answer: exceptionUsesSchema,
  handle: ({ app, query }) => listExceptionUses(app.db, query.stream),
});

export const advisePolicyRoute = defineRoute({
  method: "GET",
  path: `${path}/advice`,
  summary: "Where notify would have to stand for what is wished of it, by verdicts on alerts and spot checks",
  access: "policies:read",
  query: policyAdviceQuerySchema,
  answer: policyAdviceSchema,
  handle: ({ app, query }) => adviseInTurn(app, query),
});

export const suggestExceptionsRoute = defineRoute({
  method: "GET",
  path: `${path}/suggestions`,
  summary: "Exceptions that closures as false suggest, each with the true alerts that it would have kept away",
  access: "policies:read",
  query: suggestionsQuerySchema,
  answer: exceptionSuggestionsSchema,
  handle: ({ app, query }) => suggestExceptions(app, query.stream),
});
