import { retireModelRoute } from "../../../../../../server/http/routes/models.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const POST = serve(retireModelRoute);
