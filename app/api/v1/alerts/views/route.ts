import { createViewRoute, listViewsRoute } from "../../../../../server/http/routes/alert-views.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(listViewsRoute);
export const POST = serve(createViewRoute);
