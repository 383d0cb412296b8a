import { setUpFactorRoute } from "../../../../../../server/http/routes/second-factor.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const POST = serve(setUpFactorRoute);
