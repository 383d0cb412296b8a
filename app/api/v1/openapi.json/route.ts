import { getOpenApiRoute } from "../../../../server/http/registry.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(getOpenApiRoute);
