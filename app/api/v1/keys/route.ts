import { createKeyRoute, listKeysRoute } from "../../../../server/http/routes/keys.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listKeysRoute);
export const POST = serve(createKeyRoute);
