import { z } from "zod";
import {
  backupCodesSchema,
  factorEnableSchema,
  factorProofSchema,
  factorSecretSchema,
  factorSetupSchema,
  secondFactorSchema,
} from "../../../lib/contracts/second-factor.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { disableFactor, resetFactor } from "../../second-factor/disable-factor.ts";
import { enableFactor } from "../../second-factor/enable-factor.ts";
import { type OwnRequest, readSecondFactor } from "../../second-factor/own-factor.ts";
import { renewBackupCodes } from "../../second-factor/renew-backup-codes.ts";
import { setUpFactor } from "../../second-factor/set-up-factor.ts";
import { type Call, defineRoute, noAnswer } from "../define-route.ts";
import { requireUser } from "../require-user.ts";
import { setCookies } from "../session-answer.ts";

const path = "/api/v1/session/second-factor";

function ownRequest({ principal, address, requestId }: Pick<Call, "principal" | "address" | "requestId">): OwnRequest {
  return { principal: requireUser(principal), address, requestId };
}

export const getSecondFactorRoute = defineRoute({
  method: "GET",
  path,
  summary: "Whether one has a second factor, and has to",
  access: "signedIn",
  answer: secondFactorSchema,
  handle: ({ app, principal }) => readSecondFactor(app, requireUser(principal)),
});

export const setUpFactorRoute = defineRoute({
  method: "POST",
  path: `${path}/setup`,
  summary: "Begin with a second factor: a secret that is not in force yet",
  access: "signedIn",
  body: factorSetupSchema,
  answer: factorSecretSchema,
  handle: (call) => setUpFactor(call.app, { ...ownRequest(call), password: call.body.password }),
});

export const enableFactorRoute = defineRoute({
  method: "POST",
  path,
  summary: "Put the second factor in force by a code of it; the backup codes are in this answer and nowhere else",
  access: "signedIn",
  body: factorEnableSchema,
  answer: backupCodesSchema,
  async handle(call) {
    const { backupCodes, cookies } = await enableFactor(call.app, { ...ownRequest(call), code: call.body.code });
    setCookies(call.reply, cookies);
    return { backupCodes };
  },
});

export const disableFactorRoute = defineRoute({
  method: "POST",
  path: `${path}/disable`,
  summary: "Turn one's own second factor off, by password and code",
  access: "signedIn",
  body: factorProofSchema,
  answer: noAnswer,
  async handle(call) {
    setCookies(call.reply, await disableFactor(call.app, { ...ownRequest(call), input: call.body }));
    return undefined;
  },
});

export const renewBackupCodesRoute = defineRoute({
  method: "POST",
  path: `${path}/backup-codes`,
  summary: "New backup codes, by password and code; the old ones are worth nothing from then on",
  access: "signedIn",
  body: factorProofSchema,
  answer: backupCodesSchema,
  handle: async (call) => ({
    backupCodes: await renewBackupCodes(call.app, { ...ownRequest(call), input: call.body }),
  }),
});

export const resetFactorRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/users/{id}/second-factor",
  summary: "Take a lost second factor from a person and end their sessions",
  access: "users:manage",
  params: z.object({ id: z.string().min(1).max(100) }),
  answer: noAnswer,
  async handle(call) {
    await resetFactor(call.app, { id: call.params.id, actor: actorOf(call) });
    return undefined;
  },
});
