import { createServer, type Server } from "node:http";
import { Provider } from "oidc-provider";

/** What the provider says about somebody who signs in under this name. */
export type ProviderPeople = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Goes through the provider's own pages as a browser would; answers the address it leads back to. */
  signIn(authorization: URL, login: string): Promise<URL>;
  close(): Promise<void>;
}

const clientId = "tideline";
const clientSecret = "a secret between the provider and the tests";

/** The port is taken before the provider is made: it has to know its own address. */
async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The identity provider has no port.");
  return `http://127.0.0.1:${address.port}`;
}

function createProvider(issuer: string, people: ProviderPeople, redirectUri: string): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    cookies: { keys: ["a key for the cookies of the tests"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people[sub] }) }),
    // Nobody is asked for consent to their own organisation's tool.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
}

function keepCookies(jar: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";", 1);
    const at = pair.indexOf("=");
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/** Follows the provider's redirects and fills in its form until it leads back to the client. */
async function walkThrough(issuer: string, authorization: URL, login: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next: { url: URL; form?: URLSearchParams } = { url: authorization };
  for (let step = 0; step < 12; step += 1) {
    const { url, form } = next;
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    keepCookies(jar, response);
    const location = response.headers.get("location");
    if (location === null) {
      const page = await response.text();
      if (!url.pathname.startsWith("/interaction/") || form !== undefined) throw new Error(`${url}: ${page}`);
      next = { url, form: new URLSearchParams({ prompt: "login", login, password: "any will do" }) };
      continue;
    }
    next = { url: new URL(location, url) };
    if (next.url.origin !== issuer) return next.url;
  }
  throw new Error("The identity provider leads in circles.");
}

/** A real OpenID Connect provider on this machine, with people of its own. */
export async function startIdentityProvider(options: {
  readonly people: ProviderPeople;
  readonly redirectUri: string;
  /** Any free one unless given. */
  readonly port?: number;
}): Promise<IdentityProvider> {
  const server = createServer();
  const issuer = await listen(server, options.port ?? 0);
  const provider = createProvider(issuer, options.people, options.redirectUri);
  const handle = provider.callback();
  server.on("request", (request, response) => void handle(request, response));
  return {
    issuer,
    clientId,
    clientSecret,
    signIn: (authorization, login) => walkThrough(issuer, authorization, login),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
