import { getAlertRoute, patchAlertRoute } from "../../../../../server/http/routes/alerts.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(getAlertRoute);
export const PATCH = serve(patchAlertRoute);
