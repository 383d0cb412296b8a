import { getUserRoute, updateUserRoute } from "../../../../../server/http/routes/users.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(getUserRoute);
export const PATCH = serve(updateUserRoute);
