import { getKillSwitchRoute } from "../../../../server/http/routes/kill-switch.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(getKillSwitchRoute);
