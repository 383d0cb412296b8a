import { addProtectedRoute, listProtectedRoute } from "../../../../server/http/routes/playbooks.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listProtectedRoute);
export const POST = serve(addProtectedRoute);
