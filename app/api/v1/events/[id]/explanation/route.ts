import { explainEventRoute } from "../../../../../../server/http/routes/events.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const GET = serve(explainEventRoute);
