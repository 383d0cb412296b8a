import { downloadDeadLettersRoute } from "../../../../../server/http/routes/ledger.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(downloadDeadLettersRoute);
