-- What showed that somebody is on site: a place with the radius it says of itself (metres), or the code of the team.
-- Rows of the earlier release keep what they said; those with a place have it as their proof.
ALTER TABLE activation_person ADD COLUMN place_proof text CHECK (place_proof IN ('location', 'teamCode')), ADD COLUMN accuracy_metres double precision;
UPDATE activation_person SET place_proof = 'location' WHERE on_site_at IS NOT NULL AND lng IS NOT NULL;

-- As before, once each round: an answer of an earlier one is none, and vendors tell the second in which it was given. And nobody is
-- on site without what showed it. Where more than one answer of a moment did, the first stands, all of it.
CREATE OR REPLACE FUNCTION take_answers(p_answers jsonb) RETURNS TABLE (activation_id uuid, person_id uuid, coordinator_no integer) LANGUAGE sql AS $$
  WITH given AS (
    SELECT a.activation_id, a.person_id, a.at, a.via, a.lng, a.lat, a.accuracy_metres,
      -- A process of the earlier release names no proof beside its place.
      coalesce(a.place_proof, CASE WHEN a.on_site AND a.lng IS NOT NULL THEN 'location' END) AS place_proof
    FROM jsonb_to_recordset(p_answers) AS a (
      activation_id uuid, person_id uuid, at bigint, via text, on_site boolean, place_proof text, lng double precision, lat double precision, accuracy_metres double precision)
  ), asked AS (
    SELECT g.activation_id, g.person_id, min(g.at) AS at, min(g.via) AS via,
      (array_agg(to_jsonb(g) ORDER BY g.at) FILTER (WHERE g.place_proof IS NOT NULL))[1] AS here
    FROM given g JOIN activation_person p ON p.activation_id = g.activation_id AND p.person_id = g.person_id AND g.at >= coalesce(p.added_at, 0) - 1000
    GROUP BY 1, 2
  ), standing AS (
    SELECT p.activation_id, p.person_id, p.round, a.at, a.via, a.here
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
    on_site_at = coalesce(p.on_site_at, (s.here->>'at')::bigint),
    place_proof = CASE WHEN p.on_site_at IS NULL THEN s.here->>'place_proof' ELSE p.place_proof END,
    lng = CASE WHEN p.on_site_at IS NULL THEN (s.here->>'lng')::double precision ELSE p.lng END,
    lat = CASE WHEN p.on_site_at IS NULL THEN (s.here->>'lat')::double precision ELSE p.lat END,
    accuracy_metres = CASE WHEN p.on_site_at IS NULL THEN (s.here->>'accuracy_metres')::double precision ELSE p.accuracy_metres END
  FROM standing s WHERE p.activation_id = s.activation_id AND p.person_id = s.person_id
  RETURNING p.activation_id, p.person_id, p.coordinator_no
$$;
