-- Reshapings of grids registry has told of, and what became of each open case on their ground.
CREATE TABLE reshape (
  reshape_id uuid PRIMARY KEY,
  effective_at bigint NOT NULL,
  heard_at bigint NOT NULL,
  -- Of the grids that are no more; empty until it has taken effect.
  retired_codes text[] NOT NULL DEFAULT '{}',
  -- Who ordered it, kept with the codes.
  ordered_by jsonb,
  started_at bigint,
  ended_at bigint,
  called_off boolean NOT NULL DEFAULT false,
  total integer NOT NULL DEFAULT 0
);

-- Open cases of a grid, of which there are few beside all it ever had.
CREATE INDEX case_row_open_grid ON case_row (grid_code) WHERE closed_at IS NULL;

CREATE TABLE reshape_case (
  reshape_id uuid NOT NULL REFERENCES reshape (reshape_id),
  case_id uuid NOT NULL,
  outcome text NOT NULL,
  PRIMARY KEY (reshape_id, case_id)
);
