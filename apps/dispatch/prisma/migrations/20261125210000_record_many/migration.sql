-- Steps of several cases in one round trip and one commit: objects of caseId, events, facts, row, tasks. Each case is all or
-- nothing for itself; answers those that could not be written. Taken in the order of their ids, so that two calls that
-- hold the same cases cannot wait for each other.
CREATE FUNCTION record_cases(p_steps jsonb) RETURNS TABLE (failed_case uuid, reason text) LANGUAGE plpgsql AS $$
DECLARE
  v_steps jsonb[] := ARRAY(
    SELECT s FROM jsonb_array_elements(p_steps) WITH ORDINALITY AS e (s, place) ORDER BY s->>'caseId', place);
  v_step jsonb;
BEGIN
  BEGIN
    FOREACH v_step IN ARRAY v_steps LOOP
      PERFORM record_case((v_step->>'caseId')::uuid, v_step->'events', v_step->'facts', v_step->'row', v_step->'tasks');
    END LOOP;
    RETURN;
  EXCEPTION WHEN OTHERS THEN
    -- One of them spoils all: now each by itself, which costs a savepoint for each.
  END;
  FOREACH v_step IN ARRAY v_steps LOOP
    BEGIN
      PERFORM record_case((v_step->>'caseId')::uuid, v_step->'events', v_step->'facts', v_step->'row', v_step->'tasks');
    EXCEPTION WHEN OTHERS THEN
      failed_case := (v_step->>'caseId')::uuid;
      reason := SQLERRM;
      RETURN NEXT;
    END;
  END LOOP;
END $$;
