import { bulkResponsesRoute } from "../../../../../server/http/routes/responses.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const POST = serve(bulkResponsesRoute);
