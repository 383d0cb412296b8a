import { enableFactorRoute, getSecondFactorRoute } from "../../../../../server/http/routes/second-factor.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(getSecondFactorRoute);
export const POST = serve(enableFactorRoute);
