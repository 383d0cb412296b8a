import { judgeSpotCheckRoute } from "../../../../../../../server/http/routes/thresholds.ts";
import { serve } from "../../../../../../../server/http/serve.ts";

export const POST = serve(judgeSpotCheckRoute);
