import { createPlaybookRoute, listPlaybooksRoute } from "../../../../server/http/routes/playbooks.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listPlaybooksRoute);
export const POST = serve(createPlaybookRoute);
