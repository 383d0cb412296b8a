import { resetFactorRoute } from "../../../../../../server/http/routes/second-factor.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const DELETE = serve(resetFactorRoute);
