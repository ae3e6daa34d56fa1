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

-- As before, once each round. An answer of an earlier one is none; vendors tell the second in which it was given.
CREATE OR REPLACE FUNCTION take_answers(p_answers jsonb) RETURNS TABLE (activation_id uuid, person_id uuid, coordinator_no integer) LANGUAGE sql AS $$
  WITH asked AS (
    SELECT a.activation_id, a.person_id, min(a.at) AS at, min(a.via) AS via, bool_or(a.on_site) AS on_site,
      max(a.at) FILTER (WHERE a.on_site) AS here_at, max(a.lng) AS lng, max(a.lat) AS lat
    FROM jsonb_to_recordset(p_answers) AS a (
      activation_id uuid, person_id uuid, at bigint, via text, on_site boolean, lng double precision, lat double precision)
    JOIN activation_person p ON p.activation_id = a.activation_id AND p.person_id = a.person_id AND a.at >= coalesce(p.added_at, 0) - 1000
    GROUP BY 1, 2
  ), standing AS (
    SELECT p.activation_id, p.person_id, p.round, a.at, a.via, a.on_site, a.here_at, a.lng, a.lat
    FROM asked a JOIN activation_person p ON p.activation_id = a.activation_id AND p.person_id = a.person_id
    WHERE p.released_at IS NULL AND a.at >= coalesce(p.added_at, 0) - 1000
    ORDER BY p.activation_id, p.person_id FOR UPDATE OF p
  ), kept AS (
    INSERT INTO activation_answer (activation_id, person_id, round, at, via)
    SELECT s.activation_id, s.person_id, s.round, s.at, s.via FROM standing s ON CONFLICT DO NOTHING
  )
  UPDATE activation_person p SET
    answered_at = coalesce(p.answered_at, s.at),
    state = CASE WHEN p.answered_at IS NOT NULL THEN p.state WHEN s.at <= p.answer_by THEN 'confirmed' ELSE 'late' END,
    on_site_at = coalesce(p.on_site_at, s.here_at),
    lng = CASE WHEN p.on_site_at IS NULL THEN s.lng ELSE p.lng END,
    lat = CASE WHEN p.on_site_at IS NULL THEN s.lat ELSE p.lat END
  FROM standing s WHERE p.activation_id = s.activation_id AND p.person_id = s.person_id
  RETURNING p.activation_id, p.person_id, p.coordinator_no
$$;
