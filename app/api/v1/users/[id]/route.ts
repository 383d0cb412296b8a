import { updateUserRoute } from "../../../../../server/http/routes/users.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const PATCH = serve(updateUserRoute);
