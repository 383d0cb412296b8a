import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/** Signs the cookie of a session that is in the database; for our own operations, which make the sessions. */
export const sessionCookiePlugin = {
  id: "tideline-session-cookie",
  endpoints: {
    sessionCookie: createAuthEndpoint(
      "/tideline/session-cookie",
      { method: "POST", body: z.object({ token: z.string() }), metadata: { SERVER_ONLY: true } },
      async (context) => {
        const found = await context.context.internalAdapter.findSession(context.body.token);
        if (found === null) throw new Error("The session of a new cookie is not there.");
        await setSessionCookie(context, found);
        return null;
      },
    ),
  },
} as const;
