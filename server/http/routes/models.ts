import { modelTrialSchema, rollBackTrialQuerySchema } from "../../../lib/contracts/model-trial.ts";
import {
  modelDecisionSchema,
  modelDetailSchema,
  modelImportQuerySchema,
  modelPageSchema,
  modelParamsSchema,
  modelPromoteSchema,
  modelQuerySchema,
  modelReadinessQuerySchema,
  modelReadinessSchema,
  modelRollBackSchema,
  modelRowSchema,
  modelStandingSchema,
  modelTrainSchema,
  mostArtefactBytes,
  promotedModelSchema,
} from "../../../lib/contracts/models.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { readingFrom } from "../../db/in-transaction.ts";
import { cancelTraining } from "../../models/cancel-training.ts";
import { downloadModel } from "../../models/download-model.ts";
import { getModel } from "../../models/get-model.ts";
import { importModel } from "../../models/import-model.ts";
import { listModels } from "../../models/list-models.ts";
import { promoteTried } from "../../models/promote-tried.ts";
import { readReadiness } from "../../models/read-readiness.ts";
import { retireModel } from "../../models/retire-model.ts";
import { rollBackModel } from "../../models/roll-back-model.ts";
import { trainModel } from "../../models/train-model.ts";
import { tryOne, tryRollBack } from "../../models/trial/try-in-turn.ts";
import { checkOwnStream } from "../check-own-stream.ts";
import { defineRoute, fileSchema } from "../define-route.ts";

const path = "/api/v1/models";
const params = modelParamsSchema;

export const listModelsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Trained models of a stream, newest first, and which of them scores",
  access: "models:read",
  query: modelQuerySchema,
  answer: modelPageSchema,
  handle: ({ app, query }) => listModels(app.pool, query),
});

export const trainModelRoute = defineRoute({
  method: "POST",
  path,
  summary: "Begin a training; one at a time in a stream",
  access: "models:manage",
  body: modelTrainSchema,
  answer: modelRowSchema,
  status: 202,
  handle: (call) => trainModel(call.app.pool, { input: call.body, actor: actorOf(call) }),
});

export const readReadinessRoute = defineRoute({
  method: "GET",
  path: `${path}/readiness`,
  summary: "Whether there are verdicts enough to learn from",
  access: "models:read",
  query: modelReadinessQuerySchema,
  answer: modelReadinessSchema,
  handle: ({ app, query }) => readReadiness(readingFrom(app.pool), query.stream),
});

export const rollBackModelRoute = defineRoute({
  method: "POST",
  path: `${path}/roll-back`,
  summary: "The champion before this one again, or the detectors alone; with 202 it is asked for, as its trial warns",
  access: "models:manage",
  body: modelRollBackSchema,
  answer: modelStandingSchema,
  mayAsk: true,
  handle: (call) => rollBackModel(call.app, { input: call.body, caller: call }),
});

export const importModelRoute = defineRoute({
  method: "POST",
  path: `${path}/import`,
  summary: "Take in a model that was made elsewhere, as a candidate",
  access: "models:manage",
  query: modelImportQuerySchema,
  body: fileSchema,
  fileBytes: mostArtefactBytes,
  answer: modelRowSchema,
  status: 201,
  handle: (call) => importModel(call.app.pool, { input: call.query, bytes: call.body, actor: actorOf(call) }),
});

export const getModelRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One model: its card, its training, when it scored",
  access: "models:read",
  params,
  answer: modelDetailSchema,
  async handle({ app, params: { id }, principal }) {
    const model = await getModel(app.pool, id);
    checkOwnStream(principal, model.stream);
    return model;
  },
});

export const cancelTrainingRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/cancel`,
  summary: "Ask for the end of a training",
  access: "models:manage",
  params,
  body: modelDecisionSchema,
  answer: modelRowSchema,
  handle: (call) =>
    cancelTraining(call.app.pool, { id: call.params.id, reason: call.body.reason, actor: actorOf(call) }),
});

export const promoteModelRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/promote`,
  summary: "Make a trained model the champion; with 202 it is asked for, as its trial warns",
  access: "models:manage",
  params,
  body: modelPromoteSchema,
  answer: promotedModelSchema,
  mayAsk: true,
  handle: (call) => promoteTried(call.app, { id: call.params.id, input: call.body, caller: call }),
});

export const tryModelRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}/trial`,
  summary: "What a model would have done to recent events, beside what the one in force does; changes nothing",
  access: "models:manage",
  params,
  answer: modelTrialSchema,
  handle: ({ app, params: { id } }) => tryOne(app, id),
});

export const tryRollBackRoute = defineRoute({
  method: "GET",
  path: `${path}/roll-back/trial`,
  summary: "What a roll back would have done to recent events; changes nothing",
  access: "models:manage",
  query: rollBackTrialQuerySchema,
  answer: modelTrialSchema,
  handle: ({ app, query: { stream } }) => tryRollBack(app, stream),
});

export const retireModelRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/retire`,
  summary: "Put a candidate aside",
  access: "models:manage",
  params,
  body: modelDecisionSchema,
  answer: modelRowSchema,
  handle: (call) => retireModel(call.app.pool, { id: call.params.id, reason: call.body.reason, actor: actorOf(call) }),
});

export const downloadModelRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}/artefact`,
  summary: "The model as a file, which another Tideline can import",
  access: "models:read",
  params,
  answer: fileSchema,
  contentType: "application/octet-stream",
  async handle(call) {
    const { app, params: asked, principal } = call;
    const { stream } = await getModel(app.pool, asked.id);
    checkOwnStream(principal, stream);
    const { bytes, fileName } = await downloadModel(app, { id: asked.id, actor: actorOf(call) });
    call.reply.headers.set("content-disposition", `attachment; filename="${fileName}"`);
    return bytes;
  },
});
