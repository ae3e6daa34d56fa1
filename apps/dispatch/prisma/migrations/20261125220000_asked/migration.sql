-- What of a case waits for somebody's decision, so that it stands in the list of whoever decides it. Read off the state:
-- nothing else writes it, and cases of earlier releases ask for nothing.
ALTER TABLE case_row ADD COLUMN asked jsonb NOT NULL
  GENERATED ALWAYS AS (jsonb_path_query_array(state, '$.deadlines[*] ? (@.kind == "decision").ref')) STORED;
