import { listOriginsRoute } from "../../../../../../server/http/routes/floods.ts";
import { serve } from "../../../../../../server/http/serve.ts";

export const GET = serve(listOriginsRoute);
