import { getLiveEntitiesRoute } from "../../../../../server/http/routes/live.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(getLiveEntitiesRoute);
