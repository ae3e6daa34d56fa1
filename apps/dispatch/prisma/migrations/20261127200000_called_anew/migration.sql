-- Somebody who was let go is called anew: a further round of the same row, so that nobody is counted twice.

ALTER TABLE activation_person
  -- How often they were put back.
  ADD COLUMN round integer NOT NULL DEFAULT 0,
  -- When they were last; what people did before belongs to an earlier round. Null in the first.
  ADD COLUMN added_at bigint;

-- When they were named: nobody is put back who was let go since. Null in rows of the earlier release.
ALTER TABLE activation_named ADD COLUMN asked_at bigint;

ALTER TABLE activation_answer ADD COLUMN round integer NOT NULL DEFAULT 0;
ALTER TABLE activation_answer DROP CONSTRAINT activation_answer_pkey, ADD PRIMARY KEY (activation_id, person_id, round);

ALTER TABLE activation_task_done ADD COLUMN round integer NOT NULL DEFAULT 0;
ALTER TABLE activation_task_done DROP CONSTRAINT activation_task_done_pkey, ADD PRIMARY KEY (activation_id, person_id, round, code);

-- When the people a command names were let go by it: a repeat does not let go who was added anew since.
ALTER TABLE activation_command ADD COLUMN carried_out_at bigint;
