import { getHealthRoute } from "../../../../server/http/routes/health.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(getHealthRoute);
