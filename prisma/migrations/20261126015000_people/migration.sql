-- People: invitations, second factor, sessions that can be listed, settings of the whole instance.

-- Whether sign-in asks for a code. Kept here too, because every request reads the user and none the secret.
ALTER TABLE "user" ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
ALTER TABLE "user" ADD COLUMN last_seen_at timestamptz;
-- The order of the list of people.
CREATE INDEX user_by_name ON "user" (lower(name), id);

-- How the person proved who they are: what the provider of an organisation checked is not asked again here.
ALTER TABLE session ADD COLUMN method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'invitation', 'oidc'));

-- One identity of a provider belongs to one person.
CREATE UNIQUE INDEX account_identity ON account (provider_id, account_id);

CREATE TABLE invitation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'analyst', 'responder', 'admin')),
  -- SHA-256 of the token, which is in the link alone.
  token_hash bytea NOT NULL UNIQUE,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX invitation_newest ON invitation (created_at DESC, id DESC);
-- At most one open invitation for an address: a second one replaces the first.
CREATE UNIQUE INDEX invitation_open ON invitation (email) WHERE accepted_at IS NULL AND revoked_at IS NULL;

CREATE TABLE second_factor (
  user_id text PRIMARY KEY REFERENCES "user" ON DELETE CASCADE,
  -- Encrypted with the secret of the instance: a copy of the database alone makes no codes.
  secret text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Null until a first right code was given.
  confirmed_at timestamptz,
  -- The step of the last code taken: none is taken twice.
  last_step bigint NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);

CREATE TABLE backup_code (
  user_id text NOT NULL REFERENCES "user" ON DELETE CASCADE,
  -- HMAC with the secret of the instance.
  hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, hash)
);

-- One row: what holds for the whole instance and is decided by an administrator, not by the environment.
CREATE TABLE instance_settings (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  session_hours integer NOT NULL DEFAULT 12 CHECK (session_hours BETWEEN 1 AND 168),
  second_factor_roles text[] NOT NULL DEFAULT '{}'
    CHECK (second_factor_roles <@ ARRAY['viewer', 'analyst', 'responder', 'admin']),
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text
);
INSERT INTO instance_settings DEFAULT VALUES;
