import { listResponsesRoute, proposeResponseRoute } from "../../../../server/http/routes/responses.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listResponsesRoute);
export const POST = serve(proposeResponseRoute);
