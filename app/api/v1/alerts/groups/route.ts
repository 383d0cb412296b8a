import { groupAlertsRoute } from "../../../../../server/http/routes/alerts.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(groupAlertsRoute);
