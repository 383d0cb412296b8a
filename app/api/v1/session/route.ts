import { getSessionRoute, signInRoute, signOutRoute } from "../../../../server/http/routes/session.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(getSessionRoute);
export const POST = serve(signInRoute);
export const DELETE = serve(signOutRoute);
