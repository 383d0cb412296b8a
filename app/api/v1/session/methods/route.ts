import { listSignInMethodsRoute } from "../../../../../server/http/routes/session.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(listSignInMethodsRoute);
