import { revokeKeyRoute } from "../../../../../server/http/routes/keys.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const DELETE = serve(revokeKeyRoute);
