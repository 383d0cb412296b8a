import { createInvitationRoute, listInvitationsRoute } from "../../../../server/http/routes/invitations.ts";
import { serve } from "../../../../server/http/serve.ts";

export const GET = serve(listInvitationsRoute);
export const POST = serve(createInvitationRoute);
