import { probeExecutorRoute } from "../../../../../../server/http/routes/executors.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const POST = serve(probeExecutorRoute);
