import { getAuditSealRoute } from "../../../../../server/http/routes/audit.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(getAuditSealRoute);
