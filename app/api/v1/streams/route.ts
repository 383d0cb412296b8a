import { listStreamsRoute } from "../../../../server/http/routes/streams.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listStreamsRoute);
