import { getThresholdDriftRoute } from "../../../../../server/http/routes/threshold-drift.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(getThresholdDriftRoute);
