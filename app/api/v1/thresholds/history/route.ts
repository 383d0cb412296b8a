import { getThresholdHistoryRoute } from "../../../../../server/http/routes/threshold-history.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(getThresholdHistoryRoute);
