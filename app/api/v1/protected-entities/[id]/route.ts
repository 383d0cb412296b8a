import { removeProtectedRoute } from "../../../../../server/http/routes/playbooks.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const DELETE = serve(removeProtectedRoute);
