-- 挂账 as a column of its own, so that a list can ask for it. It is read off the state: nothing else writes it, and cases
-- of earlier releases, whose state does not know it, are not suspended.
ALTER TABLE case_row ADD COLUMN suspended boolean NOT NULL GENERATED ALWAYS AS ((state ->> 'suspended') IS NOT NULL) STORED;
CREATE INDEX case_row_suspended ON case_row (sort_key, case_id) WHERE suspended;
