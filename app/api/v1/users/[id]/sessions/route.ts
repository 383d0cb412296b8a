import { endUserSessionsRoute, listUserSessionsRoute } from "../../../../../../server/http/routes/sessions.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const GET = serve(listUserSessionsRoute);
export const DELETE = serve(endUserSessionsRoute);
