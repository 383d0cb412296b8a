import { changeExecutorRoute } from "../../../../../server/http/routes/executors.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const PATCH = serve(changeExecutorRoute);
