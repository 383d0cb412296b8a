import { tryRollBackRoute } from "../../../../../../server/http/routes/models.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const GET = serve(tryRollBackRoute);
