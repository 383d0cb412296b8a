import { createExecutorRoute, listExecutorsRoute } from "../../../../server/http/routes/executors.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listExecutorsRoute);
export const POST = serve(createExecutorRoute);
