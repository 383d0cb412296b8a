import { listExceptionUsesRoute } from "../../../../../server/http/routes/policies.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(listExceptionUsesRoute);
