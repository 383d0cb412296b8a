import { listMovesRoute, moveByHandRoute } from "../../../../../server/http/routes/thresholds.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(listMovesRoute);
export const POST = serve(moveByHandRoute);
