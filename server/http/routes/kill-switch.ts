import {
  killSwitchOnSchema,
  killSwitchSchema,
  responseReasonSchema,
} from "../../../lib/contracts/response-decisions.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { readingFrom } from "../../db/in-transaction.ts";
import { readKillSwitch } from "../../responses/read-kill-switch.ts";
import { turnKillSwitchOff, turnKillSwitchOn } from "../../responses/turn-kill-switch.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/kill-switch";

export const getKillSwitchRoute = defineRoute({
  method: "GET",
  path,
  summary: "Whether responses are stopped, by whom and why",
  access: "responses:read",
  answer: killSwitchSchema,
  handle: ({ app }) => readKillSwitch(readingFrom(app.pool)),
});

export const turnKillSwitchOnRoute = defineRoute({
  method: "POST",
  path: `${path}/on`,
  summary: "Stop everything: nothing is started any more, in any stream",
  access: "killSwitch:on",
  body: killSwitchOnSchema,
  answer: killSwitchSchema,
  handle: (call) => turnKillSwitchOn(call.app, { ...call.body, actor: actorOf(call) }),
});

export const turnKillSwitchOffRoute = defineRoute({
  method: "POST",
  path: `${path}/off`,
  summary: "Let responses go on",
  access: "killSwitch:off",
  body: responseReasonSchema,
  answer: killSwitchSchema,
  handle: (call) => turnKillSwitchOff(call.app, { ...call.body, actor: actorOf(call) }),
});
