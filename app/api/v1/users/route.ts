import { createUserRoute, listUsersRoute } from "../../../../server/http/routes/users.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listUsersRoute);
export const POST = serve(createUserRoute);
