import { openInvitationRoute } from "../../../../../server/http/routes/invitations.ts";
import { serve } from "../../../../../server/http/serve.ts";

export const POST = serve(openInvitationRoute);
