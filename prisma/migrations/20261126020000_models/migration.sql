-- Trained models: what was learnt, how far a training is, and which of them scores a stream from which offset on.
CREATE TABLE trained_model (
  id bigserial PRIMARY KEY,
  stream smallint NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  state text NOT NULL DEFAULT 'training',
  origin text NOT NULL,
  options jsonb,
  reason text NOT NULL,
  author text NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  started_at timestamptz(6),
  finished_at timestamptz(6),
  heartbeat_at timestamptz(6),
  cancelled_at timestamptz(6),
  progress double precision,
  step text,
  failure text,
  card jsonb,
  artefact bytea,
  digest text,
  CONSTRAINT trained_model_state CHECK (state IN ('training', 'candidate', 'champion', 'retired', 'failed', 'cancelled')),
  CONSTRAINT trained_model_whole CHECK (state IN ('training', 'failed', 'cancelled') OR (artefact IS NOT NULL AND digest IS NOT NULL))
);
-- Compressed already where it pays, and read whole.
ALTER TABLE trained_model ALTER COLUMN artefact SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX trained_model_number ON trained_model (stream, number);
CREATE INDEX trained_model_list ON trained_model (stream, id DESC);
-- A stream has one champion, and one training at a time.
CREATE UNIQUE INDEX trained_model_one_champion ON trained_model (stream) WHERE state = 'champion';
CREATE UNIQUE INDEX trained_model_one_training ON trained_model (stream) WHERE state = 'training';

CREATE TABLE training_log_line (
  model_id bigint NOT NULL,
  number integer NOT NULL,
  at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  line text NOT NULL,
  PRIMARY KEY (model_id, number),
  CONSTRAINT training_log_line_model_id_fkey FOREIGN KEY (model_id) REFERENCES trained_model (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE model_activation (
  stream smallint NOT NULL,
  version integer NOT NULL,
  model_id bigint,
  reason text NOT NULL,
  author text NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  active_from bigint,
  activated_at timestamptz(6),
  refusal text,
  PRIMARY KEY (stream, version)
);

ALTER TABLE event ADD COLUMN model_version integer NOT NULL DEFAULT 0;
