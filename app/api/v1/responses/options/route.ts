import { listOptionsRoute } from "../../../../../server/http/routes/responses.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(listOptionsRoute);
