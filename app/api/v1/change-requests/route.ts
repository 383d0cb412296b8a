import { listChangeRequestsRoute } from "../../../../server/http/routes/change-requests.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listChangeRequestsRoute);
