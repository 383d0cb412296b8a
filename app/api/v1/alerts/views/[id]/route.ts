import { deleteViewRoute, updateViewRoute } from "../../../../../../server/http/routes/alert-views.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const PATCH = serve(updateViewRoute);
export const DELETE = serve(deleteViewRoute);
