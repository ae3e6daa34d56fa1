-- Re-plans of running cases: what they move to, who asked and why, and what became of each case.
CREATE TABLE replan (
  replan_id uuid PRIMARY KEY,
  actor jsonb NOT NULL,
  body_hash text NOT NULL,
  -- The rules cases move to, whole; what is missing each case keeps.
  target jsonb NOT NULL,
  scope jsonb NOT NULL,
  reason text NOT NULL,
  salt text NOT NULL,
  asked_at bigint NOT NULL,
  started_at bigint,
  ended_at bigint,
  -- Counted at the start; replaced by what was really met at the end, together with the figures behind it.
  total integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0,
  changed integer NOT NULL DEFAULT 0,
  moved integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0
);
CREATE INDEX replan_asked ON replan (asked_at);

CREATE TABLE replan_case (
  replan_id uuid NOT NULL REFERENCES replan (replan_id),
  case_id uuid NOT NULL,
  outcome text NOT NULL,
  moved integer NOT NULL,
  PRIMARY KEY (replan_id, case_id)
);

-- All open cases page by page.
CREATE INDEX case_row_open ON case_row (case_id) WHERE closed_at IS NULL;
