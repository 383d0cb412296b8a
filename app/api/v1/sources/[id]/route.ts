import { setZoneRoute } from "../../../../../server/http/routes/sources.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const PATCH = serve(setZoneRoute);
