import {
  changeDraftRoute,
  discardDraftRoute,
  getDraftRoute,
} from "../../../../../../server/http/routes/policy-drafts.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const GET = serve(getDraftRoute);
export const PATCH = serve(changeDraftRoute);
export const DELETE = serve(discardDraftRoute);
