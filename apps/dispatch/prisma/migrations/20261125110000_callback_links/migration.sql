-- Links by which a resident answers a call-back. The link itself is with whoever got it; here only what tells it from others.

CREATE TABLE callback_link (
  -- SHA-256 of the token.
  token_digest bytea PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_kept (case_id),
  -- The closing it asks about: a case that was reopened and closed again asks anew.
  closed_at bigint NOT NULL,
  made_at bigint NOT NULL,
  used_at bigint,
  -- Of the answer it was used for, so that a repeat is told from another answer.
  answer_hash text
);
CREATE INDEX callback_link_age ON callback_link (made_at);
