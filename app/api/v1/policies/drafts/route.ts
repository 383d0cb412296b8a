import { createDraftRoute, listDraftsRoute } from "../../../../../server/http/routes/policy-drafts.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(listDraftsRoute);
export const POST = serve(createDraftRoute);
