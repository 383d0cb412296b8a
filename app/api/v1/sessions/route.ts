import { endOwnSessionsRoute, listOwnSessionsRoute } from "../../../../server/http/routes/sessions.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listOwnSessionsRoute);
export const DELETE = serve(endOwnSessionsRoute);
