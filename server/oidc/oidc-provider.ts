import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { OidcRefused } from "./oidc-refusal.ts";
import type { OidcSettings } from "./oidc-settings.ts";

const timeoutSeconds = 8;
/** Keys and addresses of a provider change rarely, and then it says so by refusing. */
const freshMs = 3_600_000;

/** What has to come back with the person; kept by their browser, encrypted. */
export interface OidcChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

export interface OidcProvider {
  readonly settings: OidcSettings;
  begin(redirectUri: string): Promise<{ readonly url: string; readonly checks: OidcChecks }>;
  /** The proven claims behind the answer that the browser brought. */
  finish(answer: URL, checks: OidcChecks): Promise<Claims>;
}

function refusalOf(error: unknown): OidcRefused {
  if (error instanceof AuthorizationResponseError) {
    return new OidcRefused(error.error === "access_denied" ? "denied" : "invalid", error);
  }
  const isAway = error instanceof TypeError || (error instanceof ClientError && error.code === "OAUTH_TIMEOUT");
  return new OidcRefused(isAway ? "unreachable" : "invalid", error);
}

/** The secret goes where the provider takes it: in the header unless it says otherwise (RFC 8414). */
function secretOf({ clientSecret }: OidcSettings): ClientAuth {
  return (server, ...rest) => {
    const supported = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const way = supported.includes("client_secret_basic") ? ClientSecretBasic : ClientSecretPost;
    return way(clientSecret)(server, ...rest);
  };
}

/** Finds the provider when it is first needed and remembers it for an hour; a failure is not remembered. */
function keepFound(settings: OidcSettings): () => Promise<Configuration> {
  let found: { readonly at: number; readonly configuration: Promise<Configuration> } | null = null;
  const options = {
    timeout: timeoutSeconds,
    ...(settings.allowHttp ? { execute: [allowInsecureRequests] } : {}),
  };
  return async () => {
    if (found === null || Date.now() - found.at > freshMs) {
      const { issuer, clientId } = settings;
      const configuration = discovery(new URL(issuer), clientId, undefined, secretOf(settings), options);
      found = { at: Date.now(), configuration };
    }
    const mine = found;
    try {
      return await mine.configuration;
    } catch (error) {
      if (found === mine) found = null;
      throw new OidcRefused("unreachable", error);
    }
  };
}

async function claimsOf(configuration: Configuration, answer: URL, checks: OidcChecks): Promise<Claims> {
  const tokens = await authorizationCodeGrant(configuration, answer, {
    pkceCodeVerifier: checks.verifier,
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    idTokenExpected: true,
  });
  const proven = tokens.claims();
  if (proven === undefined) throw new OidcRefused("invalid");
  // Many providers say address and groups there only. Its subject is held against the token's.
  const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined;
  const more = hasUserInfo ? await fetchUserInfo(configuration, tokens.access_token, proven.sub) : {};
  return { ...proven, ...more, sub: proven.sub };
}

/** The provider of the settings, by OpenID Connect: code flow with PKCE, state and nonce. */
export function createOidcProvider(settings: OidcSettings): OidcProvider {
  const find = keepFound(settings);
  return {
    settings,
    async begin(redirectUri) {
      const configuration = await find();
      const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: "openid profile email",
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: "S256",
      });
      return { url: url.href, checks };
    },
    async finish(answer, checks) {
      const configuration = await find();
      try {
        return await claimsOf(configuration, answer, checks);
      } catch (error) {
        throw error instanceof OidcRefused ? error : refusalOf(error);
      }
    },
  };
}
