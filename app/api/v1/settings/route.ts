import { changeSettingsRoute, getSettingsRoute } from "../../../../server/http/routes/settings.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(getSettingsRoute);
export const PATCH = serve(changeSettingsRoute);
