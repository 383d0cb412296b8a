import {
  aboutSchema,
  instanceSettingsPatchSchema,
  instanceSettingsSchema,
} from "../../../lib/contracts/instance-settings.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { changeInstanceSettings } from "../../settings/change-settings.ts";
import { readAbout, readInstanceSettings } from "../../settings/read-settings.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/settings";

export const getSettingsRoute = defineRoute({
  method: "GET",
  path,
  summary: "What holds for the whole instance",
  access: "settings:manage",
  answer: instanceSettingsSchema,
  handle: ({ app }) => readInstanceSettings(app),
});

export const changeSettingsRoute = defineRoute({
  method: "PATCH",
  path,
  summary: "Change what holds for the whole instance",
  access: "settings:manage",
  body: instanceSettingsPatchSchema,
  answer: instanceSettingsSchema,
  handle: (call) => changeInstanceSettings(call.app, { patch: call.body, actor: actorOf(call) }),
});

export const getAboutRoute = defineRoute({
  method: "GET",
  path: "/api/v1/about",
  summary: "What this instance is and what its environment decides",
  access: "signedIn",
  answer: aboutSchema,
  handle: async ({ app }) => readAbout(app),
});
