import { verifyAuditRoute } from "../../../../../server/http/routes/audit.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const POST = serve(verifyAuditRoute);
