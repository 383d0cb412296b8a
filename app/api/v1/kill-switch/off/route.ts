import { turnKillSwitchOffRoute } from "../../../../../server/http/routes/kill-switch.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const POST = serve(turnKillSwitchOffRoute);
