import { endOwnSessionRoute } from "../../../../../server/http/routes/sessions.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const DELETE = serve(endOwnSessionRoute);
