import { changePlaybookRoute, getPlaybookRoute } from "../../../../../server/http/routes/playbooks.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const GET = serve(getPlaybookRoute);
export const PATCH = serve(changePlaybookRoute);
