import { resetPasswordRoute } from "../../../../../../server/http/routes/users.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const POST = serve(resetPasswordRoute);
